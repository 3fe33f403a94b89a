"""The notice on where to send petitions: receivers the law names first, then the portal."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from portal.documents.fonts import FONT_FAMILY
from portal.documents.posters.poster import HERE, typeset
from portal.documents.qr import qr_path

# What a reader needs of an office to reach it.
NEEDED = ("address", "phone", "hours")


@dataclass(frozen=True)
class Receiver:
    """An office that receives petitions; what is not known is empty."""

    name: str
    address: str = ""
    phone: str = ""
    hours: str = ""
    web: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in NEEDED if not getattr(self, name))


@dataclass(frozen=True)
class Notice:
    """What the notice of a commune says; `url` is where its petitions are written."""

    statutory: Receiver
    own: Receiver
    reception: str
    url: str
    commune: str
    province: str
    is_demo: bool = False

    @property
    def gaps(self) -> Mapping[str, Sequence[str]]:
        """Return what is missing, by whose it is; nothing is printed over a gap unseen."""
        reception = () if self.reception else ("reception",)
        found = {"statutory": self.statutory.missing, "own": self.own.missing + reception}
        return {whose: gaps for whose, gaps in found.items() if gaps}


def notice_pdf(notice: Notice) -> bytes:
    """Return the notice on one A4 page, as PDF/UA-1."""
    path, modules = qr_path(notice.url)
    words = wording()
    national = [
        asdict(Receiver(one["name"], web=one["web"], hours=one["hours"]))
        for one in words["national"]
    ]
    data: dict[str, Any] = {
        "family": FONT_FAMILY,
        "words": words
        | {"complaints_note": words["complaints_note"].format(reception=notice.reception or "……")},
        "receivers": [asdict(notice.statutory), *national],
        "own": asdict(notice.own),
        "commune": notice.commune,
        "province": notice.province,
        "demo": notice.is_demo,
        "path": path,
        "modules": modules,
        "link": notice.url.partition("://")[2],
    }
    return typeset(HERE / "notice.typ", data)


@cache
def wording() -> dict[str, Any]:
    """Return the text of the notice with what requires it and its source in law."""
    return tomllib.loads((HERE / "notice.toml").read_text(encoding="utf-8"))
