"""A workbook to fill in with the staff of a commune, and how it is read back."""

import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

import xlsxwriter

from portal.offices.kinds import Role
from portal.offices.sheets import SheetFault, SheetRow, read_table
from portal.search import fold

HEADERS = {
    "name": ("Họ và tên", "Full name"),
    "username": ("Tên đăng nhập", "Username"),
    "unit": ("Đơn vị", "Unit"),
    "roles": ("Vai trò", "Roles"),
}
LANGUAGES = ("vi", "en")  # in the order of the headers above
SHEETS = {"vi": ("Cán bộ", "Hướng dẫn"), "en": ("Staff", "How to")}
HINTS = {
    "vi": (
        "Mỗi người một dòng, dưới dòng tiêu đề của trang đầu.",
        "Tên đăng nhập: chữ không dấu, số, dấu chấm; từ 3 đến 60 ký tự; không trùng nhau.",
        "Đơn vị: đúng như tên dưới đây. Lãnh đạo không thuộc đơn vị nào thì để trống.",
        "Vai trò: một hoặc nhiều, cách nhau bằng dấu chấm phẩy (;).",
    ),
    "en": (
        "One person a row, below the header of the first sheet.",
        "Username: plain letters, digits, dots; 3 to 60 characters; each used once.",
        "Unit: exactly as named below. Leave it blank for leaders outside the units.",
        "Roles: one or more, separated by a semicolon (;).",
    ),
}
WIDTHS = (30, 22, 38, 46)
LISTED_ROWS = 500  # as far down as the list of units is offered

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
LONGEST_NAME = 120
LONGEST_CELL = 600

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person as written in the sheet; `row` is the number beside the line."""

    row: int
    name: str
    username: str
    unit_name: str | None
    roles: frozenset[Role]


def template(
    lang: str, unit_names: Collection[str] = (), role_names: Collection[str] = ()
) -> bytes:
    """Return an empty .xlsx in Vietnamese or English (`vi`, `en`) with hints on a second sheet."""
    out = io.BytesIO()
    column = LANGUAGES.index(lang)
    # A unit called "=1+1" is a name: strings are never turned into formulas.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        people, hints = (book.add_worksheet(name) for name in SHEETS[lang])
        bold = book.add_format({"bold": True, "bottom": 1})
        as_text = book.add_format({"num_format": "@"})  # 007 stays 007
        people.freeze_panes(1, 0)
        for place, (names, width) in enumerate(zip(HEADERS.values(), WIDTHS, strict=True)):
            people.set_column(place, place, width, as_text)
            people.write_string(0, place, names[column], bold)
        hints.set_column(0, 0, 90)
        lines = [*HINTS[lang], "", *unit_names, "", *role_names]
        for row, line in enumerate(lines):
            hints.write_string(row, 0, line)
        if unit_names:
            first = len(HINTS[lang]) + 2
            cells = f"='{SHEETS[lang][1]}'!$A${first}:$A${first + len(unit_names) - 1}"
            people.data_validation(1, 2, LISTED_ROWS, 2, {"validate": "list", "source": cells})
    return out.getvalue()


def read(
    stream: BinaryIO, unit_names: Collection[str], role_names: Mapping[str, Role]
) -> list[StaffRow]:
    """Return everyone in the sheet, or raise `SheetError` and nobody at all.

    `role_names` maps what people may write, in any language, to the role. Marks and capitals do
    not matter in names of units and roles; usernames lose both.
    """
    units = {name: name for name in unit_names}
    people: dict[str, StaffRow] = {}
    for row in read_table(stream, HEADERS):
        person = StaffRow(
            row=row.number,
            name=row.required("name", LONGEST_NAME),
            username=_username(row),
            unit_name=_unit(row, units),
            roles=_roles(row, role_names),
        )
        if person.username in people:
            raise row.error(SheetFault.REPEATED, "username")
        people[person.username] = person
    return list(people.values())


def _username(row: SheetRow) -> str:
    username = fold(row.required("username", LONGEST_CELL))
    if not USERNAME.fullmatch(username):
        raise row.error(SheetFault.MALFORMED, "username")
    return username


def _unit(row: SheetRow, units: Mapping[str, str]) -> str | None:
    text = row.line("unit", LONGEST_CELL)
    if not text:
        return None
    unit = _named(text, units)
    if unit is None:
        raise row.error(SheetFault.UNKNOWN, "unit")
    return unit


def _roles(row: SheetRow, role_names: Mapping[str, Role]) -> frozenset[Role]:
    text = row.required("roles", LONGEST_CELL)
    whole = _named(text, role_names)
    if whole is not None:  # a role may have a comma in its name
        return frozenset({whole})
    roles = set()
    for part in filter(str.strip, re.split(r"[;,\n]", row.cells["roles"])):
        role = _named(part, role_names)
        if role is None:
            raise row.error(SheetFault.UNKNOWN, "roles", part.strip())
        roles.add(role)
    if not roles:
        raise row.error(SheetFault.MISSING, "roles")
    return frozenset(roles)


def _named(text: str, known: Mapping[str, Named]) -> Named | None:
    """Return what a name means: as written if possible, else whatever the marks and capitals."""
    if text in known:
        return known[text]
    return next((thing for name, thing in known.items() if fold(name) == fold(text)), None)
