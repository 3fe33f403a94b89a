"""After the handover nothing of the words stays: texts, files and contact are erased for good."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn, case_in_turn, take
from portal.cases.kinds import Action
from portal.cases.models import CaseSearch, CaseText
from portal.cases.replies.drafts.models import ReplyDraft
from portal.cases.sealing import store
from portal.clock import local_day
from portal.db import Database
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.people.models import Contact, Erasure
from portal.traces import wipe

WHAT = "handed_over"
SOURCE = "khiếu nại, tố cáo đã bàn giao: không lưu ở đây (Nghị định 20/2008/NĐ-CP, Điều 1)"
# Drafts went when it was sealed; their traces go with the rest.
TOUCHED = (CaseText, CaseSearch, Attachment, Contact, ReplyDraft)


def purge(database: Database, shelf: Shelf, turn: Turn, *, now: datetime) -> None:
    """Erase what a sealed case holds, once it was handed over; its events and a tombstone stay.

    The bytes of files go after the commit, and then what the engine would remember of the rows.
    Raises what `turns.take` raises.
    """
    with database.writing() as session:
        keys = erase(session, turn, now=now)
    for key in keys:
        shelf.discard(key)
    wipe(database, [table.__tablename__ for table in TOUCHED])


def erase(session: Session, turn: Turn, *, now: datetime) -> list[str]:
    """Erase the rows and return the keys of the files, which are to be discarded afterwards."""
    case = case_in_turn(session, turn)
    handed_over_on = case.finished_on or local_day(now)
    erased = store.count_content(session, case.id)
    take(session, turn, Action.PURGE, now=now, data={"erased": erased})
    keys = store.take_content(session, case.id)
    tombstone = Erasure(
        authority_id=case.authority_id,
        case_id=case.id,
        what=WHAT,
        n=erased,
        days=(local_day(now) - handed_over_on).days,
        source=SOURCE,
        erased_on=local_day(now),
    )
    session.add(tombstone)
    session.flush()
    return keys
