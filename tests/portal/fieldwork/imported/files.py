"""A file as Google Forms exports it, in the shapes in which offices send it on."""

import csv
import io
from datetime import date

import xlsxwriter

TODAY = date(2026, 11, 20)
HEADS = [
    "Dấu thời gian",
    "Địa chỉ email",
    "Họ và tên",
    "Hôm nay Ông/Bà đến làm việc gì?",
    "Cách cư xử của người tiếp Ông/Bà",
    "Nói chung, Ông/Bà hài lòng đến mức nào về lần đến này?",
    "Ông/Bà muốn nói thêm điều gì?",
    "Ông bà thích màu gì",
]
ROWS = [
    ["20/10/2025 9:12:33", "a@example.vn", "A", "Nộp hồ sơ", "Hài lòng", "RẤT HÀI LÒNG", "", "đỏ"],
    ["21/10/2025 10:01:00", "", "", "hoi viec", "rat hai long", "4", "Nhanh, gọn", ""],
    ["22/10/2025 15:20:10", "", "B", "Nhận kết quả", "9", "5 - Rất hài lòng", "", "xanh"],
]


def as_csv(
    rows: list[list[str]] = ROWS,
    *,
    heads: list[str] = HEADS,
    separator: str = ",",
    ends: str = "\n",
) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=ends).writerows([heads, *rows])
    return out.getvalue()


def as_xlsx(rows: list[list[str]] = ROWS) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for at, row in enumerate([HEADS, *rows]):
        sheet.write_row(at, 0, row)
    book.close()
    return out.getvalue()
