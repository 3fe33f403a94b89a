"""A tablet at the first counter, under a link that the demonstration can show again."""

from datetime import datetime

from portal.clock import local_day
from portal.db import Database
from portal.demo.commune import FIRST_POINT, Commune
from portal.fieldwork.kiosks.registry import KioskPlan, make_kiosk
from portal.fieldwork.kiosks.rules import shipped
from portal.fieldwork.kiosks.store import mark_seen
from portal.keys import Keys, Purpose
from portal.offices.events import Actor

NAME = "Máy ở Quầy 1"
TOKEN_LETTERS = 32


def tablet_token(keys: Keys) -> str:
    """Return the token of the demonstration's tablet; a real one is random and kept nowhere."""
    return keys.digest(Purpose.KIOSK, b"demonstration").hex()[:TOKEN_LETTERS]


def stand_tablet(database: Database, keys: Keys, commune: Commune, now: datetime) -> None:
    """Put a tablet up that sent something today."""
    point = next(point for point in commune.points if point.name == FIRST_POINT)
    plan = KioskPlan(point.id, NAME, ("vi", "en"), shipped().interval)
    actor, token = Actor(commune.authority.id), tablet_token(keys)
    with database.writing() as session:
        kiosk, _ = make_kiosk(session, keys, actor, plan, now=now, token=token)
        mark_seen(session.connection(), kiosk.id, local_day(now), 0)
