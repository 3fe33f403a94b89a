"""At the close of a period few slips are hidden among those who came by the sign."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import select

from portal.db import Database
from portal.keys import Keys
from portal.ratings.batches import hide_rare
from portal.ratings.contents import SIGN, SLIP, Contents
from portal.ratings.counting import check_counts
from portal.ratings.envelopes import OpenedEnvelope, SealedEnvelope, new_id
from portal.ratings.folding import fold_rest
from portal.ratings.models import Response
from tests.portal.ratings.builders import make_commune, rate

FIRST, SECOND, LATER = date(2026, 11, 16), date(2026, 11, 18), date(2026, 12, 1)


def waiting(day: date, channel: str, *, point: int = 1) -> OpenedEnvelope:
    envelope = SealedEnvelope(new_id(), 1, 1, point, day)
    return OpenedEnvelope(envelope, Contents({"overall": 4}, channel=channel))


def kinds(moving: list[OpenedEnvelope]) -> Counter[tuple[str, int, date]]:
    return Counter(
        (one.contents.channel, one.envelope.service_point_id, one.envelope.given_on)
        for one in moving
    )


@pytest.mark.parametrize("slips", [1, 4])
def test_few_slips_look_like_those_who_came_by_the_sign(slips: int) -> None:
    signs = [waiting(FIRST, SIGN), waiting(SECOND, SIGN)]
    moved = hide_rare([*signs, *(waiting(date(2026, 11, 15), SLIP),) * slips], 5)
    assert len(moved) == slips + 2
    assert {one.contents.channel for one in moved} == {SIGN}
    assert {one.envelope.given_on for one in moved} == {FIRST, SECOND}


@pytest.mark.parametrize(
    "others",
    [
        [],
        [waiting(FIRST, SIGN, point=2)],
        [waiting(LATER, SIGN)],
        [waiting(FIRST, "paper")],
        [waiting(FIRST, SIGN), *(waiting(FIRST, SLIP) for _ in range(4))],
    ],
)
def test_they_stay_what_they_are_among_enough_and_where_nobody_hides_them(
    others: list[OpenedEnvelope],
) -> None:
    given = [*others, waiting(FIRST, SLIP)]
    assert kinds(hide_rare(given, 5)) == kinds(given)


def test_nothing_else_of_a_rating_changes() -> None:
    slip = waiting(FIRST, SLIP)
    told = replace(slip, contents=replace(slip.contents, texts={"comment": "Xin thêm ghế."}))
    [_, moved] = hide_rare([waiting(SECOND, SIGN), told], 5)
    assert moved.envelope == replace(told.envelope, given_on=SECOND)
    assert moved.contents == replace(told.contents, channel=SIGN)


def test_counts_stay_right(database: Database, keys: Keys, now: datetime) -> None:
    commune = make_commune(database)
    by_slip = Contents({"overall": 2}, channel=SLIP)
    rate(database, keys, commune, now, times=2)
    rate(database, keys, commune, now, contents=by_slip)
    rate(database, keys, commune, now, point=1, contents=by_slip, times=5)
    assert fold_rest(database, keys, commune.authority.id, LATER) == 8
    with database.reading() as session:
        channels = Counter(session.scalars(select(Response.channel)))
        assert check_counts(session) == {}
    assert channels == {SIGN: 3, SLIP: 5}
