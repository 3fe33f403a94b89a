"""A petition with a canary in everything somebody writes or sends, to be looked for afterwards."""

from sqlalchemy.orm import Session

from portal.cases.handling.notes import add_note
from portal.cases.handling.triage import ask, write_down_answer
from portal.cases.intake.petition import NewPetition
from portal.cases.kinds import CaseKind, ReplyBy, SenderKind, Subject
from portal.cases.models import Case
from portal.cases.sealing.sealing import seal
from portal.cases.store import case_by_id
from portal.db import Database
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.keys import Keys
from portal.offices.models import Staff
from portal.people.details import ContactDetails
from tests.portal.cases.handling.builders import NOW, House, turn
from tests.portal.cases.intake.submitting import submitted

CANARY = "hoangyenbatdau"
REASON = f"Người viết tố cáo một cán bộ {CANARY}."


def canary_case(database: Database, keys: Keys, shelf: Shelf, house: House) -> int:
    """Send a petition, ask, answer, note and attach; return its id."""
    petition = NewPetition(
        authority_id=house.authority.id,
        story=f"Ông {CANARY} nhận tiền của tôi ở nhà {CANARY}.",
        kind=CaseKind.REPORT,
        subject=Subject.SERVICE_QUALITY,
        sender_kind=SenderKind.PERSON,
        is_anonymous=False,
        reply_by=ReplyBy.PHONE,
        may_publish=True,
        contact=ContactDetails(name=f"Nguyễn {CANARY}", phone="0911 222 333"),
        place=f"Nhà {CANARY}",
    )
    case_id = submitted(database, keys, petition)
    key = shelf.put(f"%PDF {CANARY}".encode())
    with database.writing() as session:
        case = session.get_one(Case, case_id)
        ask(session, turn(house.clerk, case), f"Ở đâu, {CANARY}?", now=NOW)
        write_down_answer(session, turn(house.clerk, case), f"Ở {CANARY}.", now=NOW)
        add_note(session, turn(house.clerk, case), f"Ghi {CANARY}.", now=NOW)
        session.add(_file(case, key))
    return case_id


def seal_it(session: Session, house: House, case_id: int, sealer: Staff, handler: Staff) -> Case:
    """Seal a case as a denunciation."""
    case = case_by_id(session, case_id)
    assert case is not None
    kind = CaseKind.DENUNCIATION
    return seal(session, turn(sealer, case), kind, handler.id, REASON, now=NOW)


def _file(case: Case, key: str) -> Attachment:
    return Attachment(
        authority_id=case.authority_id,
        case_id=case.id,
        origin="sender",
        key=key,
        media_type="application/pdf",
        extension="pdf",
        size_bytes=20,
        sha256=bytes(32),
        position=1,
        created_at=NOW,
    )
