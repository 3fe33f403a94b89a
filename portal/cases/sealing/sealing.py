"""Sealing: from that moment one named person reads the case, and nobody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.acts import Act, Actor
from portal.cases.events import facts_of, record
from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.handling.visibility import Viewer
from portal.cases.handling.wording import LONGEST_TEXT, one_line, written
from portal.cases.kinds import Action, CaseKind, TextPart
from portal.cases.models import Case
from portal.cases.named import names
from portal.cases.replies.drafts.store import drop_all
from portal.cases.sealing import store
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.files.store import attachments_of
from portal.offices.kinds import HEADS
from portal.offices.permissions import May, granted

LONGEST_RECEIVER = 200
MOST_PAGES = 999


def seal(
    session: Session,
    turn: Turn,
    kind: CaseKind,
    handler_id: int,
    reason: str,
    *,
    now: datetime,
) -> Case:
    """Seal a case as a complaint or a denunciation; its words leave the search with it.

    Raises `InvalidInputError` (kind `not_formal`, handler_id `not_a_keeper`) and what `turns.take`
    raises.
    """
    case = case_in_turn(session, turn)
    if not kind.is_formal:
        raise InvalidInputError(kind="not_formal")
    refuse_other_handlers(session, case, handler_id, kind)
    data = {"kind": kind, "handler_id": handler_id}
    texts = {TextPart.REASON: written(reason, "reason", LONGEST_TEXT)}
    take(session, turn, Action.SEAL, now=now, data=data, texts=texts)
    store.forget_words(session, case.id)
    drop_all(session, case.id)
    return case


def entrust(
    session: Session, viewer: Viewer, reference: str, handler_id: int, *, now: datetime
) -> Case:
    """Name another handler, unread; raises `NotAllowedError`, `NotFoundError` or a fault."""
    if May.ENTRUST_SEALED not in viewer.may:
        raise NotAllowedError(reference=reference)
    case = store.sealed_case(session, viewer.authority_id, reference)
    if case is None:
        raise NotFoundError(reference=reference)
    refuse_other_handlers(session, case, handler_id, CaseKind(case.kind))
    act = Act(Action.ENTRUST, viewer.as_actor(), now, data={"handler_id": handler_id})
    record(session, case, act)
    return case


def hand_over(session: Session, turn: Turn, receiver: str, pages: int, *, now: datetime) -> Case:
    """Write down that the papers were handed over: to whom, how many pages and files.

    Raises `InvalidInputError` (pages `out_of_range`) and what `turns.take` raises.
    """
    case = case_in_turn(session, turn)
    if not 1 <= pages <= MOST_PAGES:
        raise InvalidInputError(pages="out_of_range")
    data = {
        "sent_to": one_line(receiver, "receiver", LONGEST_RECEIVER),
        "pages": pages,
        "files": len(attachments_of(session, case.id)),
    }
    return take(session, turn, Action.HAND_OVER, now=now, data=data)


def refuse_other_handlers(session: Session, case: Case, handler_id: int, kind: CaseKind) -> None:
    """Refuse whoever may keep none, whom the case names or their line, and the leaders it is about.

    Raises `InvalidInputError` (handler_id `not_a_keeper` or `named`).
    """
    found = {person.id: person for person in store.keepers(session, case.authority_id)}
    person = found.get(handler_id)
    if person is None:
        raise InvalidInputError(handler_id="not_a_keeper")
    eyes = Actor(person.id, person.unit_id, granted(person.roles))
    is_leader = kind is CaseKind.ABOUT_LEADERS and person.roles & HEADS
    if is_leader or names(facts_of(case).named, eyes):
        raise InvalidInputError(handler_id="named")
