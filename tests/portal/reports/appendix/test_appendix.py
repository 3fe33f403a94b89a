"""The appendix of a period: the registry's figures, hidden ones as words, sums that agree."""

import io
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from portal.cases.kinds import Subject
from portal.db import Database
from portal.keys import Keys
from portal.ratings.folding import fold
from portal.reports.appendix import files, nine, petitions, satisfaction, services, silent
from portal.reports.appendix.appendix import book_of, write_appendix
from portal.reports.appendix.grid import At, Book
from portal.reports.byhand.reading import ByHand, HandValue
from portal.reports.definitions import DEFINITIONS
from portal.reports.errors import SumsDifferError
from portal.reports.report import Order, Report, take
from portal.reports.totals import totals
from portal.words.translate import say
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import NOW, OCTOBER, World, make_world

FILES = {
    "files_online": 60,
    "files_direct": 30,
    "files_carried": 10,
    "files_early": 50,
    "files_on_time": 25,
    "files_late": 5,
    "files_open": 18,
    "files_overdue": 2,
    "files_complained": 8,
}


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


def taken(database: Database, keys: Keys, world: World, key: str = OCTOBER) -> Report:
    return take(database, keys, Order(world.authority_id, key), now=NOW)


def with_hand(report: Report, **figures: int) -> Report:
    entered = {
        code: HandValue(n, "12/BC-UBND", date(2026, 11, 3), "An", "Bình")
        for code, n in figures.items()
    }
    return replace(report, by_hand={OCTOBER: ByHand(entered)})


def row(book: Book, code: str, number: int) -> list[object]:
    heads = book.tables[code].heads
    rows = len(book.tables[code].rows)
    return [book.value(At(number % rows, column, code)) for column in range(len(heads))]


def test_totals_are_those_of_the_registry(database: Database, keys: Keys, world: World) -> None:
    report = taken(database, keys, world)
    book, known = book_of(report), totals(report.overview)
    whole = row(book, satisfaction.UNITS, -1)
    assert whole[2:10] == [26, 0, 3, 0, 10, 13, known["answers"], known["satisfied"]]
    assert row(book, "factors", -1)[7:9] == [42, 36]
    handled = row(book, petitions.STANDINGS, -1)
    named = dict(zip([head.words for head in book.tables["standings"].heads], handled, strict=True))
    for code in ("carried_over", "received", "to_handle", *petitions.OUTCOMES, "published"):
        assert named[say("vi", DEFINITIONS[code].name)] == known[code]
    verdicts = {row(book, "checks", n)[-1] for n in range(len(book.tables["checks"].rows))}
    assert verdicts == {"khớp", "chưa đủ số liệu"}


def test_small_units_are_words_and_so_is_every_sum_that_needs_them(
    database: Database, keys: Keys, world: World
) -> None:
    september = datetime(2026, 9, 9, 3, tzinfo=UTC)
    rate(database, keys, world.commune, september, times=20)
    rate(database, keys, world.commune, september, point=2, times=2)
    fold(database, keys)
    book = book_of(taken(database, keys, world, "2026-09"))
    for unit in (0, 1):
        assert set(row(book, satisfaction.UNITS, unit)[2:10]) == {"ẩn"}
    assert row(book, satisfaction.UNITS, -1)[2] == 22
    assert row(book, services.CODE, 0)[3:] == ["ẩn", "ẩn", "ẩn", "–"]


def test_what_was_not_entered_is_never_nothing(
    database: Database, keys: Keys, world: World
) -> None:
    book = book_of(taken(database, keys, world))
    assert set(row(book, files.CODE, 0)[2:]) == {"chưa nhập"}
    assert row(book, silent.CODE, 2)[3:7] == ["chưa nhập", "chưa nhập", "–", "chưa nhập"]
    assert row(book, nine.CODE, -1)[2:5] == [18, "chưa nhập", "chưa nhập"]


def test_files_by_hand_add_up_and_name_their_source(
    database: Database, keys: Keys, world: World
) -> None:
    book = book_of(with_hand(taken(database, keys, world), **FILES))
    assert row(book, files.CODE, 0)[2:] == [100, 60, 30, 10, 80, 50, 25, 5, 20, 18, 2]
    assert row(book, silent.CODE, 2)[3:6] == [100, 8, 92]
    assert "nhập tay, nguồn: 12/BC-UBND ngày 03/11/2026" in book.tables[files.CODE].notes
    assert [row(book, "by-hand", n)[2] for n in range(9)] == list(FILES.values())


def test_figures_by_hand_that_contradict_each_other_write_no_file(
    database: Database, keys: Keys, world: World
) -> None:
    report = with_hand(taken(database, keys, world), **{**FILES, "files_open": 17})
    file = io.BytesIO()
    with pytest.raises(SumsDifferError) as refused:
        write_appendix(report, file)
    assert (refused.value.data["found"], refused.value.data["says"]) == (100, 99)
    assert file.getvalue() == b""


def test_a_line_missing_from_the_register_writes_no_file(
    database: Database, keys: Keys, world: World
) -> None:
    report = taken(database, keys, world)
    with pytest.raises(SumsDifferError):
        book_of(replace(report, entries=report.entries[1:]))


def test_silence_takes_off_late_and_dissatisfied_once(
    database: Database, keys: Keys, world: World
) -> None:
    report = taken(database, keys, world)
    late = silent.without_complaint(report)
    assert late is not None
    assert (late.part, late.whole) == (5, 7)
    cross = [replace(one, is_dissatisfied=True) for one in report.entries]
    everybody = silent.without_complaint(replace(report, entries=cross))
    assert everybody is not None
    assert everybody.part == 0
    before = [replace(one, is_dissatisfied=None) for one in report.entries]
    assert silent.without_complaint(replace(report, entries=before)) is None
    assert row(book_of(replace(report, entries=before)), silent.CODE, 1)[3] == "khi chốt chưa ghi"


def test_ii05a_counts_acts_and_rules_and_adds_the_others(
    database: Database, keys: Keys, world: World
) -> None:
    report = taken(database, keys, world)
    subjects = [Subject.ADMINISTRATIVE_ACT, Subject.REGULATION, Subject.LOCAL_LIFE, None]
    entries = [
        replace(one, subject=subjects[number % 4]) for number, one in enumerate(report.entries)
    ]
    mine = [
        one for one in entries if one.kind.is_petition and one.subject in {subjects[0], subjects[1]}
    ]
    book = book_of(replace(report, entries=entries))
    together = row(book, petitions.ADMINISTRATIVE, -3)
    assert together[2] == len(mine)
    assert [row(book, petitions.ADMINISTRATIVE, n)[2] for n in (-2, -1)] == [7 - len(mine), 7]


def test_before_the_portal_nothing_is_counted(database: Database, keys: Keys, world: World) -> None:
    report = taken(database, keys, world)
    book = book_of(replace(report, by_hand={OCTOBER: ByHand({}, is_all=True)}))
    assert "standings" not in book.tables
    assert "Kỳ này chưa có cổng: mọi số liệu đều nhập tay, có ghi nguồn." in [
        row(book, "about", n)[1] for n in range(len(book.tables["about"].rows))
    ]


@pytest.mark.slow
def test_libreoffice_works_every_formula_out_to_the_same(
    database: Database, keys: Keys, world: World, tmp_path: Path
) -> None:
    report = with_hand(taken(database, keys, world), **FILES, nine_1=2)
    path = tmp_path / "appendix.xlsx"
    with path.open("wb") as file:
        write_appendix(report, file)
    formulas = load_workbook(path)
    # Without the values we wrote: whatever stands there afterwards, LibreOffice worked out itself.
    formulas.save(path)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "office"),
            str(path),
        ],
        capture_output=True,
        timeout=180,
        check=True,
    )
    office, book = (
        load_workbook(tmp_path / "office" / "appendix.xlsx", data_only=True),
        book_of(report),
    )
    compared = 0
    for table in book.tables.values():
        for line in range(len(table.rows)):
            for column in range(len(table.heads)):
                ours = book.value(At(line, column, table.code))
                cell = formulas[table.tab].cell(line + 5, column + 1)
                if cell.data_type == "f":
                    theirs = office[table.tab].cell(line + 5, column + 1).value
                    same = theirs == ours or theirs == pytest.approx(float(ours))  # type: ignore[arg-type] # a number, or they are equal
                    assert same, (table.tab, cell.coordinate, cell.value)
                    compared += 1
    assert compared > 150
