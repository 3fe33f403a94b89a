"""Procedures come from official workbooks: counted, corrected, or refused as a whole."""

from io import BytesIO
from typing import Any

from sqlalchemy import select

from portal.db import Database
from portal.offices.models import Procedure
from tests.portal.offices.workbooks import workbook
from tests.proofreading import ProofreadingClient, hidden_fields
from tests.web.admin.house import House, press

URL = "/admin/procedures"
TITLE = ["DANH SÁCH THỦ TỤC HÀNH CHÍNH", None, None, None, None]
HEAD = ["STT", "Mã số", "Tên", "Cơ quan thực hiện", "Lĩnh vực"]
BIRTH = [1, "1.000001", "Đăng ký khai sinh tại xã", "Ủy ban nhân dân cấp xã", "Hộ tịch"]
POLICE = [2, "1.000002", "Khai báo tạm vắng", "Công an cấp Xã\nCông an cấp huyện", "Cư trú"]
HIGHER = [3, "1.000003", "Việc của bộ", "Bộ Tư pháp", "Luật sư"]
BLANK = [4, "1.000004", "Không ghi cơ quan", None, "Khác"]
BAD = [5, "không mã", "Dòng hỏng", "Ủy ban nhân dân cấp xã", "Khác"]


def _sheet(*rows: list[Any]) -> tuple[BytesIO, str]:
    return workbook([TITLE, HEAD, *rows]), "danh-sach.xlsx"


def _rows(database: Database, house: House) -> dict[str, tuple[str, bool]]:
    with database.reading() as session:
        query = select(Procedure).where(Procedure.authority_id == house.authority_id)
        return {row.code: (row.name, row.is_active) for row in session.scalars(query)}


def test_rows_of_the_commune_are_taken_and_the_others_counted(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    sheet = _sheet(BIRTH, POLICE, HIGHER, BLANK)
    assert admin.post_form(URL, {"workbooks": sheet, "mode": "keep"}).status_code == 303
    assert _rows(database, mine) == {
        "1.000001": ("Đăng ký khai sinh tại xã", True),
        "1.000002": ("Khai báo tạm vắng", True),
    }
    page = admin.get(URL).text
    assert "Thêm 1, sửa 1, ngừng dùng 0." in page
    assert "Bỏ qua: 1 thủ tục của cấp trên, 1 dòng không ghi cơ quan." in page


def test_several_workbooks_are_one_import(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    sheets = [_sheet(BIRTH), _sheet(POLICE)]
    assert admin.post_form(URL, {"workbooks": sheets, "mode": "keep"}).status_code == 303
    assert len(_rows(database, mine)) == 2


def test_one_bad_row_in_the_second_workbook_imports_nothing(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    sheets = [_sheet(POLICE), _sheet(BIRTH, BAD)]
    response = admin.post_form(f"{URL}?lang=en", {"workbooks": sheets, "mode": "keep"})
    assert response.status_code == 422
    assert "danh-sach.xlsx: Row 4, column “Mã số”, “không mã”" in response.text
    assert _rows(database, mine) == {"1.000001": ("Đăng ký khai sinh", True)}


def test_replacing_takes_the_rest_out_of_use_and_a_later_import_brings_it_back(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    admin.post_form(URL, {"workbooks": _sheet(POLICE), "mode": "replace"})
    assert _rows(database, mine)["1.000001"] == ("Đăng ký khai sinh", False)
    admin.post_form(URL, {"workbooks": _sheet(BIRTH), "mode": "keep"})
    assert _rows(database, mine)["1.000001"] == ("Đăng ký khai sinh tại xã", True)
    assert _rows(database, mine)["1.000002"] == ("Khai báo tạm vắng", True)


def test_the_neighbour_s_list_stays_as_it_is(
    admin: ProofreadingClient, database: Database, other: House
) -> None:
    admin.post_form(URL, {"workbooks": _sheet(POLICE), "mode": "replace"})
    assert _rows(database, other) == {"1.000001": ("Đăng ký khai sinh", True)}


def test_a_procedure_is_found_without_accents_and_closed(
    admin: ProofreadingClient, database: Database, mine: House
) -> None:
    assert "1.000001" in admin.get(f"{URL}?q=khai+sinh").text
    assert "Không có thủ tục nào phù hợp." in admin.get(f"{URL}?q=ket+hon").text
    press(admin, f"{URL}/{mine.procedure_id}/close")
    assert _rows(database, mine)["1.000001"][1] is False
    press(admin, f"{URL}/{mine.procedure_id}/reopen")
    assert _rows(database, mine)["1.000001"][1] is True


def test_no_file_and_a_strange_mode_are_refused(admin: ProofreadingClient) -> None:
    assert admin.post_form(URL, {"mode": "keep"}).status_code == 422
    sheet = _sheet(BIRTH)
    assert admin.post_form(URL, {"workbooks": sheet, "mode": "burn"}).status_code == 422


def test_the_search_stays_in_its_language(admin: ProofreadingClient) -> None:
    assert hidden_fields(admin.get(f"{URL}?lang=en").text)["lang"] == "en"
    assert "lang" not in hidden_fields(admin.get(URL).text)
