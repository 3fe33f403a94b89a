"""Procedures of the commune come out of an official workbook, or nothing does."""

import io
import unicodedata
import zipfile
from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from portal.offices import sheets
from portal.offices.procedures_xlsx import ProcedureSheet, is_commune_body, read
from portal.offices.sheets import SheetError, SheetFault
from tests.portal.offices.workbooks import saved, workbook

TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nDANH SÁCH THỦ TỤC HÀNH CHÍNH\n"
HEADER = ("Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực")
BIRTH = ("1.001193", "Đăng ký khai sinh", "Bộ Tư pháp", "Ủy ban nhân dân cấp xã", "Hộ tịch")
HIGHER = ("1.015000", "Cấp thẻ luật sư", "Bộ Tư pháp", "Sở Tư pháp", "Luật sư")
NOBODY = ("1.015001", "Cấp thẻ cũ", "Bộ Tư pháp", "", "Luật sư")


def export(*rows: Sequence[object]) -> io.BytesIO:
    """The official shape: a title merged over five columns, the header in row 2."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append((TITLE,))
    sheet.merge_cells("A1:E1")
    for row in (HEADER, *rows):
        sheet.append(list(row))
    return saved(book)


EXPORTED = export(BIRTH, HIGHER).getvalue()


def refused(stream: io.BytesIO) -> SheetError:
    with pytest.raises(SheetError) as caught:
        read(stream)
    return caught.value


def only(sheet: ProcedureSheet) -> str:
    (row,) = sheet.rows
    return row.code


def test_commune_procedures_are_kept_and_the_others_counted() -> None:
    sheet = read(export(BIRTH, HIGHER, NOBODY, (*HIGHER[:3], None, *HIGHER[4:])))
    (row,) = sheet.rows
    assert (row.code, row.name, row.field) == ("1.001193", "Đăng ký khai sinh", "Hộ tịch")
    assert row.agencies == ("Ủy ban nhân dân cấp xã",)
    assert (sheet.skipped_not_commune, sheet.skipped_blank) == (1, 2)


def test_one_commune_body_among_several_lines_is_enough() -> None:
    agencies = "Công an cấp Tỉnh\n\nCông an cấp Xã\nPhòng quản lý xuất nhập cảnh\n"
    (row,) = read(export(("1.004222", "Cư trú", "Bộ Công an", agencies, "Cư trú"))).rows
    assert row.agencies == ("Công an cấp Xã",)


@pytest.mark.parametrize(
    "agency",
    [
        "Công an cấp Xã",
        "Ủy ban nhân dân cấp xã",
        "UBND cấp  xã",
        "Chủ tịch UBND cấp xã",
        "Trung tâm Phục vụ hành chính công cấp xã",
        "Cơ quan chuyên môn về Nông nghiệp và Môi trường thuộc UBND cấp xã",
        "Cơ quan quản lý đất đai cấp xã",
        "UBND xã, phường, thị trấn",
        "CÔNG AN PHƯỜNG",
        unicodedata.normalize("NFD", "Ủy ban nhân dân cấp xã"),
    ],
)
def test_bodies_of_the_commune_are_recognised(agency: str) -> None:
    assert is_commune_body(agency)


@pytest.mark.parametrize(
    "agency",
    [
        "Công an cấp Tỉnh",
        "Ủy ban nhân dân cấp tỉnh",
        "Ủy ban nhân dân thị xã",
        "Tòa án nhân dân cấp huyện, quận, thị xã, thành phố thuộc tỉnh và tương đương",
        "Chủ đầu tư dự án đầu tư xây dựng nhà ở xã hội",
        "Trung tâm trợ cấp xã hội",
        "Bảo hiểm xã hội tỉnh",
        "Thuế cơ sở",
        "",
    ],
)
def test_higher_and_other_bodies_are_not(agency: str) -> None:
    assert not is_commune_body(agency)


def test_blank_rows_and_stray_spaces_do_not_matter() -> None:
    messy = (" 1.001193 ", "Đăng ký\n khai  sinh ", "", " UBND cấp xã ", "Hộ tịch")
    (row,) = read(export((None,) * 5, messy, ("", " ", None, None, None))).rows
    assert (row.code, row.name) == ("1.001193", "Đăng ký khai sinh")


def test_the_header_is_found_wherever_it_stands() -> None:
    shuffled = [HEADER[::-1], BIRTH[::-1]]
    assert only(read(workbook(shuffled))) == "1.001193"
    assert only(read(workbook([("",), ("",), *shuffled]))) == "1.001193"


def test_the_same_row_twice_is_one_procedure() -> None:
    assert only(read(export(BIRTH, BIRTH))) == "1.001193"


@pytest.mark.parametrize(
    ("bad", "fault", "column"),
    [
        (("", *BIRTH[1:]), SheetFault.MISSING, "Mã số"),
        (("2.000001", "  ", *BIRTH[2:]), SheetFault.MISSING, "Tên"),
        (("2.00001", *BIRTH[1:]), SheetFault.MALFORMED, "Mã số"),
        ((2.5, *BIRTH[1:]), SheetFault.MALFORMED, "Mã số"),
        (("2.000001; DROP", *BIRTH[1:]), SheetFault.MALFORMED, "Mã số"),
        (("1.001193", "Đăng ký kết hôn", *BIRTH[2:]), SheetFault.REPEATED, "Mã số"),
        (("2.000001", "x" * 1501, *BIRTH[2:]), SheetFault.TOO_LONG, "Tên"),
        (("2.000001", "=A3", *BIRTH[2:]), SheetFault.FORMULA, "Tên"),
        (("2.000001", "Tên", "", "Sở Tư pháp\n" * 2, "=1+1"), SheetFault.FORMULA, "Lĩnh vực"),
        (("hỏng", "Cấp thẻ", "", "Sở Tư pháp", "Luật sư"), SheetFault.MALFORMED, "Mã số"),
    ],
)
def test_one_bad_row_imports_nothing_and_is_named(
    bad: Sequence[object], fault: SheetFault, column: str
) -> None:
    error = refused(export(BIRTH, HIGHER, bad))
    assert (error.row, error.fault, error.column) == (5, fault, column)
    assert len(error.value) <= 120


def test_a_missing_header_is_named() -> None:
    error = refused(workbook([HEADER[:3], BIRTH[:3]]))
    assert (error.fault, error.column) == (SheetFault.HEADER_MISSING, "Cơ quan thực hiện")


def test_a_sheet_without_rows_is_empty() -> None:
    assert refused(export()).fault == SheetFault.EMPTY
    assert refused(workbook([])).fault == SheetFault.HEADER_MISSING


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"code,name\n1,2\n"])
def test_another_kind_of_file_is_refused(data: bytes) -> None:
    assert refused(io.BytesIO(data)).fault == SheetFault.NOT_A_WORKBOOK


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert refused(repacked({"readme.txt": b"hello"})).fault == SheetFault.NOT_A_WORKBOOK


def test_a_file_too_large_is_refused_unread() -> None:
    assert refused(io.BytesIO(b"P" * (sheets.LARGEST_FILE + 1))).fault == SheetFault.TOO_LARGE


def test_a_zip_bomb_is_refused() -> None:
    bomb = repacked({"xl/media/bomb.xml": b" " * (sheets.LARGEST_UNPACKED + 1)}, export(BIRTH))
    assert len(bomb.getvalue()) < 100_000
    assert refused(bomb).fault == SheetFault.TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply_are_refused(encoding: str) -> None:
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    part = {"docProps/custom.xml": laughs.encode(encoding)}
    assert refused(repacked(part, export(BIRTH))).fault == SheetFault.NOT_A_WORKBOOK


@given(st.binary(min_size=1, max_size=4), st.integers(0, 4000))
def test_a_damaged_file_is_read_or_refused_and_never_crashes(noise: bytes, place: int) -> None:
    data = bytearray(EXPORTED)
    data[place : place + len(noise)] = noise
    with suppress(SheetError):  # any other error is a crash
        assert read(io.BytesIO(bytes(data))).rows


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 4)
    assert only(read(export(BIRTH, HIGHER))) == "1.001193"
    assert refused(export(BIRTH, HIGHER, NOBODY)).fault == SheetFault.TOO_LARGE


def repacked(parts: dict[str, bytes], workbook: io.BytesIO | None = None) -> io.BytesIO:
    out = io.BytesIO(workbook.getvalue() if workbook else b"")
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    out.seek(0)
    return out
