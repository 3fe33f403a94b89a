"""Handing in a petition: stored exactly once, with a receipt that can be given again."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.access_codes import AccessCode, derive_access_code
from portal.calendar.store import load_calendar
from portal.cases.acts import CITIZEN, Act
from portal.cases.deadline import Deadline, answer_promised, classification_promised, explain
from portal.cases.errors import OtherContentError
from portal.cases.events import facts_after, record_submission
from portal.cases.intake import store
from portal.cases.intake.petition import NewPetition, check, tidied
from portal.cases.intake.promises import promises
from portal.cases.intake.references import next_reference
from portal.cases.kinds import Action, TextPart
from portal.cases.models import Case
from portal.cases.projection import project
from portal.cases.store import add_search_words, events_of
from portal.clock import local_day
from portal.db import Database
from portal.errors import ChangedMeanwhileError, ConstraintError, InvalidInputError
from portal.files.staging import Submitted, attach_staged
from portal.keys import Keys, Purpose
from portal.offices.passwords import hasher
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.masking import masked
from portal.search import fold

# Of a million locators a province in one installation takes one in five: twelve turns never fail.
MOST_TURNS = 12


@dataclass(frozen=True)
class Ticket:
    """Everything slow or secret about a submission, made before the transaction."""

    digest: bytes
    content_digest: bytes
    code: AccessCode
    turn: int
    secret_hash: str


@dataclass(frozen=True)
class Receipt:
    """What the sender takes away; `access_code` is None once the office gave out a new one.

    Its days are those promised on receipt, whatever was changed or promised since.
    """

    case_id: int
    authority_id: int
    reference: str
    access_code: AccessCode | None
    received_on: date
    classify: Deadline | None
    reply: Deadline | None


def submission_digest(keys: Keys, submission_id: bytes) -> bytes:
    """Return what the database keeps of a submission id; the access code hangs on the id itself."""
    return keys.digest(Purpose.SUBMISSION, b"petition" + submission_id)


def send(
    database: Database,
    keys: Keys,
    petition: NewPetition,
    submission_id: bytes,
    *,
    now: datetime,
    is_fast: bool = False,
) -> Receipt:
    """Check and store a petition exactly once and return its receipt.

    The same id with the same words gives the same receipt again, with other words
    `OtherContentError`. Raises `InvalidInputError`. Hashing lies outside the transaction, so this
    takes the database; `is_fast` weakens the hash for demonstrations and tests.
    """
    petition = tidied(petition)
    check(petition)
    with database.reading() as session:
        if stored := repeated(session, keys, petition, submission_id):
            return stored
    for turn in range(MOST_TURNS):
        ticket = prepare(keys, petition, submission_id, turn=turn, is_fast=is_fast)
        if receipt := _store_once(database, keys, petition, (submission_id, ticket), now=now):
            return receipt
    raise ChangedMeanwhileError


def _store_once(
    database: Database,
    keys: Keys,
    petition: NewPetition,
    made: tuple[bytes, Ticket],
    *,
    now: datetime,
) -> Receipt | None:
    """Store a petition or find it stored; None when another case has its locator."""
    submission_id, ticket = made
    try:
        with database.writing() as session:
            return submit(session, keys, petition, ticket, now=now)
    except ConstraintError as error:
        if error.data["constraint"] == "uq_case_locator":
            return None
        if error.data["constraint"] != "uq_case_submission_digest":
            raise
    # A double click that lost the race: the first one has stored it by now.
    with database.reading() as session:
        return repeated(session, keys, petition, submission_id)


def prepare(
    keys: Keys, petition: NewPetition, submission_id: bytes, *, turn: int = 0, is_fast: bool = False
) -> Ticket:
    """Derive the access code and hash its secret part; slow by intention."""
    code = derive_access_code(keys.key(Purpose.ACCESS_CODE), submission_id, turn)
    return Ticket(
        digest=submission_digest(keys, submission_id),
        content_digest=_content_digest(keys, petition, submission_id),
        code=code,
        turn=turn,
        secret_hash=hasher(is_fast=is_fast).hash(code.secret),
    )


def submit(
    session: Session, keys: Keys, petition: NewPetition, ticket: Ticket, *, now: datetime
) -> Receipt:
    """Store a checked petition with its contact, files and first event.

    Raises `InvalidInputError` when a village or place is not this commune's (a forged field);
    the unique constraints refuse a second case of one submission.
    """
    village = _village(session, petition)
    _refuse_forged_place(session, petition)
    received_on = local_day(now)
    promised = promises(session, petition.authority_id, petition.kind, received_on)
    data = _said(petition) | promised.facts() | {"code_turn": ticket.turn}
    act = Act(Action.SUBMIT, CITIZEN, now, data=data, texts=_written(petition))
    case = _add_case(session, petition, ticket, act)
    if petition.contact:
        owner = ContactOwner(case.authority_id, case.id)
        keep_contact(session, keys, owner, petition.contact, now=now)
    attach_staged(session, Submitted(case.authority_id, ticket.digest), case.id)
    words = (case.reference, petition.story, petition.place, village)
    add_search_words(session, case, fold(" ".join(words)))
    record_submission(session, case, act)
    days = [kept.deadline if kept else None for kept in (promised.classify, promised.reply)]
    return _receipt(case, ticket.code, *days)


def receipt_of(session: Session, keys: Keys, submission_id: bytes) -> Receipt | None:
    """Return the receipt of a submission again; None if there is no case of it."""
    case = store.case_by_submission(session, submission_digest(keys, submission_id))
    if case is None:
        return None
    key = keys.key(Purpose.ACCESS_CODE)
    code = derive_access_code(key, submission_id, case.code_turn)
    still_valid = code.locator == case.locator
    return _receipt(case, code if still_valid else None, *_days_on_receipt(session, case))


def _days_on_receipt(session: Session, case: Case) -> list[Deadline | None]:
    """Return both days as the first event of a case promised them."""
    facts = project(None, events_of(session, case.id)[0])
    calendar = load_calendar(session, case.authority_id)
    promised = (classification_promised(facts), answer_promised(facts, ()))
    return [explain(session, case.authority_id, one, calendar) if one else None for one in promised]


def repeated(
    session: Session, keys: Keys, petition: NewPetition, submission_id: bytes
) -> Receipt | None:
    """Return the receipt of a tidied petition that is stored already; None if nothing is.

    Raises `OtherContentError` when the id was spent on other words.
    """
    case = store.case_by_submission(session, submission_digest(keys, submission_id))
    if case is None:
        return None
    if case.content_digest != _content_digest(keys, petition, submission_id):
        raise OtherContentError
    return receipt_of(session, keys, submission_id)


def _content_digest(keys: Keys, petition: NewPetition, submission_id: bytes) -> bytes:
    # Keyed and bound to the id: a stolen table confirms no guessed name or number.
    return keys.digest(Purpose.SUBMISSION, b"said" + submission_id + petition.said())


def _village(session: Session, petition: NewPetition) -> str:
    if petition.village_id is None:
        return ""
    name = store.village_name(session, petition.authority_id, petition.village_id)
    if name is None:
        raise InvalidInputError(village_id="unknown")
    return name


def _refuse_forged_place(session: Session, petition: NewPetition) -> None:
    point = petition.service_point_id
    if point is not None and not store.has_service_point(session, petition.authority_id, point):
        raise InvalidInputError(service_point_id="unknown")


def _said(petition: NewPetition) -> dict[str, Any]:
    """Return the codes of a petition, without any of its words."""
    words = {"authority_id", "story", "place", "contact"}
    return {name: value for name, value in asdict(petition).items() if name not in words}


def _written(petition: NewPetition) -> dict[TextPart, str]:
    """Return the story, and the public draft of it that the sender was shown and agreed to.

    The draft is kept because the contact that masks it is sealed and may be erased.
    """
    texts = {TextPart.STORY: petition.story}
    if petition.may_publish:
        texts[TextPart.PREVIEW] = masked(petition.story, petition.contact)
    return texts


def _add_case(session: Session, petition: NewPetition, ticket: Ticket, act: Act) -> Case:
    facts = facts_after(act)
    case = Case(
        authority_id=petition.authority_id,
        reference=next_reference(session, petition.authority_id, facts.received_on),
        submission_digest=ticket.digest,
        content_digest=ticket.content_digest,
        locator=ticket.code.locator,
        secret_hash=ticket.secret_hash,
        place=petition.place,
        **asdict(facts),
    )
    session.add(case)
    session.flush()
    return case


def _receipt(
    case: Case, code: AccessCode | None, classify: Deadline | None, reply: Deadline | None
) -> Receipt:
    return Receipt(
        case.id, case.authority_id, case.reference, code, case.received_on, classify, reply
    )
