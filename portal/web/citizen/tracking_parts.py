"""The other matters of a letter: the sender's one code leads to each of them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.cases.lanes.store import parts_of
from portal.cases.models import Case
from portal.web.citizen import passes
from portal.web.citizen.passes import PassKind
from portal.web.session import config, request_now

CASE_ID_BYTES, TURN_BYTES = 8, 4


@dataclass(frozen=True)
class ShownPart:
    """Another case of the same letter, and the pass that opens it."""

    reference: str
    token: str


def parts_for_sender(session: Session, case: Case) -> list[ShownPart]:
    """Return the other cases of the letter, each with a pass of this half hour."""
    found = parts_of(session, case)
    return [ShownPart(part.reference, case_pass(part.id, part.code_turn)) for part in found]


def case_pass(case_id: int, code_turn: int) -> str:
    """Return a pass to a case; a new access code ends it."""
    payload = case_id.to_bytes(CASE_ID_BYTES) + code_turn.to_bytes(TURN_BYTES)
    return passes.issue(config().keys, PassKind.TRACKING, payload, request_now())
