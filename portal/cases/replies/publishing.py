"""The public copy of an answered case: prepared by a person who did not write the answer."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, take
from portal.cases.handling.wording import LONGEST_REPLY, written
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case, CaseText
from portal.cases.replies import store
from portal.cases.replies.redaction import Doubtful, doubtful
from portal.cases.store import texts_of
from portal.people.masking import masked


@dataclass(frozen=True)
class PublicCopy:
    """What everyone may read."""

    story: str
    reply: str


def starting_copy(session: Session, case: Case) -> PublicCopy:
    """Return what the publisher begins with: the masked draft the sender saw before sending.

    A public copy made since comes first. A story of which no draft was kept has its numbers and
    e-mail addresses masked here.
    """
    story = _newest(session, case, TextPart.STORY, TextPart.PREVIEW, TextPart.PUBLIC_STORY)
    reply = _newest(session, case, TextPart.REPLY, TextPart.PUBLIC_REPLY)
    is_original = story is not None and story.part == TextPart.STORY
    words = story.body if story else ""
    return PublicCopy(masked(words) if is_original else words, reply.body if reply else "")


def doubts(session: Session, authority_id: int, copy: PublicCopy) -> tuple[Doubtful, ...]:
    """Return what in a copy may name a person: a list to read, not a judgement."""
    officials = store.staff_names(session, authority_id)
    return doubtful(f"{copy.story}\n{copy.reply}", officials)


def publish(session: Session, turn: Turn, copy: PublicCopy, *, now: datetime) -> Case:
    """Show the copy to everyone.

    Raises `AuthorRefusedError`, `SamePersonError` for the author of the answer, `OnlyOnceError`,
    and what `turns.take` raises.
    """
    texts = {
        TextPart.PUBLIC_STORY: written(copy.story, "public_story"),
        TextPart.PUBLIC_REPLY: written(copy.reply, "public_reply", LONGEST_REPLY),
    }
    return take(session, turn, Action.PUBLISH, now=now, texts=texts)


def unpublish(session: Session, turn: Turn, reason: str, *, now: datetime) -> Case:
    """Take the copy down again, with a reason."""
    texts = {TextPart.REASON: written(reason, "reason")}
    return take(session, turn, Action.UNPUBLISH, now=now, texts=texts)


def _newest(session: Session, case: Case, *parts: TextPart) -> CaseText | None:
    texts = texts_of(session, case.id, *parts)
    return texts[-1] if texts else None
