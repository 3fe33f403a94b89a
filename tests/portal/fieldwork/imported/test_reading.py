"""Files of answers in every shape offices send, guessed without marks and named where they fail."""

from dataclasses import replace
from datetime import date

import pytest

from portal.fieldwork.imported.guessing import guess, guess_digits, is_personal
from portal.fieldwork.imported.moments import DayOrder, day_of, order_of
from portal.fieldwork.imported.reading import Fault, read_lines
from portal.fieldwork.imported.tables import read_answers
from portal.offices.sheets import SheetError
from surveys.building import build
from surveys.loading import load_builtin
from tests.portal.fieldwork.imported.files import HEADS, ROWS, TODAY, as_csv, as_xlsx
from tests.surveys.questionnaire import sound, words

COUNTER = load_builtin("counter-short")
FILES = {
    "plain": as_csv().encode(),
    "marked": b"\xef\xbb\xbf" + as_csv(ends="\r\n").encode(),
    "semicolons": as_csv(separator=";", ends="\r\n").encode("utf-8-sig"),
    "tabs-utf16": as_csv(separator="\t").encode("utf-16"),
    "workbook": as_xlsx(),
}


@pytest.mark.parametrize("name", FILES)
def test_every_shape_of_the_file_is_read_alike(name: str) -> None:
    table = read_answers(FILES[name])
    meaning = guess(table, COUNTER)
    assert meaning.moment == 0
    assert dict(meaning.fields) == {3: "purpose", 4: "manner", 5: "overall", 6: "comment"}
    reading = read_lines(table, meaning, COUNTER, TODAY)
    assert reading.faults == ()
    assert [one.day for one in reading.taken] == [date(2025, 10, day) for day in (20, 21, 22)]
    assert [one.answers.levels for one in reading.taken] == [
        {"manner": 4, "overall": 5},
        {"manner": 5, "overall": 4},
        {"overall": 5},
    ]
    assert reading.taken[2].answers.not_applicable == {"manner"}
    assert reading.taken[1].answers.comment == "Nhanh, gọn"
    assert reading.dropped == ("Địa chỉ email", "Họ và tên", "Ông bà thích màu gì")


def test_windows_letters_are_read() -> None:
    heads = ["Dấu thời gian", "Nói chung"]
    text = as_csv([["20/10/2025", "tốt"]], heads=heads, separator=";")
    decomposed = text.encode("cp1258", errors="ignore")
    assert read_answers(decomposed).lines[0].cells[0] == "20/10/2025"


def test_what_reaches_a_person_is_never_taken() -> None:
    personal = (
        "Email",
        "Địa chỉ email",
        "Họ và tên",
        "Số điện thoại của ông bà",
        "Username",
        "CCCD",
    )
    assert all(is_personal(head) for head in personal)
    assert not any(is_personal(head) for head in HEADS[3:])
    table = read_answers(as_csv(heads=["Ngày", *["Số điện thoại"] * 7]).encode())
    assert guess(table, COUNTER).fields == {}


def test_answers_without_a_meaning_are_named_by_line_and_column() -> None:
    rows = [
        *ROWS,
        ["23/10/2025", "", "", "Nộp hồ sơ", "tạm được", "4", "", ""],
        ["hôm qua", "", "", "Nộp hồ sơ", "", "4", "", ""],
        ["23/10/2027", "", "", "", "", "4", "", ""],
        ["24/10/2025", "", "", "Nộp hồ sơ", "", "", "", ""],
    ]
    table = read_answers(as_csv(rows).encode())
    meaning = guess(table, COUNTER)
    reading = read_lines(table, meaning, COUNTER, TODAY)
    assert [(one.line, one.column, one.value, one.fault) for one in reading.faults] == [
        (5, HEADS[4], "tạm được", Fault.UNKNOWN_ANSWER),
        (6, HEADS[0], "hôm qua", Fault.NO_DAY),
        (7, HEADS[0], "23/10/2027", Fault.FUTURE_DAY),
        (8, "", "", Fault.NOT_FITTING),
    ]
    assert (len(reading.taken), reading.faulty_lines) == (3, 4)
    told = replace(meaning, digits={**meaning.digits, (4, "tạm được"): "3"})
    again = read_lines(table, told, COUNTER, TODAY)
    assert again.taken[3].answers.levels == {"manner": 3, "overall": 4}


def test_days_are_read_in_the_order_of_the_country_unless_the_file_says_otherwise() -> None:
    assert day_of("03/04/2026 08:00:00", DayOrder.DAY_FIRST) == date(2026, 4, 3)
    assert day_of("2026/04/03 8:00:00 AM GMT+7", DayOrder.MONTH_FIRST) == date(2026, 4, 3)
    assert day_of("31/02/2026", DayOrder.DAY_FIRST) is None
    assert order_of(["03/04/2026"]) is DayOrder.DAY_FIRST
    assert order_of(["03/04/2026", "10/21/2025"]) is DayOrder.MONTH_FIRST
    assert order_of(["21/10/2025", "10/21/2025"]) is DayOrder.DAY_FIRST


def test_several_answers_in_one_cell_are_taken_apart() -> None:
    data = sound()
    options = {"board": "Bảng tin", "family": "Người nhà, bạn bè", "radio": "Loa"}
    data["questions"].append(
        {
            "code": "heard",
            "kind": "multiple-choice",
            "text": words("Biết qua đâu?"),
            "options": [{"code": code, "text": words(text)} for code, text in options.items()],
        }
    )
    texts = ["Bảng tin, Người nhà, bạn bè", "loa;  bảng tin", "Loa, báo"]
    assert guess_digits(texts, build(data), "heard") == {texts[0]: "1 2", texts[1]: "1 3"}


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04broken", as_csv([]).encode()])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(SheetError):
        read_answers(content)
