"""The gate for what tablets hand in, by network or as a file: each rating once, on its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.fieldwork.kiosks import store
from portal.fieldwork.kiosks.boxes import Given
from portal.fieldwork.kiosks.errors import Refusal, RefusedError
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.kiosks.store import KioskAt
from portal.fieldwork.models import Questionnaire, Survey
from portal.fieldwork.paper.days import ClosedDays
from portal.fieldwork.questionnaires import read_instrument
from portal.fieldwork.windows import end_of, first_moment
from portal.keys import Keys
from portal.ratings.contents import KIOSK, Contents, contents_of
from portal.ratings.errors import SubmissionDiffersError, SurveyClosedError
from portal.ratings.intake import Outcome, Prepared, Rating, prepare, store_prepared
from surveys.answers import AnswersError, check


class Answer(StrEnum):
    """What the tablet is told; it deletes a rating that is stored, or was so already."""

    STORED = "stored"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True)
class Receipt:
    """What became of one rating; `is_moved`: it counts on the day it came, not on its own."""

    answer: Answer
    refusal: Refusal | None = None
    is_moved: bool = False


@dataclass(frozen=True)
class Arrival:
    """A rating from a tablet: what was in its box, the day it was given, the day it came."""

    kiosk: KioskAt
    given: Given
    given_on: date
    came_on: date
    flag: str = ""


@dataclass(frozen=True)
class Ready:
    """A rating with everything slow done, sealed for its own day and for the day it came.

    `moment` is one at which its survey was asked, for the guard of the intake.
    """

    given_on: date
    moment: datetime
    on_its_day: Prepared
    on_arrival: Prepared


def ready(session: Session, keys: Keys, arrival: Arrival, *, now: datetime) -> Ready:
    """Check a rating against what its survey asked and seal it, or raise `RefusedError`.

    A tablet without a network does not hear that a survey has ended: what people answered
    meanwhile counts in that survey, on its day. Only long after the end nothing is believed.
    """
    found = store.survey_asked_at(session, arrival.kiosk, arrival.given.survey_id)
    if found is None or _is_long_over(found[0], arrival.given_on):
        raise RefusedError(Refusal.NOT_ASKED)
    survey, questionnaire = found
    contents = _contents(questionnaire, arrival)
    is_begun = survey.opens_at < end_of(arrival.given_on)
    given_on = arrival.given_on if is_begun else arrival.came_on

    def sealed_for(day: date) -> Prepared:
        where = (arrival.kiosk.authority_id, arrival.kiosk.service_point_id, survey.id)
        number, span = b"kiosk" + arrival.given.id, shipped().remembered_for
        rating = Rating(*where, day, contents)
        return prepare(keys, number, rating, now=now, remembered_for=span)

    return Ready(given_on, survey.opens_at, sealed_for(given_on), sealed_for(arrival.came_on))


def hand_in(session: Session, rating: Ready, closed: Iterable[ClosedDays]) -> Receipt:
    """Put a rating among the sealed ones, once; raises `RefusedError` and then stores nothing.

    The figures of a closed period stay what they were: what comes after its close counts on the
    day it came, and the tablet's page in the set-up says how many did.
    """
    is_moved = any(rating.given_on in days for days in closed)
    prepared = rating.on_arrival if is_moved else rating.on_its_day
    try:
        outcome = store_prepared(session.connection(), prepared, now=rating.moment)
    except SubmissionDiffersError as error:
        raise RefusedError(Refusal.DIFFERS) from error
    except SurveyClosedError as error:
        raise RefusedError(Refusal.NOT_ASKED) from error
    if outcome is Outcome.REPEATED:
        return Receipt(Answer.ALREADY)
    return Receipt(Answer.STORED, is_moved=is_moved)


def _contents(questionnaire: Questionnaire, arrival: Arrival) -> Contents:
    instrument = read_instrument(questionnaire)
    try:
        answers = check(instrument, arrival.given.values)
    except AnswersError as error:
        raise RefusedError(Refusal.UNFIT) from error
    return contents_of(answers, instrument, channel=KIOSK, flag=arrival.flag)


def _is_long_over(survey: Survey, day: date) -> bool:
    last_heard = first_moment(day) - shipped().longest_wait
    return survey.closes_at is not None and survey.closes_at < last_heard
