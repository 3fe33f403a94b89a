"""Files come in many letters and with many delimiters; the answers in them are the same."""

import csv
import unicodedata
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.scoring import half_up
from tests.surveys.scorecard.runs import Run, scored

UNIT = "Hòa Bình"
TEXT = f"đơn vị,q\r\n{UNIT},5\r\nĐường phố,4\r\n{UNIT},2\r\n"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_pieces(text: str) -> str:
    """Write tones as marks of their own: Windows-1258 has no ờ, only ơ and a grave."""
    pieces = []
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        bare = "".join(mark for mark in marks if mark not in TONES)
        tones = "".join(mark for mark in marks if mark in TONES)
        pieces.append(unicodedata.normalize("NFC", bare) + tones)
    return "".join(pieces)


def by_unit(folder: Path, content: bytes) -> Run:
    return scored(folder, content, "--group", "đơn vị")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be").join([b"\xfe\xff", b""]),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.rstrip().encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace(",", "|").encode(),
        ("sep=;\r\n" + TEXT.replace(",", ";")).encode(),
        ("\ufeffsep=\t\n" + TEXT.replace(",", "\t")).encode(),
        TEXT.replace(",", " , ").encode(),
        TEXT.replace("5", '"5.0"').replace("4", " 4\u00a0").encode(),
        in_pieces(TEXT).encode(),
    ],
)
def test_the_same_answers_are_the_same_figures(tmp_path: Path, content: bytes) -> None:
    run = by_unit(tmp_path, content)
    assert (run.code, run.err) == (0, "")
    assert set(run.result["groups"]) == {UNIT, "Đường phố"}
    assert run.column("q", UNIT)["counts"] == {"1": 0, "2": 1, "3": 0, "4": 0, "5": 1}
    assert run.column("q")["n"] == 3


def test_windows_1258_is_read_with_a_note(tmp_path: Path) -> None:
    run = by_unit(tmp_path, in_pieces(TEXT).encode("cp1258"))
    assert run.column("q", UNIT)["n"] == 2
    assert "note:" in run.err
    assert "read as Windows-1258 (Vietnamese)" in run.err


@pytest.mark.parametrize(
    ("words", "codec", "name"),
    [
        ("Lunedì, però", "cp1252", "Windows-1252"),  # a tone never follows d or r
        ("Caf\u00e9 \u017d", "cp1252", "Windows-1252"),  # 8E is no letter of Windows-1258
        ("caf\u00e9 \x81", "latin-1", "Latin-1"),
    ],
)
def test_other_windows_letters_are_told_apart(
    tmp_path: Path, words: str, codec: str, name: str
) -> None:
    run = scored(tmp_path, f'g,q\n"{words}",5\n'.encode(codec), "--group", "g")
    assert list(run.result["groups"]) == [words]
    assert f"read as {name}." in run.err


def test_one_damaged_letter_does_not_turn_utf_8_into_something_else(tmp_path: Path) -> None:
    run = by_unit(tmp_path, TEXT.encode() + b"\xff,1\r\n")
    assert run.column("q", UNIT)["n"] == 2
    assert "UTF-8 with damaged letters" in run.err
    cut = by_unit(tmp_path, TEXT.encode()[:-5] + "đ".encode()[:1])
    assert "UTF-8 with damaged letters" in cut.err


def test_a_delimiter_is_the_one_that_finds_the_columns(tmp_path: Path) -> None:
    content = '"a;b;c;d;e",q\n"1;2",5\n'
    assert scored(tmp_path, content).column("q")["n"] == 1
    content = "tuổi, giới, nghề;q\n1,2;5\n"
    assert scored(tmp_path, content).column("q")["mean"] == 5


def test_a_column_is_found_whatever_its_letters_are_made_of(tmp_path: Path) -> None:
    run = scored(tmp_path, " Hài lo\u0300ng \n5\n".encode(), "--columns", "Ha\u0300i lòng")
    assert run.column("Hài lòng")["n"] == 1


_spelled = {
    level: [f"{level}", f" {level} ", f"{level}.0", f"{level},00", f"0{level}", f"+{level}"]
    for level in range(1, 6)
}
_cell = st.one_of(
    st.integers(1, 5).flatmap(lambda level: st.sampled_from([(level, s) for s in _spelled[level]])),
    st.sampled_from([(0, s) for s in ("", " ", "9", "9.0", "99", "NA", "na ", "\u00a0")]),
)
_group = st.text(st.characters(exclude_categories=["C", "Z", "M"]), max_size=5)
_quoting: st.SearchStrategy[Literal[0, 1]] = st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
_rows = st.lists(st.tuples(_group, _cell, _cell), max_size=12)


@given(
    _rows,
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    _quoting,
)
def test_whatever_the_file_looks_like_its_answers_are_counted(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, tuple[int, str], tuple[int, str]]],
    delimiter: str,
    end: str,
    codec: str,
    quoting: Literal[0, 1],
) -> None:
    file = StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow(["g", "a", "b"])
    writer.writerows([(group, a[1], b[1]) for group, a, b in rows])
    run = scored(
        tmp_path_factory.getbasetemp(),
        file.getvalue().encode(codec),
        *("--columns", "a,b", "--missing", "9,99,NA", "--group", "g"),
    )
    assert run.code == 0, run.err
    for name, cells in (("a", [row[1] for row in rows]), ("b", [row[2] for row in rows])):
        levels = [level for level, _ in cells]
        column = run.column(name)
        assert column["counts"] == {str(n): levels.count(n) for n in range(1, 6)}
        assert column["missing"] == levels.count(0)
        given_levels = [level for level in levels if level]
        if given_levels:
            mean = sum(given_levels) / len(given_levels)
            assert half_up(column["mean"], 6) == half_up(mean, 6)
    assert sum(group["rows"] for group in run.result["groups"].values()) == len(rows)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_it_stumble(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    run = scored(tmp_path_factory.getbasetemp(), b"q,g\n5,a\n" + content, "--group", "g")
    assert run.code in {0, 1}
    assert bool(run.out) == (run.code == 0)
    assert run.code == 0 or run.err.strip()
