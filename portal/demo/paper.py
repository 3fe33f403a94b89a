"""A batch of printed sheets: eight counted, one to be typed again, one on which two differ."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.db import Database
from portal.demo.commune import Commune
from portal.fieldwork.asking import USUAL_INSTRUMENT
from portal.fieldwork.paper import store
from portal.fieldwork.paper.batches import Order, order
from portal.fieldwork.paper.comparing import Again, compare, enter_again, head_of
from portal.fieldwork.paper.entering import Head, Ready, enter, ready
from portal.fieldwork.paper.keying import read
from portal.fieldwork.paper.kinds import Channel
from portal.fieldwork.paper.models import PaperSheet
from portal.keys import Keys
from portal.offices.events import Actor
from surveys.loading import load_builtin

PRINTED = 40
AGREED = 8
FIRST = {"purpose": "1", "signs": "4", "papers": "5", "manner": "5", "on_time": "4", "overall": "5"}
SECOND = {**FIRST, "papers": "3", "on_time": "2"}


def type_sheets(database: Database, keys: Keys, commune: Commune, now: datetime) -> None:
    """Print a batch and type ten of its sheets, given the day before."""
    one, other = (
        Actor(commune.authority.id, commune.staff[name].id)
        for name in ("canbo.vanhoa", "nhapphieu")
    )
    point = commune.points[0].id
    with database.writing() as session:
        wanted = Order(commune.survey_id, point, "vi", PRINTED)
        order(session, one, wanted, now=now)
        for number in range(1, AGREED + 3):
            day = local_day(now) - timedelta(days=1)
            own = (commune.authority.id, commune.survey_id, point)
            head = Head(*own, day, Channel.PAPER, number)
            enter(session, keys, one, _typed(keys, head, FIRST, now), (), now=now)
        waiting = [row.sheet for row in store.waiting(session, commune.authority.id)]
        for sheet in waiting[: AGREED + 1]:
            is_last = sheet.number > AGREED
            _again(session, keys, other, sheet, SECOND if is_last else FIRST, now)


def _typed(keys: Keys, head: Head, values: Mapping[str, str], now: datetime) -> Ready:
    instrument = load_builtin(USUAL_INSTRUMENT)
    return ready(keys, head, read(instrument, values), instrument, now=now)


def _again(
    session: Session,
    keys: Keys,
    actor: Actor,
    sheet: PaperSheet,
    values: Mapping[str, str],
    now: datetime,
) -> None:
    instrument = load_builtin(USUAL_INSTRUMENT)
    typed = _typed(keys, head_of(sheet), values, now)
    differed = compare(keys, sheet, read(instrument, values), instrument)
    enter_again(session, actor, Again(sheet, typed, differed), (), now=now)
