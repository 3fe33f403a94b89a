"""Erasing what is over, and leaving a tombstone that says what, when and by which period."""

from collections import Counter
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.cases.replies.drafts.store import forget_before
from portal.clock import local_day
from portal.config import Config
from portal.db import Database
from portal.fieldwork.imported import store as imported
from portal.fieldwork.paper import store as paper
from portal.fieldwork.slips.counting import forget_slips
from portal.files.shelf import Shelf
from portal.keeping.logbook import store as logbook
from portal.keeping.notes import ERASED, note, noted
from portal.keeping.retention import store
from portal.keeping.retention.periods import Kept, Period, period, shipped
from portal.notices import store as notices
from portal.offices.sessions import IDLE_FOR
from portal.offices.staff_store import delete_ended_sessions
from portal.people.models import Erasure


def erase_daily(database: Database, shelf: Shelf, config: Config, *, now: datetime) -> int:
    """Erase everything that is over, once a local day, and return how many things it was."""
    done = config.data_dir / ERASED
    last = noted(done)
    if last is not None and local_day(last) == local_day(now):
        return 0
    with database.writing() as session:
        erased = erase_contacts(session, config, now=now)
    erased += erase_attachments(database, shelf, config, now=now)
    with database.writing() as session:
        erased += forget_sign_ins(session, now=now)
        erased += forget_slips(session, shipped()[Kept.SLIP].last_day(local_day(now)))
        erased += forget_entry_drafts(session, now=now)
        erased += forget_before(session, now - shipped()[Kept.REPLY_DRAFT].span)
        erased += forget_notices(session, now=now)
        erased += store.forget_openings(session, shipped()[Kept.OPENING].last_day(local_day(now)))
    note(done, now)
    return erased


def erase_contacts(session: Session, config: Config, *, now: datetime) -> int:
    """Erase how to reach the senders of cases that ended long enough ago; return how many."""
    today, rule = local_day(now), period(Kept.CONTACT, config)
    taken = Counter(
        (authority_id, case_id)
        for authority_id, case_id in store.take_contacts(session, rule.last_day(today))
    )
    _bury(session, taken, Kept.CONTACT, rule, today)
    return taken.total()


def erase_attachments(database: Database, shelf: Shelf, config: Config, *, now: datetime) -> int:
    """Erase the files of cases that ended long enough ago; return how many.

    The bytes go after the commit: should the process die in between, the sweeping finds them.
    """
    today, rule = local_day(now), period(Kept.ATTACHMENT, config)
    with database.writing() as session:
        rows = store.take_attachments(session, rule.last_day(today))
        taken = Counter((row[0], row[1]) for row in rows if row[1] is not None)
        _bury(session, taken, Kept.ATTACHMENT, rule, today)
    for row in rows:
        shelf.discard(row[2])
    return len(rows)


def forget_sign_ins(session: Session, *, now: datetime) -> int:
    """Delete sessions that ended, links and sign-ins of long ago; return how many."""
    ended_by = now - shipped()[Kept.PASSWORD_LINK].span
    ended = delete_ended_sessions(session, now, now - IDLE_FOR)
    ended += logbook.forget_sign_ins(session, now - shipped()[Kept.SIGN_IN].span)
    return ended + store.forget_links(session, ended_by)


def forget_entry_drafts(session: Session, *, now: datetime) -> int:
    """Delete sheets and files of answers that nobody handed in; return how many."""
    day = shipped()[Kept.ENTRY_DRAFT].last_day(local_day(now))
    return paper.forget_before(session, day) + imported.forget_before(session, day)


def forget_notices(session: Session, *, now: datetime) -> int:
    """Delete what was told long ago; return how many notices."""
    return notices.forget(session, now - shipped()[Kept.NOTICE].span)


def _bury(
    session: Session, taken: Counter[tuple[int, int]], what: Kept, rule: Period, today: date
) -> None:
    session.add_all(
        Erasure(
            authority_id=authority_id,
            case_id=case_id,
            what=what,
            n=count,
            days=rule.length,
            source=rule.source,
            erased_on=today,
        )
        for (authority_id, case_id), count in sorted(taken.items())
    )
    session.flush()
