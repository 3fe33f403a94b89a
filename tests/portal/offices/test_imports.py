"""Imports are whole or not at all, and name the row that stopped them."""

from datetime import datetime

import pytest
from sqlalchemy import select

from portal.db import Database
from portal.offices import store
from portal.offices.errors import RowRefusedError
from portal.offices.events import Actor
from portal.offices.imports import Imported, import_procedures, import_staff
from portal.offices.kinds import Role
from portal.offices.models import OfficeEvent
from portal.offices.procedures_xlsx import ProcedureRow
from portal.offices.staff_store import staff_by_username, staff_of_authority
from portal.offices.staff_xlsx import StaffRow
from tests.builders import make_authority, make_staff, make_unit

OFFICER = frozenset({Role.CASE_OFFICER})
BIRTH = ProcedureRow("1.000001", "Đăng ký khai sinh", "Hộ tịch", ("UBND cấp xã",))
DEATH = ProcedureRow("1.000002", "Đăng ký khai tử", "Hộ tịch", ("UBND cấp xã",))
UNIT = "Trung tâm Phục vụ hành chính công"


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.writing() as session:
        authority = make_authority(session)
        make_unit(session, authority)
        return Actor(authority.id, make_staff(session, authority, "admin").id)


def test_every_row_becomes_an_account_in_its_unit(
    database: Database, actor: Actor, now: datetime
) -> None:
    rows = [StaffRow(2, "Lan", "lan", UNIT, OFFICER), StaffRow(3, "Tú", "tu.tran", None, OFFICER)]
    with database.writing() as session:
        assert len(import_staff(session, actor, rows, now=now)) == 2
    with database.reading() as session:
        lan, tu = (staff_by_username(session, name) for name in ("lan", "tu.tran"))
        assert lan is not None
        assert lan.unit is not None
        assert (lan.unit.name, lan.roles) == (UNIT, OFFICER)
        assert tu is not None
        assert tu.unit is None
        last = session.scalars(select(OfficeEvent).order_by(OfficeEvent.id.desc())).first()
        assert last is not None
        assert (last.action, last.data) == ("staff_imported", {"count": 2})


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (StaffRow(3, "A", "admin", None, OFFICER), "name_taken"),
        (StaffRow(3, "B", "lan", None, OFFICER), "name_taken"),
        (StaffRow(3, "C", "chi", "Phòng Lạ", OFFICER), "unknown"),
    ],
)
def test_one_bad_row_takes_nobody_over(
    database: Database, actor: Actor, now: datetime, bad: StaffRow, fault: str
) -> None:
    rows = [StaffRow(2, "Lan", "lan", UNIT, OFFICER), bad]
    with pytest.raises(RowRefusedError) as refused, database.writing() as session:
        import_staff(session, actor, rows, now=now)
    assert (refused.value.row, refused.value.fault) == (3, fault)
    with database.reading() as session:
        assert len(staff_of_authority(session, actor.authority_id)) == 1


def test_a_second_import_corrects_and_only_replacing_closes(
    database: Database, actor: Actor, now: datetime
) -> None:
    corrected = ProcedureRow("1.000001", "Đăng ký khai sinh tại xã", "Hộ tịch", BIRTH.agencies)
    steps = [
        ([BIRTH, DEATH], False, Imported(2, 0, 0)),
        ([BIRTH, DEATH], False, Imported(0, 0, 0)),
        ([corrected], False, Imported(0, 1, 0)),
        ([corrected], True, Imported(0, 0, 1)),
        ([corrected], True, Imported(0, 0, 0)),
        ([DEATH, DEATH], True, Imported(0, 1, 1)),
    ]
    for rows, replaces, done in steps:
        with database.writing() as session:
            assert import_procedures(session, actor, rows, replaces=replaces, now=now) == done
    with database.reading() as session:
        active = store.procedures_of(session, actor.authority_id, only_active=True)
        assert [row.name for row in active] == ["Đăng ký khai tử"]
        assert len(store.procedures_of(session, actor.authority_id)) == 2
