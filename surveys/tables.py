"""Counts as tables, and cells that no spreadsheet takes for a formula."""

import pandas as pd
import regex

from surveys.scale import LEVELS, NOT_APPLICABLE
from surveys.scoring import Counts, satisfied_share, valid

# Blanks and invisible marks in front do not stop every program, nor do full-width letters; a cell
# that begins with a tab or a line end may be split and its rest taken for a cell.
_FORMULA = regex.compile(r"[\p{C}\p{Z}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n]")


def level_table(counts: Counts) -> pd.DataFrame:
    """Return one row per question code: `1`…`5`, `not_applicable`, `n`, `satisfied_share`.

    Counts are Int64; the share is Float64 from 0 to 1, and missing (never 0) where n is 0.
    """
    rows = [
        {
            **{str(level): levels.get(level, 0) for level in LEVELS},
            "not_applicable": levels.get(NOT_APPLICABLE, 0),
            "n": valid(levels),
        }
        for levels in counts.values()
    ]
    columns = [*map(str, LEVELS), "not_applicable", "n"]
    index = pd.Index(list(counts), name="question", dtype="str")
    table = pd.DataFrame(rows, index=index, columns=columns).astype("Int64")
    shares = [satisfied_share(levels) for levels in counts.values()]
    table["satisfied_share"] = pd.array(
        [None if share is None else float(share) for share in shares], dtype="Float64"
    )
    return table


def safe_text(cell: str) -> str:
    """Return the text with an apostrophe in front if a spreadsheet might run it (CSV and XLSX).

    The attack: a comment `=HYPERLINK(…)` that sends the neighbouring cells away once an officer
    opens the export. Covers = + - @ and their full-width forms, also behind blanks, tab and CR.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
