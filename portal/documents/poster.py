"""The A4 poster of a counter: a QR code, the same address in letters, and how to use it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from portal.codes import grouped
from portal.documents.fonts import FONT_FAMILY, FONT_FOLDERS
from portal.documents.qr import qr_path
from portal.offices.kinds import AuthorityType

SOURCE = Path(__file__).with_name("poster.typ")

# What a neighbour calls the commune in a sentence.
SPOKEN = {AuthorityType.XA: "xã", AuthorityType.PHUONG: "phường", AuthorityType.DAC_KHU: "đặc khu"}


@dataclass(frozen=True)
class Poster:
    """What one poster says; `url` is the address in the QR code and ends with `code`."""

    url: str
    code: str
    place: str
    unit: str
    commune: str
    commune_type: AuthorityType
    province: str
    is_demo: bool = False

    def __post_init__(self) -> None:
        # A poster whose letters lead elsewhere than its picture would hang for years.
        if not self.url.endswith(f"/{self.code}"):
            raise ValueError(self.url)

    @property
    def link(self) -> str:
        """The address as people type it, without the scheme."""
        return self.url.partition("://")[2]


def posters_pdf(posters: Sequence[Poster]) -> bytes:
    """Return a PDF/UA-1 with one A4 page a poster; the same posters give the same bytes."""
    if not posters:
        raise ValueError(posters)
    # Names reach the typesetter as data, never as markup: a place called "#read(...)" is a name.
    data = {"family": FONT_FAMILY, "posters": [_page(poster) for poster in posters]}
    return typst.compile(
        SOURCE,
        root=SOURCE.parent,
        font_paths=FONT_FOLDERS,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )


def _page(poster: Poster) -> dict[str, object]:
    path, width = qr_path(poster.url)
    return {
        "path": path,
        "modules": width,
        "link": poster.link,
        "code": grouped(poster.code, 4),
        "place": poster.place,
        "unit": poster.unit,
        "commune": poster.commune,
        "spoken": SPOKEN[poster.commune_type],
        "province": poster.province,
        "demo": poster.is_demo,
    }
