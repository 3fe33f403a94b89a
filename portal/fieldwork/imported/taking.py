"""A file is brought, looked at, and taken over into a survey of its own, once."""

from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.errors import InvalidInputError
from portal.fieldwork import questionnaire_store
from portal.fieldwork.drafting import LONGEST_TITLE
from portal.fieldwork.imported import store
from portal.fieldwork.imported.errors import (
    FileMovedOnError,
    FileRepeatedError,
    FileUnreadableError,
    StillOpenError,
)
from portal.fieldwork.imported.models import AnswerFile
from portal.fieldwork.imported.reading import Reading, TakenLine
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import read_instrument
from portal.fieldwork.store import add_survey
from portal.fieldwork.windows import end_of, first_moment
from portal.keys import Keys, Purpose, UnsealError
from portal.offices.events import Actor, record
from portal.offices.store import point_of
from portal.ratings.contents import contents_of
from portal.ratings.envelopes import SealedEnvelope, new_id, seal
from portal.ratings.store import add_envelopes
from surveys.instrument import Instrument

CHANNEL = "import"


@dataclass(frozen=True)
class Brought:
    """A file as somebody brought it: what it asks, and where that was asked."""

    content: bytes
    questionnaire_id: int
    service_point_id: int


@dataclass(frozen=True)
class Takeover:
    """What is taken over: the lines that were read, and what the survey is to be called.

    `leaves_faulty` says that somebody has seen the lines with faults and leaves them behind.
    """

    file: AnswerFile
    title: str
    reading: Reading
    leaves_faulty: bool


def bring(
    session: Session, keys: Keys, actor: Actor, brought: Brought, *, now: datetime
) -> AnswerFile:
    """Keep a file, sealed, until somebody has said what its columns mean.

    The same file again is the same row. Raises `FileRepeatedError` once it was taken over.
    """
    questionnaire_store.usable(session, actor.authority_id, brought.questionnaire_id)
    point_of(session, actor.authority_id, brought.service_point_id)
    digest = keys.digest(Purpose.ANSWER_FILE_DIGEST, brought.content)
    row = {
        "authority_id": actor.authority_id,
        "digest": digest,
        "questionnaire_id": brought.questionnaire_id,
        "service_point_id": brought.service_point_id,
        "brought_by_id": actor.staff_id,
        "brought_on": local_day(now),
        "sealed": keys.seal(Purpose.ANSWER_FILE, brought.content, digest),
    }
    file = store.bring(session, row)
    if file.sealed is None:
        raise FileRepeatedError(file=file.id)
    return file


def content_of(keys: Keys, file: AnswerFile) -> bytes:
    """Return what is in a file that waits, else raise `FileUnreadableError`."""
    try:
        return keys.unseal(Purpose.ANSWER_FILE, file.sealed or b"", file.digest)
    except UnsealError as error:
        raise FileUnreadableError(file=file.id) from error


def take_over(
    session: Session, keys: Keys, actor: Actor, wanted: Takeover, *, now: datetime
) -> Survey:
    """Write the answers of a file into a survey of its own and throw the file away, in one go.

    Closed periods stay as they are: an imported survey enters none of their figures. Raises
    `InvalidInputError` (title), `StillOpenError`, or `FileMovedOnError` if somebody was quicker;
    none of them writes anything.
    """
    _check(wanted)
    asked = questionnaire_store.usable(session, actor.authority_id, wanted.file.questionnaire_id)
    instrument = read_instrument(asked)
    survey = _survey(actor, wanted, instrument, now)
    add_survey(session, survey, [wanted.file.service_point_id])
    if not store.finish(session, actor.authority_id, wanted.file.id, survey.id):
        raise FileMovedOnError(file=wanted.file.id)
    # Sealed inside the transaction, because each envelope is bound to the survey made in it:
    # twenty thousand take less than a second.
    lines = list(wanted.reading.taken)
    SystemRandom().shuffle(lines)
    add_envelopes(session, [_sealed(keys, survey, wanted.file, instrument, one) for one in lines])
    record(session, actor, "answers_imported", now, survey=survey.id, n=len(lines))
    return survey


def _check(wanted: Takeover) -> None:
    if not 0 < len(wanted.title.strip()) <= LONGEST_TITLE:
        raise InvalidInputError(title="length")
    reading = wanted.reading
    if not reading.taken or (reading.faults and not wanted.leaves_faulty):
        raise StillOpenError(lines=reading.faulty_lines)


def _survey(actor: Actor, wanted: Takeover, instrument: Instrument, now: datetime) -> Survey:
    """Return a survey that was asked from the first day of the file to its last."""
    days = [one.day for one in wanted.reading.taken]
    return Survey(
        authority_id=actor.authority_id,
        questionnaire_id=wanted.file.questionnaire_id,
        title=wanted.title.strip(),
        kind=SurveyKind.IMPORTED,
        scope=Scope.POINTS,
        languages=" ".join(instrument.languages),
        opens_at=first_moment(min(days)),
        closes_at=end_of(max(days)),
        state=SurveyState.APPROVED,
        created_by_id=actor.staff_id,
        created_at=now,
        approved_at=now,
    )


def _sealed(
    keys: Keys, survey: Survey, file: AnswerFile, instrument: Instrument, line: TakenLine
) -> SealedEnvelope:
    envelope = SealedEnvelope(
        id=new_id(),
        authority_id=survey.authority_id,
        survey_id=survey.id,
        service_point_id=file.service_point_id,
        given_on=line.day,
    )
    return seal(keys, envelope, contents_of(line.answers, instrument, channel=CHANNEL))
