"""Typing a sheet: once where it was heard, twice where it lies on the table, then handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.fieldwork.paper import drafts, store
from portal.fieldwork.paper.days import ClosedDays, check_day, moment_on
from portal.fieldwork.paper.errors import SheetTakenError, SheetUnknownError
from portal.fieldwork.paper.keying import Keyed
from portal.fieldwork.paper.kinds import ON_SHEETS, Channel, SheetState
from portal.fieldwork.paper.rules import is_typed_twice, share_of
from portal.fieldwork.store import points_of_survey
from portal.keys import Keys
from portal.offices.events import Actor, record
from portal.ratings.contents import contents_of
from portal.ratings.envelopes import new_id
from portal.ratings.intake import Prepared, Rating, prepare, store_prepared
from surveys.instrument import Instrument


class Outcome(StrEnum):
    """What became of a sheet that was typed."""

    HANDED_IN = "handed_in"
    WAITS = "waits"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Head:
    """Where, when and how answers were given; `number` is the sheet's, None without a sheet."""

    authority_id: int
    survey_id: int
    service_point_id: int
    given_on: date
    channel: Channel
    number: int | None = None

    @property
    def is_on_sheet(self) -> bool:
        return self.channel in ON_SHEETS


@dataclass(frozen=True)
class Ready:
    """A typed sheet with everything slow done: sealed both to wait and to be counted."""

    head: Head
    draft: bytes
    rating: Prepared


def ready(
    keys: Keys,
    head: Head,
    keyed: Keyed,
    instrument: Instrument,
    *,
    now: datetime,
    submission_id: bytes | None = None,
) -> Ready:
    """Seal what was keyed, before the transaction. `submission_id` guards what has no sheet."""
    rating = Rating(
        authority_id=head.authority_id,
        service_point_id=head.service_point_id,
        survey_id=head.survey_id,
        given_on=head.given_on,
        contents=contents_of(keyed.answers, instrument, channel=head.channel.value),
    )
    return Ready(
        head=head,
        draft=drafts.seal(keys, head.survey_id, head.number or 0, keyed.values),
        rating=prepare(keys, submission_id or new_id(), rating, now=now),
    )


def enter(
    session: Session,
    keys: Keys,
    actor: Actor,
    typed: Ready,
    closed: Iterable[ClosedDays],
    *,
    now: datetime,
) -> Outcome:
    """Take a sheet that was typed for the first time, or answers that were heard.

    Raises `InvalidInputError` (given_on, place), `DayClosedError`, `SheetUnknownError` and
    `SheetTakenError`; none of them keeps anything.
    """
    head = typed.head
    check_head(session, actor, head, closed, now=now)
    if not head.is_on_sheet:
        return hand_in(session, actor, typed, now=now)
    number = _printed(session, head)
    waits = is_typed_twice(keys, share_of(session, head.survey_id), head.survey_id, number)
    row = {"authority_id": actor.authority_id, "survey_id": head.survey_id, "number": number}
    rest = _waiting(actor, typed, now) if waits else store.FORGOTTEN
    if not store.add_sheet(session, row | rest):
        raise SheetTakenError(number=number)
    return Outcome.WAITS if waits else hand_in(session, actor, typed, now=now)


def hand_in(session: Session, actor: Actor, typed: Ready, *, now: datetime) -> Outcome:
    """Put the answers among the sealed ratings of their day, once."""
    head = typed.head
    survey, _asked = store.asked(session, actor.authority_id, head.survey_id)
    connection = session.connection()
    store_prepared(connection, typed.rating, now=moment_on(survey, head.given_on))
    what = {"survey": head.survey_id, "sheet": head.number} if head.number else {}
    record(session, actor, "answers_entered", now, channel=head.channel.value, **what)
    return Outcome.HANDED_IN


def check_head(
    session: Session, actor: Actor, head: Head, closed: Iterable[ClosedDays], *, now: datetime
) -> None:
    """Refuse a day or a place that does not fit the survey; raises as `enter` does."""
    survey, _asked = store.asked(session, actor.authority_id, head.survey_id)
    if head.service_point_id not in {point.id for point in points_of_survey(session, survey)}:
        raise InvalidInputError(place="not_asked_here")
    check_day(survey, head.given_on, local_day(now), closed)


def _printed(session: Session, head: Head) -> int:
    number = head.number
    if number is None:
        raise InvalidInputError(number="required")
    if not store.is_printed(session, head.survey_id, number):
        raise SheetUnknownError(number=number)
    return number


def _waiting(actor: Actor, typed: Ready, now: datetime) -> dict[str, object]:
    return {
        "state": SheetState.FIRST,
        "channel": typed.head.channel,
        "service_point_id": typed.head.service_point_id,
        "given_on": typed.head.given_on,
        "entered_on": local_day(now),
        "first_by_id": actor.staff_id,
        "first_sealed": typed.draft,
    }
