"""The accounts of a commune from the terminal."""

import re

import pytest

from portal.clock import utc_now
from portal.commands import staff
from portal.db import Database
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.offices.links import owner_of_link
from portal.offices.models import Authority
from portal.offices.staff_store import staff_by_username
from tests.builders import make_authority, make_staff, make_unit
from tests.portal.commands.conftest import Run

ADD = ["staff", "add", "lan", "--name", "Lan", "--role", "case_officer"]


@pytest.fixture
def authority(database: Database) -> Authority:
    with database.writing() as session:
        authority = make_authority(session)
        unit = make_unit(session, authority)
        make_staff(session, authority, "admin", Role.ADMINISTRATOR, unit=unit)
    return authority


def test_an_added_colleague_can_set_a_password(
    run_command: Run,
    database: Database,
    keys: Keys,
    authority: Authority,
    capsys: pytest.CaptureFixture[str],
) -> None:
    unit = ["--unit", "trung tam phuc vu hanh chinh cong"]
    assert run_command(staff, *ADD, *unit, "--role", "unit_head") == 0
    found = re.search(r"/mat-khau/(\S+)", capsys.readouterr().out)
    assert found
    with database.reading() as session:
        owner = owner_of_link(session, keys, found[1], utc_now())
        assert owner.authority_id == authority.id
        assert owner.roles == {Role.CASE_OFFICER, Role.UNIT_HEAD}
        assert owner.unit is not None


def test_the_list_shows_who_is_here_and_who_left(
    run_command: Run, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    assert authority.id
    run_command(staff, *ADD)
    run_command(staff, "staff", "deactivate", "lan")
    capsys.readouterr()
    assert run_command(staff, "staff", "--lang", "en", "list") == 0
    assert capsys.readouterr().out.splitlines() == [
        "admin\tAdmin\tTrung tâm Phục vụ hành chính công\tadministrator",
        "lan\tLan\t–\tcase_officer\tclosed",
    ]


def test_a_reset_prints_a_new_link(
    run_command: Run, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    assert authority.id
    assert run_command(staff, "staff", "reset-password", "admin") == 0
    assert "https://gopy.example/mat-khau/" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["staff", "--lang", "en", "deactivate", "admin"], "last administrator"),
        (["staff", "--lang", "en", "reset-password", "nobody"], "no such account"),
        (["staff", "--lang", "en", "--commune", "00000", "list"], "no such account"),
        (["staff", "--lang", "en", *ADD[1:], "--unit", "Phòng Khác"], "no such account"),
        (["staff", "--lang", "en", "add", "Lan", *ADD[3:]], "small letters"),
        (["staff", "--lang", "en", "add", "admin", *ADD[3:]], "exists already"),
    ],
)
def test_refusals_are_said_in_words(
    run_command: Run,
    database: Database,
    authority: Authority,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    assert authority.id
    assert run_command(staff, *arguments) == 1
    assert words in capsys.readouterr().err
    with database.reading() as session:
        assert staff_by_username(session, "lan") is None
        admin = staff_by_username(session, "admin")
        assert admin is not None
        assert admin.is_active


def test_with_two_communes_one_has_to_be_named(
    run_command: Run, database: Database, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.writing() as session:
        make_authority(session, slug="xa-khac", code="99002")
    assert run_command(staff, "staff", "list") == 1
    assert run_command(staff, "staff", "--commune", authority.slug, "list") == 0
    assert "admin" in capsys.readouterr().out
