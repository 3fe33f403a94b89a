"""Staff come out of a filled-in template, or nobody does."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import load_workbook

from portal.offices.kinds import Role
from portal.offices.sheets import SheetError, SheetFault
from portal.offices.staff_xlsx import HEADERS, StaffRow, read, template
from tests.portal.offices.workbooks import saved, workbook

UNITS = ("Văn phòng HĐND và UBND", "Phòng Văn hóa – Xã hội", "=1+1")
ROLES = {
    "Cán bộ thụ lý": Role.CASE_OFFICER,
    "Lãnh đạo đơn vị": Role.UNIT_HEAD,
    "Chủ tịch, Phó Chủ tịch": Role.CHAIRPERSON,
    "Case officer": Role.CASE_OFFICER,
}
HEADER = ("Họ và tên", "Tên đăng nhập", "Đơn vị", "Vai trò")
LAN = ("H' Lan Niê", "hlan", "Văn phòng HĐND và UBND", "Cán bộ thụ lý")


def people(*rows: Sequence[object]) -> list[StaffRow]:
    return read(workbook([HEADER, *rows]), UNITS, ROLES)


def refused(*rows: Sequence[object]) -> SheetError:
    with pytest.raises(SheetError) as caught:
        people(*rows)
    return caught.value


def test_a_person_is_read_with_the_number_of_the_row() -> None:
    assert people((None,) * 4, LAN) == [
        StaffRow(3, "H' Lan Niê", "hlan", UNITS[0], frozenset({Role.CASE_OFFICER}))
    ]


def test_several_roles_stand_in_one_cell() -> None:
    for text in (
        "cán bộ thụ lý; lãnh đạo đơn vị",
        "Can bo thu ly, LANH DAO DON VI",
        "Case officer\nLãnh đạo đơn vị;",
    ):
        (person,) = people((*LAN[:3], text))
        assert person.roles == {Role.CASE_OFFICER, Role.UNIT_HEAD}


def test_a_role_may_have_a_comma_in_its_name() -> None:
    (person,) = people((*LAN[:3], "chủ tịch, phó chủ tịch"))
    assert person.roles == {Role.CHAIRPERSON}


def test_a_unit_is_known_without_its_marks_and_may_be_blank() -> None:
    first, second = people(
        (*LAN[:2], "phong van hoa – xa hoi", LAN[3]), ("Chủ tịch", "chutich", None, LAN[3])
    )
    assert first.unit_name == "Phòng Văn hóa – Xã hội"
    assert second.unit_name is None


@pytest.mark.parametrize(
    ("typed", "username"), [("Đỗ.Thị.Hà", "do.thi.ha"), (" HLAN ", "hlan"), (1234, "1234")]
)
def test_usernames_lose_marks_and_capitals(typed: object, username: str) -> None:
    (person,) = people((LAN[0], typed, *LAN[2:]))
    assert person.username == username


@pytest.mark.parametrize(
    ("bad", "fault", "column"),
    [
        (("", "an", *LAN[2:]), SheetFault.MISSING, "Họ và tên"),
        (("x" * 121, "annguyen", *LAN[2:]), SheetFault.TOO_LONG, "Họ và tên"),
        (("An", None, *LAN[2:]), SheetFault.MISSING, "Tên đăng nhập"),
        (("An", "an nguyen", *LAN[2:]), SheetFault.MALFORMED, "Tên đăng nhập"),
        (("An", "an", *LAN[2:]), SheetFault.MALFORMED, "Tên đăng nhập"),
        (("An", "Hlàn", *LAN[2:]), SheetFault.REPEATED, "Tên đăng nhập"),
        (("An", "annguyen", "Phòng Lạ", LAN[3]), SheetFault.UNKNOWN, "Đơn vị"),
        (("An", "annguyen", LAN[2], "Cán bộ thụ lý; vua"), SheetFault.UNKNOWN, "Vai trò"),
        (("An", "annguyen", LAN[2], None), SheetFault.MISSING, "Vai trò"),
        (("An", "annguyen", LAN[2], ";"), SheetFault.MISSING, "Vai trò"),
        (("=A2", "annguyen", *LAN[2:]), SheetFault.FORMULA, "Họ và tên"),
        (("An", '=HYPERLINK("x")', *LAN[2:]), SheetFault.FORMULA, "Tên đăng nhập"),
    ],
)
def test_one_bad_row_imports_nobody_and_is_named(
    bad: Sequence[object], fault: SheetFault, column: str
) -> None:
    error = refused(LAN, bad)
    assert (error.row, error.fault, error.column) == (3, fault, column)


def test_the_unknown_role_is_shown() -> None:
    assert refused((*LAN[:3], "Cán bộ thụ lý; vua")).value == "vua"


def test_an_empty_template_imports_nobody() -> None:
    with pytest.raises(SheetError) as caught:
        read(io.BytesIO(template("vi")), UNITS, ROLES)
    assert caught.value.fault == SheetFault.EMPTY


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_template_is_filled_in_and_read_back(lang: str) -> None:
    book = load_workbook(io.BytesIO(template(lang, UNITS, ROLES)))
    sheet = book.worksheets[0]
    sheet.append(LAN)
    assert read(saved(book), UNITS, ROLES)[0].username == "hlan"


def test_the_template_speaks_the_language_asked_for() -> None:
    titles = [
        [str(cell.value) for cell in load_workbook(io.BytesIO(template(lang))).worksheets[0][1]]
        for lang in ("vi", "en")
    ]
    assert titles == [[names[0] for names in HEADERS.values()], [n[1] for n in HEADERS.values()]]


def test_the_template_lists_units_and_roles_as_text() -> None:
    book = load_workbook(io.BytesIO(template("vi", UNITS, ROLES)))
    cells = [row[0] for row in book.worksheets[1].iter_rows()]
    listed = {cell.value for cell in cells}
    assert {*UNITS, *ROLES} <= listed
    assert all(cell.data_type != "f" for cell in cells)
    validation = book.worksheets[0].data_validations.dataValidation[0]
    first, last = (int(part.rsplit("$", 1)[1]) for part in validation.formula1.split(":"))
    assert tuple(cell.value for cell in cells[first - 1 : last]) == UNITS
