"""Sending what waits: taken by lease, handed over outside any transaction, tried again if refused.

At least once, and honestly so: who dies between the other side's “taken” and our writing it down
leaves a lease that runs out, and the same letter goes again under the same Message-ID.
"""

import logging
import random
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.calendar.store import load_calendar
from portal.db import Database
from portal.notices import store
from portal.notices.channels import Channel
from portal.notices.choices.commune import outlets_of
from portal.notices.failing import address_failed
from portal.notices.habits import Trying, opens_at, shipped
from portal.notices.kinds import Because, Progress, Trouble, Way
from portal.notices.models import Notice
from portal.notices.store import Lease
from portal.notices.ways.parcel import Parcel, UndeliveredError
from portal.notices.writing.parcels import Gate, House, parcel_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Post:
    """Everything sending needs."""

    database: Database
    house: House
    channels: Mapping[Way, Channel]
    gate: Gate


def deliver(post: Post, *, now: datetime, trying: Trying | None = None) -> int:
    """Send what is due and return how many were taken; a way that is down waits for next time."""
    trying = trying or shipped().trying
    began, sent, ways = time.monotonic(), 0, set(Way)
    _keep_quiet(post.database, now)
    for _ in range(trying.most_in_a_round):
        # The round may take a while: a lease counts from now, not from its beginning.
        spent = timedelta(seconds=time.monotonic() - began)
        if spent > trying.longest_round:
            break
        notice = _taken(post.database, now + spent, trying, ways)
        if notice is None:
            break
        trouble = _carry(post, notice, now + spent, trying)
        sent += trouble is None
        if trouble is not None and trouble.is_way_down:
            ways.discard(Way(notice.way))
    return sent


def _keep_quiet(database: Database, now: datetime) -> None:
    """Let what is due to people wait for the next morning that is worked."""
    with database.reading() as session:
        opening = {
            one: opens_at(load_calendar(session, one), outlets_of(session, one).quiet, now)
            for one in store.authorities_with_due(session, now)
        }
    for authority_id, until in opening.items():
        if until > now:
            with database.writing() as session:
                store.hold(session, authority_id, now, until)


def _taken(database: Database, now: datetime, trying: Trying, ways: set[Way]) -> Notice | None:
    lease = Lease(secrets.token_hex(16), now + trying.lease)
    with database.reading() as session:
        if not store.has_due(session, now, ways):
            return None
    with database.writing() as session:
        return store.claim(session, now, lease, ways)


def _carry(post: Post, notice: Notice, now: datetime, trying: Trying) -> UndeliveredError | None:
    """Try one notice and write down how it ended; None if it went, or need not go."""
    with post.database.reading() as session:
        parcel = post.gate(session, notice) or parcel_of(session, post.house, notice, now=now)
    channel = post.channels.get(Way(notice.way))
    if channel is None and isinstance(parcel, Parcel):
        parcel = Because.NOT_SET_UP
    if isinstance(parcel, Because) or channel is None:
        _settle(post, notice, progress=Progress.DROPPED, reason=parcel, ended_at=now)
        return None
    trouble = _handed_over(channel, parcel)
    if trouble is None:
        _settle(post, notice, progress=Progress.SENT, reason="", ended_at=now)
        return None
    _note_trouble(post, notice, trouble, now, trying)
    return trouble


def _handed_over(channel: Channel, parcel: Parcel) -> UndeliveredError | None:
    try:
        channel.send(parcel)
    except UndeliveredError as error:
        return error
    except Exception as error:  # an adapter from outside may break in any way
        # Its words may quote an address: only the kind of error is told.
        log.warning("channel broke", extra={"code": type(error).__name__})
        return UndeliveredError(Trouble.BROKEN)
    return None


def _note_trouble(
    post: Post, notice: Notice, trouble: UndeliveredError, now: datetime, trying: Trying
) -> None:
    is_over = trouble.is_final or notice.attempts >= trying.most_attempts
    again = trying.next_try(notice.attempts, now, random.random())  # noqa: S311  # spreads tries
    values = (
        {"progress": Progress.DEAD, "ended_at": now}
        if is_over
        else {"progress": Progress.QUEUED, "not_before": again}
    )
    is_ours = _settle(post, notice, reason=trouble.trouble, **values)
    if is_ours and trouble.trouble is Trouble.RECEIVER_REFUSED:
        with post.database.writing() as session:
            address_failed(session, notice, now=now)


def _settle(post: Post, notice: Notice, **values: object) -> bool:
    with post.database.writing() as session:
        return store.settle(session, notice.id, notice.lease, **values)
