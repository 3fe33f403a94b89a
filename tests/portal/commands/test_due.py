import argparse
import json

import pytest

from portal.commands.due import configure, run

FRIDAY = ["due", "--received", "2026-11-20"]
BARE_MACHINE = {"PORTAL_DATA_DIR": "/nowhere"}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser()
    configure(parser.add_subparsers())
    return run(parser.parse_args(argv), BARE_MACHINE)


def test_the_answer_is_a_date_and_a_readable_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRIDAY, "--days", "5"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:2] == [
        "Ngày nhận: thứ Sáu, 20/11/2026; thời hạn: 5 ngày làm việc.",
        "Hạn: thứ Hai, 30/11/2026.",
    ]
    assert out[3].startswith("thứ Sáu, 20/11/2026     -  Ngày nhận, không tính")
    assert out[6] == "thứ Hai, 23/11/2026     1  Ngày làm việc số 1"
    assert out[-3:] == [
        "thứ Hai, 30/11/2026     5  Ngày làm việc số 5",
        "",
        "Lịch dùng để tính: lịch có sẵn trong phần mềm.",
    ]


def test_the_answer_is_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRIDAY, "--days", "2", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["due_on"] == "2026-11-25"
    assert [day["date"] for day in answer["days"]] == [
        f"2026-11-{number}" for number in range(20, 26)
    ]
    assert [day["counted"] for day in answer["days"]] == [False, False, False, True, False, True]
    assert answer["days"][4] == {
        "date": "2026-11-24",
        "counted": False,
        "code": "holiday",
        "why": "Nghỉ lễ: Ngày Văn hóa Việt Nam (Nghị quyết 28/2026/QH16)",
    }


def test_calendar_days_roll_to_the_next_working_day(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--received", "2026-11-14", "--days", "10", "--unit", "calendar", "--json"]
    assert main(["due", *arguments]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["due_on"] == "2026-11-25"
    assert answer["days"][-1]["code"] == "rolled"


def test_english_is_spoken_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FRIDAY, "--days", "1", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "Due date: Monday, 23 November 2026." in out
    assert "The day received is not counted" in out


def test_a_date_that_a_notice_may_move_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["due", "--received", "2027-02-01", "--days", "5"]) == 0
    assert "Thông báo nghỉ lễ hằng năm có thể làm đổi hạn này" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--days", "5"], "ngày nhận"),
        (["--received", "", "--days", "5"], "ngày nhận"),
        (["--received", "2026-02-30", "--days", "5"], "ngày nhận"),
        (["--received", "20/11/2026", "--days", "5"], "ngày nhận"),
        (["--received", "20261120", "--days", "5"], "ngày nhận"),
        (["--received", "2026-W47-5", "--days", "5"], "ngày nhận"),
        (["--received", "2026-11-20\n", "--days", "5"], "ngày nhận"),
        (["--received", "2026-11-20"], "số ngày"),
        (["--received", "2026-11-20", "--days", "0"], "số ngày"),
        (["--received", "2026-11-20", "--days", "-5"], "số ngày"),
        (["--received", "2026-11-20", "--days", "366"], "số ngày"),
        (["--received", "2026-11-20", "--days", "5.5"], "số ngày"),
        (["--received", "2026-11-20", "--days", "năm"], "số ngày"),
        (["--received", "2026-11-20", "--days", "٥"], "số ngày"),
        (["--received", "2026-11-20", "--days", "9" * 5000], "số ngày"),
        (["--received", "2026-11-20", "--days", "5", "--unit", "hours"], "đơn vị"),
        (["--received", "2026-11-20", "--days", "5", "--lang", "fr"], "ngôn ngữ"),
    ],
)
def test_bad_input_gets_one_plain_sentence(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["due", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert word in told.err


def test_bad_input_is_answered_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["due", "--received", "soon", "--days", "5", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("Give the day received as year-month-day")


@pytest.mark.parametrize(
    ("received", "year"), [("2027-12-30", "2028"), ("2023-05-05", "2023"), ("9999-12-31", "9999")]
)
def test_a_year_without_calendar_is_said_and_not_guessed(
    received: str, year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["due", "--received", received, "--days", "5"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"Chưa có lịch làm việc của năm {year} nên chưa tính được hạn.\n"
