from datetime import date, timedelta

import pytest

from portal.calendar.stages import Stage, StageCode
from portal.words.translate import (
    LANGUAGES,
    N_,
    days_phrase,
    say,
    short_date,
    translator,
    weekday_date,
)

MONDAY = date(2026, 11, 30)
VIETNAMESE_WEEK = [
    "thứ Hai, 30/11/2026",
    "thứ Ba, 01/12/2026",
    "thứ Tư, 02/12/2026",
    "thứ Năm, 03/12/2026",
    "thứ Sáu, 04/12/2026",
    "thứ Bảy, 05/12/2026",
    "Chủ nhật, 06/12/2026",
]


def test_a_vietnamese_date_names_its_weekday_as_people_write_it() -> None:
    week = [weekday_date(MONDAY + timedelta(days=n), "vi") for n in range(7)]
    assert week == VIETNAMESE_WEEK


def test_an_english_date_names_its_weekday_and_month() -> None:
    assert weekday_date(MONDAY, "en") == "Monday, 30 November 2026"
    assert weekday_date(date(2026, 12, 6), "en") == "Sunday, 6 December 2026"


def test_a_short_date_has_no_weekday() -> None:
    assert short_date(date(2026, 1, 2), "vi") == "02/01/2026"
    assert short_date(date(2026, 1, 2), "en") == "2 January 2026"


@pytest.mark.parametrize(
    ("code", "days", "vietnamese", "english"),
    [
        (StageCode.ON_TIME, 3, "còn 3 ngày làm việc", "3 working days left"),
        (StageCode.DUE_SOON, 1, "còn 1 ngày làm việc", "1 working day left"),
        (StageCode.DUE_SOON, 0, "chưa đến hạn", "the due date is still ahead"),
        (StageCode.ON_TIME, None, "chưa đến hạn", "the due date is still ahead"),
        (StageCode.DUE_TODAY, 0, "hôm nay là hạn", "today is the due date"),
        (StageCode.OVERDUE, 2, "trễ 2 ngày làm việc", "2 working days late"),
        (StageCode.OVERDUE, 1, "trễ 1 ngày làm việc", "1 working day late"),
        (StageCode.OVERDUE, 0, "đã quá hạn", "past the due date"),
        (StageCode.OVERDUE, None, "đã quá hạn", "past the due date"),
        (StageCode.DONE_ON_TIME, 2, "xong đúng hạn", "done by the due date"),
        (StageCode.DONE_LATE, 1, "xong, trễ 1 ngày làm việc", "done, 1 working day late"),
        (StageCode.DONE_LATE, 4, "xong, trễ 4 ngày làm việc", "done, 4 working days late"),
        (StageCode.DONE_LATE, 0, "xong sau hạn", "done after the due date"),
    ],
)
def test_a_stage_reads_as_people_say_it(
    code: StageCode, days: int | None, vietnamese: str, english: str
) -> None:
    assert days_phrase(Stage(code, days), "vi") == vietnamese
    assert days_phrase(Stage(code, days), "en") == english


def test_every_stage_has_words_in_every_language() -> None:
    for code in StageCode:
        phrases = {days_phrase(Stage(code, 2), lang) for lang in LANGUAGES}
        assert len(phrases) == len(LANGUAGES)


def test_a_marked_text_is_the_text_itself_until_it_is_said() -> None:
    assert N_("Weekend") == "Weekend"
    assert say("vi", "Weekend") == "Nghỉ cuối tuần"
    assert say("en", "Weekend") == "Weekend"


def test_values_go_in_after_translation_and_keep_their_percent_signs() -> None:
    assert say("vi", "Public holiday: %(name)s", name="100%") == "Nghỉ lễ: 100%"


def test_an_unknown_language_reads_vietnamese() -> None:
    assert say("../../etc", "Weekend") == "Nghỉ cuối tuần"
    assert weekday_date(MONDAY, "jra") == "thứ Hai, 30/11/2026"


def test_a_catalogue_is_read_once() -> None:
    assert translator("vi") is translator("vi")
