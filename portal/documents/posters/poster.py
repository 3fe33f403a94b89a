"""Posters of a place in four formats: a QR code, the same address in letters, how to use it."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import typst

from portal.codes import grouped
from portal.documents.fonts import FONT_FAMILY, FONT_FOLDERS
from portal.documents.qr import qr_path
from portal.offices.kinds import AuthorityType

HERE = Path(__file__).parent
VIETNAMESE = "vi"

# What a neighbour calls the commune in a sentence.
SPOKEN = {AuthorityType.XA: "xã", AuthorityType.PHUONG: "phường", AuthorityType.DAC_KHU: "đặc khu"}


class Format(StrEnum):
    """What a poster is printed as; each is a typesetter's file of the same name."""

    A4 = "a4"
    A5 = "a5"
    TENT = "tent"
    STICKERS = "stickers"


@dataclass(frozen=True)
class Poster:
    """What one poster says.

    `url` is the address in the QR code: the short address of the place, then the poster's own
    number. `second` is the language below the Vietnamese one, "" for none.
    """

    url: str
    code: str
    number: int
    place: str
    unit: str
    commune: str
    commune_type: AuthorityType
    province: str
    second: str = ""
    is_demo: bool = False

    def __post_init__(self) -> None:
        # A poster whose letters lead elsewhere than its picture would hang for years.
        if not self.url.endswith(f"/{self.code}/{self.number}"):
            raise ValueError(self.url)

    @property
    def link(self) -> str:
        """The short address as people type it, without the scheme and the poster's number."""
        return self.url.partition("://")[2].rpartition("/")[0]


def poster_languages() -> tuple[str, ...]:
    """Return the languages that can stand below the Vietnamese one."""
    return tuple(lang for lang in _words() if lang != VIETNAMESE)


def posters_pdf(posters: Sequence[Poster], paper: Format = Format.A4) -> bytes:
    """Return a PDF/UA-1 with one page a poster; the same posters give the same bytes."""
    if not posters:
        raise ValueError(posters)
    # Names reach the typesetter as data, never as markup: a place called "#read(...)" is a name.
    data = {"family": FONT_FAMILY, "posters": [_page(poster) for poster in posters]}
    return typeset(HERE / f"{paper}.typ", data)


def typeset(source: Path, data: Mapping[str, object]) -> bytes:
    """Return what a typesetter's file of this room makes of plain data, as PDF/UA-1."""
    return typst.compile(
        source,
        root=HERE.parent,
        font_paths=FONT_FOLDERS,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )


def _page(poster: Poster) -> dict[str, object]:
    path, width = qr_path(poster.url)
    spoken = SPOKEN[poster.commune_type]
    words = _words()
    said = {name: text.format(spoken=spoken) for name, text in words[VIETNAMESE].items()}
    return {
        "path": path,
        "modules": width,
        "link": poster.link,
        "host": poster.link.partition("/")[0],
        "plain": poster.code,
        "code": grouped(poster.code, 4),
        "number": str(poster.number),
        "place": poster.place,
        "unit": poster.unit,
        "commune": poster.commune,
        "province": poster.province,
        "words": said,
        "second": poster.second,
        "other": words.get(poster.second),
        "demo": poster.is_demo,
    }


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
