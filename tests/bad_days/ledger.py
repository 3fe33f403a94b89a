"""What the box holds after a bad day: every word as often as it is stored, files and chains."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from portal.cases.kinds import TextPart
from portal.cases.models import Case, CaseEvent, CaseText
from portal.clock import utc_now
from portal.db import Database
from portal.files.models import Attachment
from portal.files.shelf import Shelf
from portal.files.staging import sweep_abandoned
from portal.ratings.envelopes import open_all
from portal.ratings.models import Comment, Response, Submission
from portal.ratings.store import every_envelope
from tests.bad_days.box import Box
from tests.bad_days.people import Memory


def check_books(box: Box, memory: Memory) -> None:
    """Fail unless what was acknowledged is there once, and all that belongs to it."""
    assert memory.acknowledged == memory.begun
    database = box.database()
    stored = words_of_ratings(database, box) + stories_of_cases(database)
    assert {words: n for words, n in stored.items() if n != 1} == {}
    assert set(stored) == memory.acknowledged
    assert len(stories_of_cases(database)) > 0
    assert orphans(database, box) == set()
    database.dispose()
    box.command("verify-events")


def words_of_ratings(database: Database, box: Box) -> Counter[str]:
    """Return the comments of all ratings, folded or still sealed, with how often each is stored."""
    with database.reading() as session:
        texts = Counter(session.scalars(select(Comment.text)))
        waiting = open_all(box.config.keys, every_envelope(session))
        responses = session.scalar(select(func.count()).select_from(Response)) or 0
        spent = session.scalar(select(func.count()).select_from(Submission)) or 0
    assert not waiting.damaged
    assert responses + len(waiting.envelopes) == spent
    for one in waiting.envelopes:
        texts.update(one.contents.texts.values())
    return texts


def stories_of_cases(database: Database) -> Counter[str]:
    """Return the stories of all cases; each has its first event and its one photo."""
    with database.reading() as session:
        cases = session.scalars(select(Case.id)).all()
        assert Counter(session.scalars(select(CaseEvent.case_id))) == Counter(cases)
        photos = select(Attachment.case_id).where(Attachment.case_id.is_not(None))
        assert Counter(session.scalars(photos)) == Counter(cases)
        stories = select(CaseText.body).where(CaseText.part == TextPart.STORY)
        return Counter(session.scalars(stories))


def orphans(database: Database, box: Box) -> set[str]:
    """Return files without a row, or rows without a file, once a day has passed."""
    shelf = Shelf(box.config.data_dir / "files", box.config.keys)
    later = utc_now() + timedelta(days=2)
    sweep_abandoned(database, shelf, now=later)
    with database.reading() as session:
        rows = set(session.scalars(select(Attachment.key)))
    return rows ^ _lying_there(shelf.root)


def _lying_there(root: Path) -> set[str]:
    return {path.name for path in root.rglob("*") if path.is_file()}
