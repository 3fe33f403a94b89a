"""A file is taken over once, into a survey of its own that enters no figure of walk-up ratings."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.fieldwork.imported import store
from portal.fieldwork.imported.errors import (
    FileMovedOnError,
    FileRepeatedError,
    FileUnreadableError,
    StillOpenError,
)
from portal.fieldwork.imported.guessing import guess
from portal.fieldwork.imported.models import AnswerFile
from portal.fieldwork.imported.reading import Reading, read_lines
from portal.fieldwork.imported.tables import read_answers
from portal.fieldwork.imported.taking import Brought, Takeover, bring, content_of, take_over
from portal.fieldwork.questionnaires import builtin
from portal.keys import Keys
from portal.offices.events import Actor
from portal.ratings.counting import check_counts
from portal.ratings.folding import fold, fold_rest
from portal.ratings.models import Envelope, Tally
from portal.ratings.results import results
from surveys.loading import load_builtin
from tests.portal.fieldwork.imported.files import ROWS, TODAY, as_csv
from tests.portal.ratings.builders import Commune, make_commune

CONTENT = as_csv(ROWS * 4).encode()


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


def brought(
    database: Database, keys: Keys, commune: Commune, now: datetime, content: bytes = CONTENT
) -> AnswerFile:
    with database.writing() as session:
        asked = builtin(session, "counter-short", now=now)
        what = Brought(content, asked.id, commune.points[0].id)
        return bring(session, keys, Actor(commune.authority.id), what, now=now)


def reading_of(content: bytes = CONTENT) -> Reading:
    table, asked = read_answers(content), load_builtin("counter-short")
    return read_lines(table, guess(table, asked), asked, TODAY)


def take(database: Database, keys: Keys, commune: Commune, wanted: Takeover, now: datetime) -> int:
    with database.writing() as session:
        return take_over(session, keys, Actor(commune.authority.id), wanted, now=now).id


def test_a_file_becomes_a_survey_of_its_own_counted_like_all_others(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    file = brought(database, keys, commune, now)
    assert content_of(keys, file) == CONTENT
    wanted = Takeover(file, "Phiếu cũ 2025", reading_of(), leaves_faulty=False)
    survey_id = take(database, keys, commune, wanted, now)
    assert fold(database, keys) == 12
    with database.reading() as session:
        ((kept, title),) = store.files_of(session, commune.authority.id)
        assert (kept.sealed, kept.survey_id, title) == (None, survey_id, "Phiếu cũ 2025")
        channels = session.scalars(select(Tally.channel).distinct())
        assert list(channels) == ["import"]
        assert check_counts(session) == {}
        span = (date(2025, 10, 1), date(2025, 10, 31))
        found = results(session, commune.authority.id, *span, is_final=True)
        assert found.total.responses in {0, None}
        assert found.is_settled
    with pytest.raises(FileRepeatedError):
        brought(database, keys, commune, now)


def test_the_same_file_brought_twice_is_the_same_until_it_is_taken(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    one = brought(database, keys, commune, now)
    assert brought(database, keys, commune, now).id == one.id
    wanted = Takeover(one, "Phiếu cũ", reading_of(), leaves_faulty=False)
    take(database, keys, commune, wanted, now)
    with pytest.raises(FileMovedOnError):
        take(database, keys, commune, wanted, now)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Envelope)) == 12
        with pytest.raises(NotFoundError):
            store.waiting_file(session, commune.authority.id, one.id)


def test_what_is_still_open_is_not_taken(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    content = as_csv([*ROWS, ["hôm qua", "", "", "", "4", "4", "", ""]]).encode()
    file = brought(database, keys, commune, now, content)
    wanted = Takeover(file, "Phiếu cũ", reading_of(content), leaves_faulty=False)
    with pytest.raises(StillOpenError):
        take(database, keys, commune, wanted, now)
    with pytest.raises(InvalidInputError):
        take(database, keys, commune, replace(wanted, title=" ", leaves_faulty=True), now)
    empty = Reading((), (), ())
    with pytest.raises(StillOpenError):
        take(database, keys, commune, replace(wanted, reading=empty, leaves_faulty=True), now)
    take(database, keys, commune, replace(wanted, leaves_faulty=True), now)
    assert fold_rest(database, keys, commune.authority.id, TODAY) == 3


def test_a_file_can_be_thrown_away_or_forgotten_and_does_not_open_with_another_key(
    database: Database, keys: Keys, commune: Commune, now: datetime
) -> None:
    file = brought(database, keys, commune, now)
    with pytest.raises(FileUnreadableError):
        content_of(Keys(b"another secret of at least 32 letters"), file)
    with database.writing() as session:
        assert store.discard(session, commune.authority.id, file.id)
        assert not store.discard(session, commune.authority.id, file.id)
    brought(database, keys, commune, now)
    with database.writing() as session:
        assert store.forget_before(session, TODAY) == 1
