"""Packs and recordings: whole or refused, opened by another person, replaced and never lost."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from portal.db import Database
from portal.errors import ChangedMeanwhileError, ConstraintError, InvalidInputError, NotFoundError
from portal.fieldwork.errors import QuestionnaireRefusedError
from portal.fieldwork.surveys import place_at
from portal.fieldwork.tongues import store
from portal.fieldwork.tongues.clips import LIMITS, Slot, checked, keep
from portal.fieldwork.tongues.errors import (
    ClipFault,
    ClipRefusedError,
    OwnWordsError,
    PackRefusedError,
    PackTakenError,
)
from portal.fieldwork.tongues.judging import open_up, withdraw
from portal.fieldwork.tongues.kinds import Standing
from portal.fieldwork.tongues.models import Clip, TonguePack
from portal.fieldwork.tongues.packs import take_over
from portal.fieldwork.tongues.speaking import spoken_by
from portal.files.shelf import Shelf
from portal.files.staging import sweep_abandoned
from portal.keeping.store import file_keys
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.store import events_of
from surveys.faults import FaultCode
from tests.portal.fieldwork.tongues.builders import (
    NOTE,
    OGG,
    actors,
    open_clip,
    open_pack,
    pack_file,
)
from tests.portal.ratings.builders import Commune, make_commune
from tests.surveys.tongues.packs import MADE_UP


@pytest.fixture
def commune(database: Database) -> Commune:
    return make_commune(database)


@pytest.fixture
def people(database: Database, commune: Commune) -> tuple[Actor, Actor]:
    with database.writing() as session:
        return actors(session, commune.authority)


def test_a_pack_is_spoken_once_a_second_person_has_opened_it(
    database: Database, commune: Commune, people: tuple[Actor, Actor], now: datetime
) -> None:
    with database.writing() as session:
        row = take_over(session, people[0], pack_file(session, commune), now=now)
        assert place_at(session.connection(), "K7M2QXG", now=now).speech is None
        with pytest.raises(OwnWordsError):
            open_up(session, people[0], row, NOTE, now=now)
        with pytest.raises(InvalidInputError):
            open_up(session, people[1], row, " ", now=now)
        open_up(session, people[1], row, NOTE, now=now)
        with pytest.raises(ChangedMeanwhileError):
            open_up(session, people[1], row, NOTE, now=now)
        assert place_at(session.connection(), "K7M2QXG", now=now).speech is not None
        spoken = spoken_by(session.connection(), row.authority_id, row.questionnaire_id)
        assert spoken.tongues[MADE_UP].instrument.title(MADE_UP) == "[title]"
        actions = [event.action for event in events_of(session, row.authority_id)]
        assert actions[-2:] == ["tongue_pack_added", "tongue_pack_opened"]


def test_the_database_itself_wants_two_people(
    database: Database, commune: Commune, people: tuple[Actor, Actor], now: datetime
) -> None:
    with database.writing() as session:
        row = take_over(session, people[0], pack_file(session, commune), now=now)
    for values in ({"judged_by_id": people[0].staff_id}, {"state": Standing.OPEN}):
        with pytest.raises(ConstraintError), database.writing() as session:
            session.execute(update(TonguePack).where(TonguePack.id == row.id).values(values))


def test_a_new_version_takes_the_place_of_the_old_which_stays_kept(
    database: Database, commune: Commune, people: tuple[Actor, Actor], now: datetime
) -> None:
    with database.writing() as session:
        first = open_pack(session, commune, people, now=now)
        before = place_at(session.connection(), "K7M2QXG", now=now).speech
        with pytest.raises(PackTakenError):
            take_over(session, people[0], pack_file(session, commune), now=now)
        newer = pack_file(session, commune, version=2, name="[newer]")
        second = take_over(session, people[0], newer, now=now)
        open_up(session, people[1], second, NOTE, now=now)
        session.refresh(first)
        assert (first.state, second.state) == (Standing.REPLACED, Standing.OPEN)
        assert place_at(session.connection(), "K7M2QXG", now=now).speech != before
        withdraw(session, people[0], second, now=now)
        spoken = spoken_by(session.connection(), first.authority_id, first.questionnaire_id)
        assert spoken.tongues == {}
        assert len(session.scalars(select(TonguePack.toml)).all()) == 2


def test_a_pack_that_is_not_whole_is_not_kept(
    database: Database, commune: Commune, people: tuple[Actor, Actor], now: datetime
) -> None:
    with database.writing() as session:
        for changes, code in (
            ({"texts": {}}, FaultCode.MISSING_TRANSLATION),
            ({"instrument": "counter-short/99"}, FaultCode.NO_QUESTIONNAIRE),
            ({"instrument": "counter-short"}, FaultCode.NO_QUESTIONNAIRE),
        ):
            with pytest.raises(PackRefusedError) as refused:
                take_over(session, people[0], pack_file(session, commune, **changes), now=now)
            assert {fault.code for fault in refused.value.faults} == {code}
        for content in (b"\xff", b"tongue =", b"x" * 300_000):
            with pytest.raises(QuestionnaireRefusedError):
                take_over(session, people[0], content, now=now)
        assert session.scalars(select(TonguePack)).all() == []


def test_a_pack_that_a_later_program_finds_wanting_is_not_spoken(
    database: Database, commune: Commune, people: tuple[Actor, Actor], now: datetime
) -> None:
    with database.writing() as session:
        row = open_pack(session, commune, people, now=now)
        row.toml = row.toml.replace('send = "[send]"\n', "")
        session.flush()
        spoken = spoken_by(session.connection(), row.authority_id, row.questionnaire_id)
        assert spoken.tongues == {}


def test_a_recording_is_kept_replaced_and_never_swept_away(
    database: Database,
    commune: Commune,
    people: tuple[Actor, Actor],
    tmp_path: Path,
    keys: Keys,
    now: datetime,
) -> None:
    shelf = Shelf(tmp_path / "files", keys)
    with database.writing() as session:
        first = open_clip(session, commune, people, shelf, now=now, tongue="vi")
        second = open_clip(session, commune, people, shelf, now=now, tongue="vi", sound=OGG + b"x")
        session.refresh(first)
        assert (first.state, second.state) == (Standing.REPLACED, Standing.OPEN)
        connection = session.connection()
        spoken = spoken_by(connection, first.authority_id, first.questionnaire_id)
        assert spoken.clips["vi", "manner"].id == second.id
        assert store.open_clip(connection, first.id) is None
        assert file_keys(connection) == sorted([first.key, second.key])
    stray = shelf.put(b"nobody's")
    sweep_abandoned(database, shelf, now=datetime(2100, 1, 1, tzinfo=now.tzinfo))
    assert (shelf.has(first.key), shelf.has(second.key), shelf.has(stray)) == (True, True, False)


def test_a_recording_belongs_to_a_question_that_is_asked(
    database: Database, commune: Commune, people: tuple[Actor, Actor], now: datetime
) -> None:
    with database.writing() as session:
        questionnaire = open_pack(session, commune, people, now=now).questionnaire_id
        for slot in (
            Slot(questionnaire, MADE_UP, "nothing"),
            Slot(questionnaire, "xyz", "manner"),
            Slot(999, MADE_UP, "manner"),
        ):
            with pytest.raises(NotFoundError):
                keep(session, people[0], slot, checked(OGG), "0" * 32, now=now)
        assert session.scalars(select(Clip)).all() == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ClipFault.EMPTY),
        (OGG + bytes(LIMITS.most_bytes), ClipFault.TOO_LARGE),
        (b"<html>", ClipFault.NO_SOUND),
        (b"OggS" + bytes(60), ClipFault.NO_SOUND),
    ],
    ids=["empty", "large", "page", "other-ogg"],
)
def test_what_is_no_recording_is_refused(content: bytes, fault: ClipFault) -> None:
    with pytest.raises(ClipRefusedError) as refused:
        checked(content)
    assert refused.value.fault is fault
