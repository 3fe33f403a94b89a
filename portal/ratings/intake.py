"""Handing in a rating: sealed before the transaction, stored exactly once inside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from portal.clock import local_day
from portal.keys import Keys, Purpose
from portal.ratings import store
from portal.ratings.contents import Contents, what_was_said
from portal.ratings.envelopes import SealedEnvelope, new_id, seal
from portal.ratings.errors import SubmissionDiffersError, SurveyClosedError

# A form can be sent again for as long as its submission id lives, which is less than a day.
REMEMBERED_FOR = timedelta(days=3)


class Outcome(StrEnum):
    """What became of a rating that was handed in."""

    STORED = "stored"
    REPEATED = "repeated"


@dataclass(frozen=True)
class Rating:
    """One rating: where, in which survey, on which local day it was given, and what was said."""

    authority_id: int
    service_point_id: int
    survey_id: int
    given_on: date
    contents: Contents


@dataclass(frozen=True)
class Prepared:
    """A rating ready to be stored in two short statements."""

    digest: bytes
    content_digest: bytes
    forget_on: date
    envelope: SealedEnvelope


def submit(
    connection: Connection, keys: Keys, submission_id: bytes, rating: Rating, *, now: datetime
) -> Outcome:
    """Prepare and store a rating; see `prepare` and `store_prepared`."""
    return store_prepared(connection, prepare(keys, submission_id, rating, now=now), now=now)


def prepare(
    keys: Keys,
    submission_id: bytes,
    rating: Rating,
    *,
    now: datetime,
    remembered_for: timedelta = REMEMBERED_FOR,
) -> Prepared:
    """Seal a rating. Pure and slow, so it runs before the transaction begins.

    The content digest covers the submission id: equal answers of two people look different.
    """
    said = f"{rating.service_point_id}\0".encode() + what_was_said(rating.contents)
    envelope = SealedEnvelope(
        id=new_id(),
        authority_id=rating.authority_id,
        survey_id=rating.survey_id,
        service_point_id=rating.service_point_id,
        given_on=rating.given_on,
    )
    return Prepared(
        digest=keys.digest(Purpose.SUBMISSION, b"rating" + submission_id),
        content_digest=keys.digest(Purpose.SUBMISSION, b"said" + submission_id + said),
        envelope=seal(keys, envelope, rating.contents),
        forget_on=local_day(now) + remembered_for,
    )


def store_prepared(connection: Connection, prepared: Prepared, *, now: datetime) -> Outcome:
    """Store a rating once, however often and from however many threads it arrives.

    Raises `SubmissionDiffersError` when the id was spent on other content and
    `SurveyClosedError` when the survey is no longer asked at `now`; neither stores anything.
    """
    spent_on = store.spend_submission(
        connection,
        {
            "digest": prepared.digest,
            "content_digest": prepared.content_digest,
            "authority_id": prepared.envelope.authority_id,
            "forget_on": prepared.forget_on,
        },
    )
    if spent_on is None:
        if not store.add_envelope(connection, prepared.envelope, now):
            raise SurveyClosedError
        return Outcome.STORED
    if spent_on != prepared.content_digest:
        raise SubmissionDiffersError
    return Outcome.REPEATED
