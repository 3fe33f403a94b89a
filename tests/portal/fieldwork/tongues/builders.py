"""A made-up language and made-up sounds, kept and opened by two people."""

import tomllib
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.db import Database
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaire_store import usable
from portal.fieldwork.tongues.clips import Checked, Slot, checked, keep
from portal.fieldwork.tongues.judging import open_up
from portal.fieldwork.tongues.models import Clip, TonguePack
from portal.fieldwork.tongues.packs import take_over
from portal.files.shelf import Shelf
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff
from tests.builders import make_staff
from tests.portal.ratings.builders import Commune
from tests.surveys.tongues.packs import MADE_UP, as_file, made_up

OGG = b"OggS\0\2" + bytes(22) + b"OpusHead\1\1" + bytes(200)
NOTE = "A made-up reader"


def actors(session: Session, authority: Authority) -> tuple[Actor, Actor]:
    """Return who brings words and recordings, and who opens them."""
    one = make_staff(session, authority, "brings", Role.REFORM_COORDINATOR)
    two = make_staff(session, authority, "opens", Role.CHAIRPERSON)
    return _actor(one), _actor(two)


def pack_file(session: Session, commune: Commune, **changes: Any) -> bytes:
    """Return a whole pack of what the commune asks, with changes."""
    return as_file({**made_up(tomllib.loads(_asked(session, commune).toml)), **changes})


def open_pack(
    session: Session, commune: Commune, people: tuple[Actor, Actor], *, now: datetime
) -> TonguePack:
    row = take_over(session, people[0], pack_file(session, commune), now=now)
    open_up(session, people[1], row, NOTE, now=now)
    return row


def open_clip(
    session: Session,
    commune: Commune,
    people: tuple[Actor, Actor],
    shelf: Shelf,
    *,
    now: datetime,
    tongue: str = MADE_UP,
    item: str = "manner",
    sound: bytes = OGG,
) -> Clip:
    file: Checked = checked(sound)
    slot = Slot(_asked(session, commune).id, tongue, item)
    row = keep(session, people[0], slot, file, shelf.put(file.content), now=now)
    open_up(session, people[1], row, NOTE, now=now)
    return row


def speak(database: Database, commune: Commune, now: datetime) -> TonguePack:
    """Let a commune's survey be asked in the made-up language."""
    with database.writing() as session:
        people = actors(session, session.get_one(Authority, commune.authority.id))
        return open_pack(session, commune, people, now=now)


def _asked(session: Session, commune: Commune) -> Any:
    survey = session.get_one(Survey, commune.survey_id)
    return usable(session, commune.authority.id, survey.questionnaire_id)


def _actor(staff: Staff) -> Actor:
    return Actor(staff.authority_id, staff.id)
