"""Posters at every counter, one out of use, one that nobody seems to see any more."""

from datetime import datetime, timedelta

from portal.clock import local_day
from portal.db import Database
from portal.demo.commune import Commune
from portal.documents.posters.poster import Format
from portal.fieldwork.posters import store
from portal.fieldwork.posters.kinds import RevokeReason
from portal.fieldwork.posters.posting import Hung, hang, revoke
from portal.fieldwork.posters.printing import Order, print_notice, print_posters
from portal.offices.events import Actor

PRINTED = timedelta(days=60)
SPOTS = ("Bên phải cửa ra vào", "Trên mặt quầy", "Cạnh bảng niêm yết", "Cửa phòng khám")


def hang_posters(database: Database, commune: Commune, *, now: datetime) -> None:
    """Print for all places two months ago and let them be come by until today, but for one."""
    actor = Actor(commune.authority.id, commune.staff["quantri"].id)
    printed, today = now - PRINTED, local_day(now)
    with database.writing() as session:
        order = Order(Format.A4, "en")
        batch = print_posters(session, actor, order, now=printed)
        posters = store.batch_of(session, actor.authority_id, batch)
        for number, poster in enumerate(posters):
            hung = Hung(SPOTS[number % len(SPOTS)], local_day(printed) + timedelta(1))
            hang(session, actor, poster.id, hung, now=printed + timedelta(1))
        tent = Order(Format.TENT, point_id=commune.points[0].id)
        [lost] = store.batch_of(
            session, actor.authority_id, print_posters(session, actor, tent, now=printed)
        )
        revoke(session, actor, lost.id, RevokeReason.LOST, now=now)
        print_notice(session, actor, commune.authority.name, now=now)
    quiet, *others = [poster.id for poster in posters]
    with database.jotting() as connection:
        store.mark_seen(connection, dict.fromkeys(others, today))
        store.mark_seen(connection, {quiet: today - timedelta(30)})
