"""Points at what may name a person in a text that everyone will read; a person decides.

Nothing is ever blotted out by the portal itself: a pattern that misses one name would be trusted
for all of them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import regex

from portal.search import fold


class Doubt(StrEnum):
    """Why a place in a text should be looked at again."""

    PHONE = "phone"
    EMAIL = "email"
    IDENTITY_NUMBER = "identity_number"
    PLATE = "plate"
    OFFICIAL = "official"
    PERSON = "person"


@dataclass(frozen=True)
class Doubtful:
    """A piece of text as it stands there, and why it is doubtful."""

    doubt: Doubt
    fragment: str


# A word of a name: Êđê and Mnông names carry an apostrophe before a second capital (H'Lan).
_WORD = r"\p{Lu}[\p{L}\p{M}’']*"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,4}}"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Mai|"
    "Đoàn|Tạ|Cao|Châu|Hà|Lâm|Niê|Mlô|Ayun|Ksor|Siu|Rơ Châm|Kpă|Rcom|Y|"
    "Giàng|Lò|Vàng|Sùng|Hờ|Quàng|Thào|Điểu"
)
_TITLES = "ông|bà|anh|chị|cô|chú|bác|dì|cậu|em|cháu|cán bộ|đồng chí|tên là|tôi là"
_PATTERNS: Mapping[Doubt, regex.Pattern[str]] = MappingProxyType(
    {
        Doubt.EMAIL: regex.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+"),
        Doubt.PHONE: regex.compile(r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)"),
        Doubt.IDENTITY_NUMBER: regex.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)"),
        Doubt.PLATE: regex.compile(r"\b\d{2}[A-ZĐ]\d?[ .-]?\d{3}\.?\d{2}\b"),
        Doubt.PERSON: regex.compile(
            rf"(?:\b(?i:{_TITLES})[ ]+(?!(?:Ủy|Ban|Hội|Phòng|Thôn|Xã)\b)({_NAME}))"
            rf"|(?:\b((?:{_SURNAMES})[ ]{_WORD}(?:[ ]{_WORD}){{0,3}}))"
            rf"|(?:\b([HK][’']{_WORD}(?:[ ]{_WORD}){{0,3}}))"
        ),
    }
)


def doubtful(text: str, officials: Collection[str]) -> tuple[Doubtful, ...]:
    """Return what to look at again, each once; `officials` are the names of the commune's staff.

    An official is answered for by the unit and never named to the public.
    """
    found: dict[Doubtful, None] = {}
    for item in (*_named(text, officials), *_matching(text)):
        found.setdefault(item)
    named = {item.fragment for item in found if item.doubt is Doubt.OFFICIAL}
    return tuple(
        item for item in found if item.doubt is not Doubt.PERSON or item.fragment not in named
    )


def _named(text: str, officials: Collection[str]) -> Iterator[Doubtful]:
    folded = fold(text)
    for name in officials:
        # One word alone (a short display name) would match half of the language.
        if " " in name.strip() and fold(name) in folded:
            yield Doubtful(Doubt.OFFICIAL, name.strip())


def _matching(text: str) -> Iterator[Doubtful]:
    for doubt, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            groups = [group for group in match.groups() if group]
            yield Doubtful(doubt, groups[0] if groups else match.group())
