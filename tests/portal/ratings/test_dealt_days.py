"""Whoever saw the one person at the tablet on a quiet day does not find that person's answers."""

from datetime import date

from portal.ratings.batches import deal_days, hide_rare
from portal.ratings.contents import KIOSK, SIGN, Contents
from portal.ratings.envelopes import OpenedEnvelope, SealedEnvelope, new_id

QUIET, BUSY, LATER = date(2026, 11, 16), date(2026, 11, 18), date(2026, 12, 1)


def rated(day: date, level: int, channel: str = KIOSK, flag: str = "") -> OpenedEnvelope:
    contents = Contents({"overall": level}, channel=channel, flag=flag)
    return OpenedEnvelope(SealedEnvelope(new_id(), 1, 1, 1, day), contents)


def told(moving: list[OpenedEnvelope]) -> list[tuple[date, int]]:
    return sorted((one.envelope.given_on, one.contents.levels["overall"]) for one in moving)


def test_days_are_dealt_out_anew_and_stay_as_many() -> None:
    group = [rated(QUIET, 1), *(rated(BUSY, 5) for _ in range(4))]
    dealt = deal_days(group, lambda days: days.reverse())
    assert told(dealt) == [(QUIET, 5), (BUSY, 1), (BUSY, 5), (BUSY, 5), (BUSY, 5)]
    assert {one.envelope.id for one in dealt} == {one.envelope.id for one in group}


def test_no_day_leaves_its_half_month_its_flag_or_its_channel() -> None:
    apart = [rated(QUIET, 1), rated(LATER, 2), rated(BUSY, 3, flag="burst"), rated(BUSY, 4, SIGN)]
    assert told(deal_days(apart, lambda days: days.reverse())) == told(apart)


def test_few_at_the_tablet_move_at_the_close_as_those_who_came_by_the_sign() -> None:
    hidden = hide_rare([rated(QUIET, 1), rated(BUSY, 5, SIGN)], 5)
    assert [one.contents.channel for one in hidden] == [SIGN, SIGN]
    assert told(hidden) == [(BUSY, 1), (BUSY, 5)]
