"""One-time slips on A4 to be cut out: QR code, short address, the code in letters, the last day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typst

from portal.codes import grouped
from portal.documents.fonts import FONT_FAMILY, FONT_FOLDERS
from portal.documents.qr import qr_path

SOURCE = Path(__file__).with_name("slips.typ")
GROUP = 5


@dataclass(frozen=True)
class SlipPaper:
    """What all slips of a stack say; `address` with a code behind it is what the picture says."""

    address: str
    place: str
    unit: str
    commune: str
    valid_through: date
    is_demo: bool = False

    @property
    def link(self) -> str:
        """The address as people type it, without the scheme."""
        return self.address.partition("://")[2]

    def url(self, code: str) -> str:
        return self.address + code


def slips_pdf(paper: SlipPaper, codes: Sequence[str]) -> bytes:
    """Return a PDF/UA-1 with ten slips a page; the same slips give the same bytes."""
    if not codes:
        raise ValueError(codes)
    # Names reach the typesetter as data, never as markup.
    data = {
        "family": FONT_FAMILY,
        "place": paper.place,
        "unit": paper.unit,
        "commune": paper.commune,
        "link": paper.link,
        "through": f"{paper.valid_through:%d/%m/%Y}",
        "demo": paper.is_demo,
        "slips": [_slip(paper, code) for code in codes],
    }
    return typst.compile(
        SOURCE,
        root=SOURCE.parent,
        font_paths=FONT_FOLDERS,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )


def _slip(paper: SlipPaper, code: str) -> dict[str, object]:
    path, width = qr_path(paper.url(code))
    return {"path": path, "modules": width, "code": grouped(code, GROUP)}
