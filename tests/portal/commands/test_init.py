"""Setting up a commune from the terminal, with questions and without."""

import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from portal.calendar.store import rule
from portal.clock import local_day, utc_now
from portal.commands import init
from portal.db import Database
from portal.fieldwork.surveys import place_at
from portal.keys import Keys
from portal.offices import store
from portal.offices.links import owner_of_link
from portal.offices.models import Authority
from portal.reports.periods import period
from tests.portal.commands.conftest import Run

ALL = ["init", "--no-input", "--admin", "quantri", "--admin-name", "Lê Thị Na"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stdin", stream)
    return stream


def _authorities(database: Database) -> list[Authority]:
    with database.reading() as session:
        rows = list(session.scalars(select(Authority)))
        session.expunge_all()
    return rows


def test_flags_alone_set_up_a_commune_that_can_be_rated(
    run_command: Run, database: Database, keys: Keys, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = ["--villages", "Thôn 1; Buôn Kla;", "--reply-days", "5", "--reply-source", "QĐ 1/2026"]
    assert run_command(init, *ALL, "--commune", "00004", *extra) == 0
    out = capsys.readouterr().out
    token = re.search(r"https://gopy\.example/mat-khau/(\S+)", out)
    code = re.search(r"https://gopy\.example/q/(\w+)", out)
    assert token
    assert code
    assert "█" in out
    now = utc_now()
    with database.reading() as session:
        assert owner_of_link(session, keys, token[1], now).username == "quantri"
        place = place_at(session.connection(), code[1], now=now)
        assert (place.authority_name, place.name, place.is_asked) == (
            "Phường Ba Đình",
            "Quầy 1",
            True,
        )
        authority_id = place.authority_id
        villages = store.villages_of(session, authority_id)
        assert [village.name for village in villages] == ["Thôn 1", "Buôn Kla"]
        names = {unit.name for unit in store.units_of(session, authority_id)}
        assert "Công an phường" in names
        reply = rule(session, authority_id, "REPLY_OWN", local_day(now))
        assert (reply.term.days, reply.source, reply.scope) == (5, "QĐ 1/2026", "commune")


def test_the_questions_ask_what_no_flag_said(
    run_command: Run, database: Database, typed: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ["ba dinh, ha noi", "Số 1", "", "", "", "", "Quầy A", "quantri", "Na"]
    typed.write("\n".join(answers))
    typed.seek(0)
    assert run_command(init, "init") == 0
    assert "Phường Ba Đình" in capsys.readouterr().out
    [authority] = _authorities(database)
    assert (authority.name, authority.address) == ("Phường Ba Đình", "Số 1")
    with database.reading() as session:
        assert [point.name for point in store.points_of(session, authority.id)] == ["Quầy A"]
        reply = rule(session, authority.id, "REPLY_OWN", local_day(utc_now()))
        assert (reply.term.days, reply.scope) == (10, "commune_default")


def test_months_from_the_fifteenth_can_be_answered_or_flagged(
    run_command: Run, database: Database, typed: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(init, *ALL, "--commune", "00004", "--months-start-on", "15") == 0
    answers = ["00008", "", "", "", "", "", "Quầy A", "hai", "Na", "", "", "", "15"]
    typed.write("\n".join(answers) + "\n")
    typed.seek(0)
    assert run_command(init, "init", "--lang", "en") == 0
    assert "15 if your months run from the 15th to the 14th." in capsys.readouterr().out
    year = local_day(utc_now()).year
    for authority in _authorities(database):
        assert authority.months_start_on == 15
        with database.reading() as session:
            march = period(session, authority.id, f"{year}-03")
        assert march.from_on == date(year, 2, 15)
    assert len(_authorities(database)) == 2


def test_an_answer_is_judged_at_once_and_only_it_is_asked_again(
    run_command: Run, database: Database, typed: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(init, *ALL, "--commune", "00004") == 0
    capsys.readouterr()
    answers = [
        *("00004", "00008"),
        *("x" * 201, "Số 1"),
        *("x" * 201, "sáng"),
        *("1" * 41, "0200 111 222"),
        *("x" * 201, "thứ Năm"),
        *("A; A", "y" * 81, "Thôn 1; Thôn 2"),
        *("x" * 121, "Quầy A"),
        *("Quản trị", "quantri", "na.le"),
        *("x" * 121, "Lê Thị Na"),
        *("many", "0", "366", "९", "1" * 5000, "7"),
        *("lunar", "calendar"),
        *("x" * 301, "QĐ 1/2026"),
        *("7", "15"),
    ]
    typed.write("\n".join(answers) + "\n")
    typed.seek(0)
    assert run_command(init, "init", "--lang", "en", "--hours", "y" * 201) == 0
    out = capsys.readouterr().out
    assert out.count("at most") == 9
    assert out.count("a whole number from 1 to 365") == 5
    for words in ("“A” is there twice", "exists already", "3 to 60", "“working”", "1 or 15"):
        assert words in out
    authority = _authorities(database)[1]
    assert (authority.address, authority.hours, authority.hotline, authority.reception) == (
        "Số 1",
        "sáng",
        "0200 111 222",
        "thứ Năm",
    )
    with database.reading() as session:
        names = [village.name for village in store.villages_of(session, authority.id)]
        reply = rule(session, authority.id, "REPLY_OWN", local_day(utc_now()))
    assert names == ["Thôn 1", "Thôn 2"]
    assert (reply.term.days, reply.term.unit, reply.source) == (7, "calendar", "QĐ 1/2026")


def test_what_is_usual_does_not_stand_for_a_bad_last_line_of_a_file(
    run_command: Run, database: Database, typed: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    typed.write("00004\n\n\n\n\n\nQuầy A\nquantri\nNa\nmany\n")
    typed.seek(0)
    assert run_command(init, "init") == 2
    assert "Chưa có câu trả lời" in capsys.readouterr().err
    assert _authorities(database) == []


def test_namesakes_are_listed_and_one_is_chosen_by_code(
    run_command: Run, database: Database, typed: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    typed.write("00004\n")
    typed.seek(0)
    flags = [flag for flag in ALL if flag != "--no-input"]
    silent = [
        part
        for name in ("address", "hours", "hotline", "reception", "villages", "first-point")
        for part in (f"--{name}", "x")
    ]
    reply = ["--reply-days", "10", "--reply-unit", "working", "--reply-source", ""]
    assert run_command(init, *flags, "--commune", "xã tân tiến", *silent, *reply) == 0
    assert capsys.readouterr().out.count("Xã Tân Tiến, ") == 7
    assert _authorities(database)[0].code == "00004"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([*ALL, "--commune", "Tân Tiến"], 2),
        ([*ALL, "--commune", "Không Có Đâu"], 2),
        (["init", "--no-input", "--commune", "00004"], 2),
        ([*ALL, "--commune", "00004", "--reply-days", "many"], 1),
        ([*ALL, "--commune", "00004", "--reply-days", "0"], 1),
        ([*ALL, "--commune", "00004", "--admin", "Quản trị"], 1),
        ([*ALL, "--commune", "00004", "--villages", "A;A"], 1),
        ([*ALL, "--commune", "00004", "--villages", "A" * 81], 1),
        ([*ALL, "--commune", "00004", "--hotline", "1" * 41], 1),
        ([*ALL, "--commune", "00004", "--reply-unit", "lunar"], 1),
        ([*ALL, "--commune", "00004", "--months-start-on", "7"], 1),
    ],
)
def test_what_does_not_fit_sets_up_nothing(
    run_command: Run,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
) -> None:
    assert run_command(init, *arguments) == status
    assert capsys.readouterr().err
    assert _authorities(database) == []


def test_the_same_commune_is_refused_the_second_time(
    run_command: Run, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(init, *ALL, "--commune", "00004") == 0
    assert run_command(init, *ALL, "--commune", "00004", "--lang", "en") == 1
    assert capsys.readouterr().err == "This commune is set up here already.\n"
    assert len(_authorities(database)) == 1
