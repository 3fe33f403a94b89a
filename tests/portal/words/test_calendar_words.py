from datetime import date

from portal.calendar.days import ReasonCode
from portal.calendar.rules import RuleCode
from portal.calendar.shipped import shipped_calendar, shipped_rules
from portal.calendar.terms import CountCode, Term, TermUnit, due
from portal.words.calendar import WHY, DayLine, explain, rule_source, term_phrase
from portal.words.translate import say


def lines(received: str, days: int, unit: TermUnit, lang: str = "vi") -> dict[str, DayLine]:
    counted = due(shipped_calendar(), date.fromisoformat(received), Term(days, unit))
    return {line.day.isoformat(): line for line in explain(counted, lang)}


def test_each_day_says_why_it_counts_or_not() -> None:
    week = lines("2026-11-20", 2, TermUnit.WORKING)
    assert [line.why for line in week.values()] == [
        "Ngày nhận, không tính",
        "Nghỉ cuối tuần",
        "Nghỉ cuối tuần",
        "Ngày làm việc số 1",
        "Nghỉ lễ: Ngày Văn hóa Việt Nam",
        "Ngày làm việc số 2",
    ]


def test_the_source_is_named_beside_the_words() -> None:
    week = lines("2026-11-20", 2, TermUnit.WORKING)
    holiday, weekend = week["2026-11-24"], week["2026-11-21"]
    assert holiday.source == "Nghị quyết 28/2026/QH16"
    assert holiday.why_with_source == ("Nghỉ lễ: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16)")
    assert weekend.source == ""
    assert weekend.why_with_source == "Nghỉ cuối tuần"
    assert week["2026-11-20"].source == "Bộ luật Dân sự 2015, Điều 147 khoản 3"


def test_both_days_of_a_swap_name_each_other() -> None:
    vietnamese = lines("2025-12-31", 7, TermUnit.WORKING)
    assert vietnamese["2026-01-02"].why == "Nghỉ hoán đổi, đi làm bù ngày 10/01/2026"
    assert vietnamese["2026-01-10"].why == (
        "Ngày làm việc số 6, thứ Bảy đi làm bù cho ngày nghỉ 02/01/2026"
    )
    english = lines("2025-12-31", 7, TermUnit.WORKING, "en")
    assert english["2026-01-02"].why == "Day off by swap, worked on 10 January 2026 instead"
    assert english["2026-01-10"].why == ("Working day 6, a Saturday worked for 2 January 2026 off")


def test_a_day_off_in_lieu_says_for_what() -> None:
    assert lines("2026-04-24", 1, TermUnit.WORKING)["2026-04-27"].why == (
        "Nghỉ bù Giỗ Tổ Hùng Vương"
    )


def test_a_rolled_term_says_what_the_last_day_was() -> None:
    rolled = lines("2026-11-14", 10, TermUnit.CALENDAR)
    assert rolled["2026-11-15"].why == "Ngày số 1"
    assert rolled["2026-11-24"].why == (
        "Ngày số 10 là ngày cuối nhưng được nghỉ (nghỉ lễ: Ngày Văn hóa Việt Nam), "
        "nên hạn lùi đến ngày làm việc kế tiếp"
    )
    assert rolled["2026-11-25"].why == "Ngày làm việc đầu tiên sau ngày nghỉ: hạn là ngày này"
    assert rolled["2026-11-25"].source == "Bộ luật Dân sự 2015, Điều 148 khoản 5"


def test_an_expected_holiday_is_called_expected() -> None:
    assert lines("2027-09-01", 1, TermUnit.WORKING)["2027-09-03"].why == (
        "Nghỉ lễ: Ngày liền kề Quốc khánh – dự kiến"
    )
    assert lines("2027-09-01", 1, TermUnit.WORKING, "en")["2027-09-03"].why == (
        "Public holiday: Day next to National Day – expected"
    )


def test_every_code_a_count_can_give_has_words_in_both_languages() -> None:
    assert set(WHY) == set(CountCode) | set(ReasonCode)
    for code, msgid in WHY.items():
        if code != ReasonCode.COMPENSATION:  # its words are the day's own name
            values = {"number": 1, "name": "x", "rest": "x"}
            assert say("vi", msgid, **values) != msgid % values


def test_a_term_is_said_with_its_unit() -> None:
    assert term_phrase(Term(1, TermUnit.WORKING), "en") == "1 working day"
    assert term_phrase(Term(5, TermUnit.WORKING), "en") == "5 working days"
    assert term_phrase(Term(10, TermUnit.CALENDAR), "en") == "10 calendar days"
    assert term_phrase(Term(5, TermUnit.WORKING), "vi") == "5 ngày làm việc"
    assert term_phrase(Term(10, TermUnit.CALENDAR), "vi") == "10 ngày theo lịch"


def test_the_commune_s_own_term_is_not_passed_off_as_law() -> None:
    rules = {rule.code: rule for rule in shipped_rules()}
    assert rule_source(rules[RuleCode.REPLY_OWN], "vi") == (
        "Mức địa phương tự đặt, không phải hạn do luật quy định"
    )
    assert "20/2008/NĐ-CP" in rule_source(rules[RuleCode.PAKN_TRANSFER], "vi")
