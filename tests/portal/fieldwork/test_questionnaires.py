"""Questionnaires are kept as they were asked and never change."""

import hashlib
from datetime import datetime

import pytest
from sqlalchemy import func, select

from portal.db import Database
from portal.errors import NotFoundError
from portal.fieldwork.errors import FileFault, QuestionnaireRefusedError, QuestionnaireTakenError
from portal.fieldwork.models import Questionnaire
from portal.fieldwork.questionnaire_store import own_questionnaires, usable
from portal.fieldwork.questionnaires import MOST_BYTES, builtin, read_instrument, take_over
from portal.offices.store import events_of
from surveys.faults import FaultCode
from surveys.loading import builtin_codes, builtin_text, load_builtin
from tests.portal.fieldwork.house import actor, make_house

OFFICIAL = (
    builtin_text("counter-short")
    .replace('"counter-short"', '"mau-2026"')
    .replace("version = 2", "version = 1")
    .encode()
)

CONTRADICTION = b"""ask_if = [
  { question = "purpose", is = ["ask"] },
  { question = "purpose", is = ["collect_result"] },
]
"""
UNREACHABLE = OFFICIAL.replace(b'code = "signs"\n', b'code = "signs"\n' + CONTRADICTION)
NEUTRAL = '{ value = 3, text = { vi = "Bình thường", en = "Neither" } }'.encode()
UNLABELLED = OFFICIAL.replace(NEUTRAL, b"{ value = 3 }")


def how_many(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Questionnaire)) or 0


@pytest.mark.parametrize("code", builtin_codes())
def test_a_built_in_one_is_kept_once_and_whole(
    database: Database, now: datetime, code: str
) -> None:
    with database.writing() as session:
        first, again = (builtin(session, code, now=now) for _ in range(2))
        assert first.id == again.id
        assert first.authority_id is None
        assert first.digest == hashlib.sha256(first.toml.encode()).digest()
        assert read_instrument(first) == load_builtin(code)
    assert how_many(database) == 1


def test_a_file_is_kept_with_the_digest_that_anyone_can_compute(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        row, again = (
            take_over(session, actor(house.coordinator), OFFICIAL, now=now) for _ in range(2)
        )
        assert row.id == again.id
        assert row.digest == hashlib.sha256(OFFICIAL).digest()
        assert [(q.code, q.version) for q in own_questionnaires(session, house.authority.id)] == [
            ("mau-2026", 1)
        ]
        events = [event.action for event in events_of(session, house.authority.id)]
        assert events.count("questionnaire_added") == 1


def test_the_same_version_with_other_words_is_refused(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        kept = take_over(session, actor(house.coordinator), OFFICIAL, now=now)
        other = OFFICIAL.replace("Kết quả".encode(), "Việc xong".encode())
        with pytest.raises(QuestionnaireTakenError):
            take_over(session, actor(house.coordinator), other, now=now)
        newer = other.replace(b"version = 1", b"version = 2")
        assert take_over(session, actor(house.coordinator), newer, now=now).id != kept.id
    with database.reading() as session:
        assert session.get_one(Questionnaire, kept.id).toml.encode() == OFFICIAL


def test_two_communes_may_use_one_official_file_and_see_only_their_own(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        ours = take_over(session, actor(house.coordinator), OFFICIAL, now=now)
        theirs = take_over(session, actor(house.stranger), OFFICIAL, now=now)
        assert ours.id != theirs.id
        with pytest.raises(NotFoundError):
            usable(session, house.authority.id, theirs.id)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (OFFICIAL.replace(b'code = "fees"', b'code = "papers"'), [FaultCode.DUPLICATE_CODE]),
        (OFFICIAL.replace(b', en = "The result" }', b" }"), [FaultCode.MISSING_TRANSLATION]),
        (OFFICIAL + b"\n[", FileFault.NOT_TOML),
        ("tên = “sai”".encode("utf-16"), FileFault.NOT_UTF8),
        (b"", [FaultCode.NO_LANGUAGE]),
        (b"#" * (MOST_BYTES + 1), FileFault.TOO_LARGE),
        (b'languages = ["vi"]\nquestions = [{ from = "../../../etc/passwd" }]', None),
        (UNREACHABLE, [FaultCode.UNREACHABLE]),
        (UNLABELLED, [FaultCode.SCALE_WITHOUT_LABELS]),
    ],
)
def test_a_file_with_faults_is_refused_and_says_which(
    database: Database, now: datetime, content: bytes, why: FileFault | list[FaultCode] | None
) -> None:
    with database.writing() as session:
        house = make_house(session)
    before = how_many(database)
    with (
        pytest.raises(QuestionnaireRefusedError) as refused,
        database.writing() as session,
    ):
        take_over(session, actor(house.coordinator), content, now=now)
    found = refused.value.reason or [fault.code for fault in refused.value.faults]
    assert found == why if why else found
    assert how_many(database) == before
