"""Similar cases: open ones for the desk, published ones for whoever is about to send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import State, TextPart
from portal.cases.merging import store
from portal.cases.merging.similar import Alike, Told, similar
from portal.cases.models import Case
from portal.cases.store import latest_text


@dataclass(frozen=True)
class SimilarCase:
    """An open case that may be about the same matter, and why one thinks so."""

    reference: str
    opening: str
    state: State
    alike: Alike


class PublicAlike(NamedTuple):
    """A published case that may be about the same matter; its words are the public copy's."""

    reference: str
    story: str


def similar_open(session: Session, viewer: Viewer, case: Case) -> Sequence[SimilarCase]:
    """Return the open cases a viewer sees that may be about the same matter as this one."""
    story = latest_text(session, case.id, TextPart.STORY)
    if story is None:
        return ()
    place = case.village_id or case.service_point_id
    told = Told(case.reference, f"{story.body} {case.place}", case.received_on, place)
    others = {one.reference: one for one in store.nearby_open(session, viewer, case)}
    found = similar(told, (_told(one) for one in others.values()))
    return [
        SimilarCase(one.reference, one.opening, State(one.state), alike)
        for alike in found
        for one in (others[str(alike.key)],)
    ]


def similar_published(
    session: Session, authority_id: int, story: str, today: date
) -> Sequence[PublicAlike]:
    """Return published cases like a story that is about to be sent; never one that is not public.

    Only public copies are compared: a hit in an original would tell what was blacked out.
    """
    rows = {row.reference: row for row in store.published_copies(session, authority_id)}
    others = (Told(row.reference, row.story, row.received_on) for row in rows.values())
    found = similar(Told("", story, today), others)
    return [PublicAlike(str(one.key), rows[str(one.key)].story) for one in found[:3]]


def _told(one: store.Candidate) -> Told:
    # The reference stands in the words that are searched; it is no word of the story.
    words = one.folded.removeprefix(one.reference.lower())
    return Told(one.reference, words, one.received_on, one.village_id or one.service_point_id)
