"""A case that is no petition, for its sender: what happened and where to go, without its words."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.intake.lanes import Lane
from portal.cases.kinds import CaseKind
from portal.cases.lanes.regulations import receiver_about_leaders
from portal.cases.models import Case
from portal.offices.store import authority_by_id
from portal.web.citizen.complaint_law import WAYS, first_term


@dataclass(frozen=True)
class SealedView:
    """What the sender of a sealed case is told: nothing of what they wrote."""

    reference: str
    lane: Lane
    law_slug: str
    sealed_on: date | None
    handed_over_on: date | None
    receiver: str
    is_erased: bool
    term: str
    receiver_above: str = ""
    source_above: str = ""


def sealed_view(session: Session, case: Case, lang: str) -> SealedView:
    """Return what happened to a case that turned out to be a complaint or a denunciation."""
    above = ("", "")
    if case.kind == CaseKind.ABOUT_LEADERS:
        above = receiver_about_leaders(authority_by_id(session, case.authority_id))
    is_complaint = case.kind == CaseKind.FORMAL_COMPLAINT
    lane = Lane.COMPLAINT if is_complaint else Lane.DENUNCIATION
    return SealedView(
        reference=case.reference,
        lane=lane,
        law_slug=WAYS[lane].slug,
        sealed_on=case.sealed_on,
        handed_over_on=case.finished_on,
        receiver=case.sent_to,
        is_erased=case.purged_on is not None,
        term=first_term(session, case.authority_id, lane, case.sealed_on, lang),
        receiver_above=above[0],
        source_above=above[1],
    )
