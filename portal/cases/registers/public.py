"""The public register: answered cases whose authors agreed, by their public copies alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.cases.kinds import CaseKind, Subject
from portal.cases.registers import store
from portal.search import fold

PAGE_SIZE = 20
MOST_WORDS = 8


class PublicCase(NamedTuple):
    """A published case; its texts are the public copies, never the originals."""

    id: int
    reference: str
    kind: CaseKind
    subject: Subject | None
    unit: str | None
    received_on: date
    due_on: date | None
    due_rule: str
    calendar_version: int | None
    extended_days: int | None
    finished_on: date
    document_number: str
    document_on: date | None
    published_at: datetime
    is_satisfied: bool | None
    story: str
    reply: str


@dataclass(frozen=True)
class Wanted:
    """What a reader asked for; everything left out means all. Pages count from 1."""

    words: str = ""
    unit_id: int | None = None
    subject: Subject | None = None
    year: int | None = None
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One page of published cases, newest first, and how many there are on all pages.

    `page` is the one shown: the last, if one beyond it was asked for.
    """

    cases: Sequence[PublicCase]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return _pages(self.total)


def published(session: Session, authority_id: int, wanted: Wanted) -> Found:
    """Return a page of the published cases that fit; words are looked for without diacritics.

    Only public copies are searched: the words of an original would answer questions about what
    was blacked out.
    """
    words = re.findall(r"\w+", fold(wanted.words))[:MOST_WORDS]
    narrowed = store.Narrowed(authority_id, wanted.unit_id, wanted.subject, wanted.year)
    if not words:
        total = store.count_public(session, narrowed)
        page = min(wanted.page, _pages(total))
        rows = store.public_cases(session, narrowed, _start(page), PAGE_SIZE)
    else:
        texts = store.public_texts(session, narrowed)
        fitting = [text.id for text in texts if _has_all(words, text)]
        total = len(fitting)
        page = min(wanted.page, _pages(total))
        shown = fitting[_start(page) : _start(page + 1)]
        rows = store.public_cases_of(session, authority_id, shown)
    return Found([PublicCase(*row) for row in rows], total, page)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def _start(page: int) -> int:
    return (page - 1) * PAGE_SIZE


def _has_all(words: Sequence[str], row: store.PublicTexts) -> bool:
    text = _folded(f"{row.reference} {row.story} {row.reply}")
    return all(re.search(rf"\b{word}", text) for word in words)


# Folding is the slow part of a search, and a public copy never changes: only its case's does.
@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)
