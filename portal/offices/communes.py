"""The official register of communes since 1 July 2025 and how people look for theirs."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from portal.errors import NotFoundError
from portal.offices.kinds import AuthorityType
from portal.search import fold

DATA = Path(__file__).parent / "data" / "communes.csv"  # see SOURCE.md beside it

TYPE_WORDS = {
    AuthorityType.XA: "Xã ",
    AuthorityType.PHUONG: "Phường ",
    AuthorityType.DAC_KHU: "Đặc khu ",
}
PREFIXES = tuple(fold(word) + " " for word in TYPE_WORDS.values())
SHORT_PREFIXES = {"p": "phuong", "x": "xa", "dk": "dac khu"}
SHORT_PROVINCES = {
    "tp": "thanh pho",
    "hcm": "ho chi minh",
    "tphcm": "thanh pho ho chi minh",
}
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune-level unit; `name` says its type ("Xã Ea H'Leo"), `code` has 5 digits."""

    code: str
    name: str
    type: AuthorityType
    province_code: str
    province: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A commune with the forms in which it is searched."""

    commune: Commune
    full: str
    short: str
    province: str
    spelled: str


@cache
def communes() -> tuple[Commune, ...]:
    """Return all 3,321 communes, by province and code."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return tuple(
            Commune(
                code=row["code"],
                name=row["name"],
                type=AuthorityType(row["type"]),
                province_code=row["province_code"],
                province=row["province"],
            )
            for row in csv.DictReader(file)
        )


def commune(code: str) -> Commune:
    """Return the commune with a 5-digit code, or raise `NotFoundError`."""
    found = _by_code().get(code)
    if found is None:
        raise NotFoundError(commune=code)
    return found


def find(query: str, limit: int = 20) -> list[Commune]:
    """Return the communes that a code or a name may mean, best first.

    Marks, case, apostrophes, the place of the tone mark and a leading "xã" or "phường" do not
    matter. Words of the province may follow the name ("Tân Tiến, Lạng Sơn"); 246 names are borne
    by several communes, so show the province with each.
    """
    wanted = _written_out(_key(query))
    if wanted in _by_code():
        return [_by_code()[wanted]]
    if not wanted:
        return []
    ranked = [(rank, entry) for entry in _entries() if (rank := _rank(entry, wanted)) is not None]
    spelled = _spelled(query)
    ranked.sort(key=lambda found: (found[0], not _is_spelled(found[1], spelled), found[1].short))
    return [entry.commune for _, entry in ranked[:limit]]


def _rank(entry: _Entry, wanted: str) -> int | None:
    """Return how well an entry fits (0 is best), or None."""
    bare = _without_prefix(wanted)
    whole = f"{entry.full} {entry.province}"
    if wanted in (entry.full, entry.short, whole):  # "xa dung" is Xã Xa Dung before any Xã Dung…
        return 0
    if bare == entry.short:
        return 1
    # A typed type still counts: "phường tân" lists no xã first.
    if entry.full.startswith(wanted) or entry.short.startswith(wanted):
        return 2
    if entry.short.startswith(bare):
        return 3
    return _rank_of_words(entry, bare)


def _rank_of_words(entry: _Entry, bare: str) -> int | None:
    """Return a rank when each word is one of the name or province; the last may be unfinished."""
    sought = [f" {word} " for word in bare.split()]
    sought[-1] = sought[-1].rstrip()
    name, province = f" {entry.short} ", f" {entry.province} "
    if not all(word in name + province for word in sought):
        return None
    if f" {bare} ".startswith(name):  # "yên bình, thái nguyên" is not Xã Bình Yên
        return 4
    return 5 + sum(word not in name for word in sought)


def _key(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(text).replace("'", "")).split())


def _written_out(key: str) -> str:
    first, *others = key.split() or [""]
    if others:
        first = SHORT_PREFIXES.get(first, first)
    return " ".join([first, *(SHORT_PROVINCES.get(word, word) for word in others)])


def _without_prefix(key: str) -> str:
    for prefix in PREFIXES:
        if key.startswith(prefix) and len(key) > len(prefix):
            return key[len(prefix) :].lstrip()
    return key


def _is_spelled(entry: _Entry, spelled: str) -> bool:
    return f" {entry.spelled} " in f" {spelled} " or spelled in entry.spelled


def _spelled(text: str) -> str:
    """Return text with every tone mark at the end of its word, so that Hòa equals Hoà."""
    composed = unicodedata.normalize("NFC", text.casefold())
    words = unicodedata.normalize("NFD", re.sub(r"[^\w\s]", " ", composed)).split()
    return " ".join(
        "".join(c for c in word if c not in TONES) + "".join(c for c in word if c in TONES)
        for word in words
    )


@cache
def _by_code() -> dict[str, Commune]:
    return {one.code: one for one in communes()}


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            commune=one,
            full=_key(one.name),
            short=_without_prefix(_key(one.name)),
            province=_key(one.province),
            spelled=_spelled(one.name[len(TYPE_WORDS[one.type]) :]),
        )
        for one in communes()
    )
