"""A letter about several matters: each goes its own lane, and no clock gains time by it."""

import os
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.access_codes import AccessCode
from portal.cases.acts import Act
from portal.cases.events import facts_after, record, record_submission
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.wording import written
from portal.cases.intake.petition import LONGEST_STORY
from portal.cases.intake.promises import promises
from portal.cases.intake.references import next_reference
from portal.cases.kinds import Action, CaseKind, Subject, TextPart
from portal.cases.models import Case
from portal.cases.store import add_search_words
from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.keys import Keys
from portal.people.contacts import ContactOwner, copy_contact
from portal.search import fold

# What a part has in common with the letter it comes from.
SHARED = (
    *("sender_kind", "is_anonymous", "reply_by", "channel", "language", "may_publish"),
    *("service_point_id", "village_id", "named_unit_id", "named_staff_id"),
)


@dataclass(frozen=True)
class Portion:
    """The words a clerk chose from a letter, and the lane they go in."""

    kind: CaseKind
    subject: Subject
    words: str


def split(
    session: Session,
    keys: Keys,
    turn: Turn,
    portion: Portion,
    made: tuple[AccessCode, str],
    *,
    now: datetime,
) -> Case:
    """Make a case of its own of a part of a letter, accepted in its lane; return the new case.

    It came in when the letter did. The letter stays as it was written, and the sender's one code
    shows both. `made` comes from `intake.reissue.new_code`; nobody is told it. Raises
    `InvalidInputError` and what `turns.take` raises.
    """
    if portion.kind.is_formal:
        raise InvalidInputError(kind="formal")
    letter = case_in_turn(session, turn)
    words = written(portion.words, "words", LONGEST_STORY)
    clerk, data = turn.viewer.as_actor(), _facts(session, letter, portion)
    act = Act(Action.SUBMIT, clerk, now, data, {TextPart.STORY: words})
    part = _add(session, letter, act, made)
    copy_contact(session, keys, letter.id, ContactOwner(part.authority_id, part.id), now=now)
    add_search_words(session, part, fold(f"{part.reference} {words} {part.place}"))
    take(session, turn, Action.SPLIT, now=now, data={"into": part.reference})
    record_submission(session, part, act)
    lane = {"kind": portion.kind, "subject": portion.subject}
    record(session, part, Act(Action.ACCEPT, clerk, now, lane))
    return part


def _facts(session: Session, letter: Case, portion: Portion) -> dict[str, Any]:
    promised = promises(session, letter.authority_id, portion.kind, letter.received_on)
    return {
        **{name: getattr(letter, name) for name in SHARED},
        **promised.facts(),
        "kind": portion.kind,
        "subject": portion.subject,
        "received_at": letter.received_at.isoformat(),
        "split_from_id": letter.id,
    }


def _add(session: Session, letter: Case, act: Act, made: tuple[AccessCode, str]) -> Case:
    code, secret_hash = made
    facts = facts_after(act)
    part = Case(
        authority_id=letter.authority_id,
        reference=next_reference(session, letter.authority_id, local_day(act.at)),
        submission_digest=os.urandom(32),
        content_digest=os.urandom(32),
        locator=code.locator,
        secret_hash=secret_hash,
        place=letter.place,
        **asdict(facts),
    )
    session.add(part)
    session.flush()
    return part
