"""A questionnaire on paper: A4, large type, boxes with the digit to key in, numbered copies."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from portal.documents.fonts import FONT_FAMILY, FONT_FOLDERS

SOURCE = Path(__file__).with_name("questionnaire.typ")


@dataclass(frozen=True)
class Box:
    """One box: the digit in it and the words beside it."""

    digit: str
    words: str


@dataclass(frozen=True)
class Row:
    """One question of a grid; `heading` stands above it if it is not empty."""

    number: str
    words: str
    heading: str = ""


@dataclass(frozen=True)
class Block:
    """What is printed together: rows on one scale (`kind` "grid"), boxes, or room to write.

    `note` is the skip rule before it; `lines` is the room to write, 0 for a short box.
    """

    kind: str
    rows: tuple[Row, ...]
    boxes: tuple[Box, ...] = ()
    hint: str = ""
    note: str = ""
    lines: int = 0


@dataclass(frozen=True)
class Paper:
    """One batch of equal sheets; `words` are the fixed sentences in the language of the sheet."""

    language: str
    commune: str
    title: str
    place: str
    batch: int
    numbers: Sequence[int]
    words: Mapping[str, str]
    blocks: Sequence[Block]
    is_demo: bool = False


def sheets_pdf(paper: Paper) -> bytes:
    """Return a PDF/UA-1 with every sheet of the batch; the same batch gives the same bytes."""
    # Texts reach the typesetter as data, never as markup.
    data = {"family": FONT_FAMILY, **asdict(paper)}
    return typst.compile(
        SOURCE,
        root=SOURCE.parent,
        font_paths=FONT_FOLDERS,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )
