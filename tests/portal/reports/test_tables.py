"""The sheets of an export say what the overview says, and hide what it hides."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.offices.models import Authority
from portal.ratings.figures import Apart
from portal.ratings.shares import share_of_people
from portal.reports.byhand.reading import ByHand, HandValue
from portal.reports.definitions import DEFINITIONS, PETITIONS
from portal.reports.files import stem
from portal.reports.labels import LEVELS
from portal.reports.report import Order, Report, take
from portal.reports.sheets import Sheet
from portal.reports.tables import sheets
from portal.words.translate import say
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, OCTOBER, World, make_world


def taken(database: Database, keys: Keys, world: World, **order: Any) -> Report:
    wanted = {"lang": "vi", "with_counters": True, **order}
    return take(database, keys, Order(world.authority_id, OCTOBER, **wanted), now=NOW)


def by_code(report: Report) -> dict[str, Sheet]:
    return {sheet.code: sheet for sheet in sheets(report)}


def table(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the rows of a sheet as header → cell."""
    headers = [column.header for column in sheet.columns]
    return [dict(zip(headers, row, strict=True)) for row in sheet.rows]


def first(sheet: Sheet) -> Any:
    return next(iter(sheet.rows))[0]


def name(code: str, lang: str = "vi") -> str:
    return say(lang, DEFINITIONS[code].name)


def test_the_sheets_come_in_order_and_the_internal_one_is_marked(
    database: Database, keys: Keys
) -> None:
    found = by_code(taken(database, keys, make_world(database, keys)))
    assert list(found) == [
        "method",
        "totals",
        "by-unit",
        "petitions-by-unit",
        "by-counter-internal",
        "by-criterion",
        "trend",
        "register",
        "remarks-internal",
        "profile-internal",
        "ratings",
    ]
    counters = found["by-counter-internal"]
    assert counters.title == "Theo quầy (nội bộ)"
    assert {row[-1] for row in counters.rows} == {"Nội bộ, không công bố"}


def test_counters_are_there_only_if_ordered(database: Database, keys: Keys) -> None:
    report = taken(database, keys, make_world(database, keys), with_counters=False)
    assert not [code for code in by_code(report) if "internal" in code]
    everything = str([list(sheet.rows) for sheet in sheets(report)])
    assert "Quầy 1" not in everything


def test_the_totals_are_those_of_the_overview(database: Database, keys: Keys) -> None:
    report = taken(database, keys, make_world(database, keys))
    values = {row["Chỉ tiêu"]: row["Giá trị"] for row in table(by_code(report)["totals"])}
    assert values[name("responses")] == 26
    assert (values[name("satisfied")], values[name("answers")]) == (23, 26)
    assert values[name("satisfied_share")] == 23 / 26
    petitions = report.overview.petitions.total
    for definition in PETITIONS:
        assert values[say("vi", definition.name)] == getattr(petitions, definition.code)


def test_the_units_and_the_desk_add_up_to_the_commune(database: Database, keys: Keys) -> None:
    found = by_code(taken(database, keys, make_world(database, keys)))
    *parts, whole = table(found["petitions-by-unit"])
    for definition in PETITIONS:
        header = say("vi", definition.name)
        if definition.code != "in_time_share":
            assert sum(part[header] for part in parts) == whole[header]
    *units, commune = table(found["by-unit"])
    rated = [unit[name("responses")] or 0 for unit in units]
    assert sum(rated) == commune[name("responses")] == 26


def test_levels_and_people_not_concerned_are_counted_apart(database: Database, keys: Keys) -> None:
    rows = table(by_code(taken(database, keys, make_world(database, keys)))["by-criterion"])
    signs = next(row for row in rows if row["Mã tiêu chí"] == "S.1.2")
    levels = [signs[say("vi", level)] for level in LEVELS]
    assert levels == [0, 0, 3, 13, 0]
    assert (signs[name("not_applicable")], signs[name("answers")]) == (10, 16)
    assert signs[name("satisfied_share")] == 13 / 16
    assert (signs[name("low")], signs[name("high")]) == (56, 94)


def test_a_small_group_is_an_empty_row_with_a_note(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    rate(database, keys, world.commune, NOW.replace(month=10), point=2, times=1)
    few = NOW.replace(month=9)
    rate(database, keys, world.commune, few, point=2, times=3)
    rate(database, keys, world.commune, few, point=0, times=9)
    order = Order(world.authority_id, "2026-09", with_counters=True)
    rows = table(by_code(take(database, keys, order, now=NOW))["by-unit"])
    hidden = [row for row in rows if row["Ghi chú"]]
    assert len(hidden) == 2  # the small one and the one that covers for it
    for row in hidden:
        assert row[name("responses")] is None
        assert row[name("satisfied_share")] is None
        assert row[say("vi", "Satisfied")] is None


def test_the_register_lists_every_case_with_days_as_days(database: Database, keys: Keys) -> None:
    rows = table(by_code(taken(database, keys, make_world(database, keys)))["register"])
    assert len(rows) == 8
    late = next(row for row in rows if row[name("standing")] == name("answered_late"))
    assert late[name("received_on")] == date(2026, 10, 5)
    assert (late[name("finished_on")], late[name("days_late")]) == (date(2026, 10, 26), 5)
    counted = [row for row in rows if row[name("is_counted")] == "có"]
    assert len(counted) == 7


def test_every_header_that_stands_for_a_figure_is_explained(database: Database, keys: Keys) -> None:
    found = by_code(taken(database, keys, make_world(database, keys)))
    explained = {row[0] for row in found["method"].rows}
    figures = {row[0] for row in found["totals"].rows}
    figures |= {column.header for column in found["register"].columns}
    assert figures <= explained


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_two_columns_of_a_sheet_have_one_name(database: Database, keys: Keys, lang: str) -> None:
    for sheet in by_code(taken(database, keys, make_world(database, keys), lang=lang)).values():
        headers = [column.header for column in sheet.columns]
        assert len(set(headers)) == len(headers), sheet.code


def test_an_export_speaks_one_language(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    english = by_code(taken(database, keys, world, lang="en"))
    assert english["by-unit"].title == "By unit"
    assert [column.header for column in english["totals"].columns][:2] == ["Figure", "Value"]
    vietnamese = by_code(taken(database, keys, world))
    for code, sheet in vietnamese.items():
        assert sheet.title != english[code].title


def test_a_method_sheet_says_what_when_and_how_final(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    texts = {row[0]: row[1] for row in by_code(taken(database, keys, world))["method"].rows}
    assert texts["Trạng thái"] == "Đã chốt"
    assert "Lập lúc" not in texts  # it is closed: the same file whenever it is made
    assert texts["Cách tính tỷ lệ"] == "satisfied-share-pooled/1"
    assert "SIPAS" in str(list(texts.values()))
    order = Order(world.authority_id, "2026-11")
    running = by_code(take(database, keys, order, now=NOW))["method"]
    assert any("Tạm tính" in str(row[1]) for row in running.rows)
    assert ("Lập lúc", "09:30, 20/11/2026", "") in running.rows


def test_the_files_of_a_demonstration_say_so_first(database: Database, keys: Keys) -> None:
    world = make_world(database, keys)
    assert first(by_code(taken(database, keys, world))["method"]) == "Tài liệu này"
    with database.writing() as session:
        session.get_one(Authority, world.authority_id).is_demo = True
    made_up = taken(database, keys, world)
    assert first(by_code(made_up)["method"]) == "Dữ liệu minh họa"
    assert stem(made_up) == "xa-suoi-mo_2026-10_minh-hoa"


def test_figures_by_hand_have_a_sheet_of_their_own_and_enter_no_sum(
    database: Database, keys: Keys
) -> None:
    report = taken(database, keys, make_world(database, keys), with_counters=False)
    value = HandValue(412, "12/BC-UBND", date(2026, 11, 3), "An", "Bình")
    few = {"answers": replace(value, value=3)}
    by_hand = ByHand({"files_online": value, **few})
    told = replace(report, by_hand={OCTOBER: by_hand})
    (row,) = table(by_code(told)["by-hand"])
    assert list(row.values())[:4] == [
        "Hồ sơ nhận trực tuyến",
        412,
        "12/BC-UBND",
        date(2026, 11, 3),
    ]
    assert "by-hand" not in by_code(report)
    assert table(by_code(told)["totals"]) == table(by_code(report)["totals"])


def test_units_say_how_many_are_flagged_and_the_share_without_them(
    database: Database, keys: Keys
) -> None:
    report = taken(database, keys, make_world(database, keys))
    found = report.overview.ratings
    unit = found.units[0]
    share = share_of_people({4: 6, 2: 2})
    flagged = replace(found, apart=(Apart(unit.id, unit.name, 7, 8, share),))
    told = replace(report, overview=replace(report.overview, ratings=flagged))
    rows = {row["Đơn vị"]: row for row in table(by_code(told)["by-unit"])}
    columns = (name("flagged"), name("share_without_flagged"))
    assert [rows[unit.name][one] for one in columns] == [7, 0.75]
    others = [row[one] for who, row in rows.items() if who != unit.name for one in columns]
    assert set(others) == {None}
