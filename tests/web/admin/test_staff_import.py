"""Staff are taken over from a workbook: everyone in it or nobody."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from portal.db import Database
from portal.offices.kinds import Role
from portal.offices.models import Staff
from portal.offices.staff_store import staff_by_username
from tests.portal.offices.workbooks import workbook
from tests.proofreading import ProofreadingClient

URL = "/admin/staff/import"
HEAD = ["Họ và tên", "Tên đăng nhập", "Đơn vị", "Vai trò"]
LAN = ["Lan", "lan", "trung tam phuc vu hanh chinh cong", "Cán bộ xử lý; Unit head"]
TU = ["Tú", "tu.tran", None, "administrator"]
Row = list[str | None]


def _send(admin: ProofreadingClient, *rows: Row, lang: str = "vi") -> tuple[int, str]:
    file = (workbook([HEAD, *rows]), "can-bo.xlsx")
    response = admin.post_form(f"{URL}?lang={lang}", {"workbook": file})
    return response.status_code, response.text


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count(Staff.id))) or 0


def test_everyone_in_a_good_workbook_gets_an_account(
    admin: ProofreadingClient, database: Database
) -> None:
    lan: Row = [*LAN[:3], "Cán bộ xử lý; Head of unit"]
    status, _ = _send(admin, lan, TU)
    assert status == 303
    assert "Đã mở 2 tài khoản." in admin.get("/admin/staff").text
    with database.reading() as session:
        staff = staff_by_username(session, "lan")
        assert staff is not None
        assert staff.roles == {Role.CASE_OFFICER, Role.UNIT_HEAD}
        assert staff.unit is not None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["Na", "admin.99001", None, "observer"], "Row 3, “admin.99001”: this username exists"),
        (["Na", "na.le", "Phòng Lạ", "observer"], "Row 3, column “Đơn vị”, “Phòng Lạ”: this co"),
        (["Na", "na.le", None, "emperor"], "Row 3, column “Vai trò”, “emperor”: this commune"),
        (["Na", None, None, "observer"], "Row 3, column “Tên đăng nhập”: nothing stands here."),
        (["Na", "lan", None, "observer"], "Row 3, column “Tên đăng nhập”, “lan”: this stands"),
    ],
)
def test_one_bad_row_is_named_and_nobody_is_taken_over(
    admin: ProofreadingClient, database: Database, row: Row, words: str
) -> None:
    before = _count(database)
    status, text = _send(admin, [*LAN[:3], "observer"], row, lang="en")
    assert status == 422
    assert words in text
    assert _count(database) == before


def test_what_is_no_workbook_is_refused(admin: ProofreadingClient) -> None:
    for file in [(BytesIO(b"PK not a zip"), "a.xlsx"), (BytesIO(b""), "")]:
        assert admin.post_form(URL, {"workbook": file}).status_code == 422


def test_the_template_knows_the_units_and_is_read_back(admin: ProofreadingClient) -> None:
    response = admin.get("/admin/staff/template.xlsx")
    book = load_workbook(BytesIO(response.data))
    text = str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    assert "Trung tâm Phục vụ hành chính công" in text
    assert "Cán bộ một cửa" in text
    file = (BytesIO(response.data), "can-bo.xlsx")
    page = admin.post_form(f"{URL}?lang=en", {"workbook": file})
    assert "There is nothing in the workbook." in page.text
