"""Units are added, renamed, given a kind, and closed only after their codes."""

import pytest

from portal.db import Database
from portal.offices import store
from portal.offices.models import Unit
from tests.proofreading import ProofreadingClient
from tests.web.admin.house import House, press

URL = "/admin/units"


def _units(database: Database, house: House) -> list[tuple[str, str, bool]]:
    with database.reading() as session:
        rows = store.units_of(session, house.authority_id)
        return [(unit.name, unit.kind, unit.is_active) for unit in rows]


def test_a_new_unit_lines_up_behind_the_others(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    response = admin.post_form(URL, {"name": "Công an xã", "kind": "vertical"})
    assert response.status_code == 303
    assert _units(database, mine)[-1] == ("Công an xã", "vertical", True)
    assert "Cơ quan ngành dọc" in admin.get(URL).text


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Trung tâm Phục vụ hành chính công", "kind": "internal"},
        {"name": "", "kind": "internal"},
        {"name": "Phòng Mới", "kind": "galactic"},
        {"name": "x" * 121, "kind": "internal"},
    ],
)
def test_what_does_not_fit_comes_back_as_typed(
    admin: ProofreadingClient, database: Database, mine: House, typed: dict[str, str]
) -> None:
    response = admin.post_form(URL, typed)
    assert response.status_code == 422
    assert typed["name"] in response.text
    assert len(_units(database, mine)) == 1


def test_a_unit_is_renamed_and_changes_its_kind(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    typed = {"name": "Trung tâm Một cửa", "kind": "external"}
    assert admin.post_form(f"{URL}/{mine.unit_id}", typed).status_code == 303
    assert _units(database, mine) == [("Trung tâm Một cửa", "external", True)]


def test_two_units_cannot_share_a_name(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    admin.post_form(URL, {"name": "Trạm Y tế", "kind": "internal"})
    typed = {"name": "Trạm Y tế", "kind": "internal"}
    assert admin.post_form(f"{URL}/{mine.unit_id}", typed).status_code == 422
    assert _units(database, mine)[0][0] == "Trung tâm Phục vụ hành chính công"


def test_a_unit_whose_codes_hang_stays_open_and_says_why(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    press(admin, f"{URL}/{mine.unit_id}/close")
    assert "còn điểm đặt mã đang dùng" in admin.get(URL).text
    press(admin, f"/admin/places/{mine.point_id}/revoke")
    press(admin, f"{URL}/{mine.unit_id}/close")
    assert _units(database, mine)[0][2] is False
    press(admin, f"{URL}/{mine.unit_id}/reopen")
    assert _units(database, mine)[0][2] is True


def test_a_closed_unit_is_offered_only_to_whom_it_has_already(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    admin.post_form(URL, {"name": "Trạm Y tế", "kind": "internal"})
    with database.writing() as session:
        session.get_one(Unit, mine.unit_id).is_active = False
    offered = f'<option selected value="{mine.unit_id}">'
    assert offered in admin.get(f"/admin/staff/{mine.officer.id}").text
    assert f'value="{mine.unit_id}"' not in admin.get("/admin/staff/new").text
