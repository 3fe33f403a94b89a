"""Which waiting ratings may move together: enough that none of them stands out."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from portal.ratings.contents import KIOSK, SIGN, SLIP, half_month_of
from portal.ratings.envelopes import OpenedEnvelope, new_id
from portal.ratings.models import LEVEL_COUNTS
from surveys.kind import ANSWERED

Row = dict[str, Any]
Cell = tuple[int, int, date, str, str, str, int, int]
"""Survey, service point, day, channel, flag, question, level, authority: one cell of `tally`."""

AnswerCell = tuple[int, int, date, str, str, str, str, int]
"""The same with an answer instead of a level: one cell of `answer_tally`."""

HalfCell = tuple[int, date, str, int, int, str, str]
"""Authority, half month, question, survey, service point, channel, flag: a row of `half_tally`."""

ALL_RESPONSES = "*"
"""The question under which responses themselves are counted, at level 0."""


def large_enough(opened: Iterable[OpenedEnvelope], smallest_group: int) -> list[OpenedEnvelope]:
    """Return those that share survey, place, half month, channel and flag with enough others.

    Half months, because a batch across the end of a period would move its figures by the few on
    one side. Flags and channels, because whoever saw the queue knows who came in the burst.
    """
    groups: defaultdict[tuple[object, ...], list[OpenedEnvelope]] = defaultdict(list)
    for one in opened:
        envelope, contents = one.envelope, one.contents
        half_month = half_month_of(envelope.given_on)
        place = (envelope.survey_id, envelope.service_point_id, half_month)
        groups[*place, contents.channel, contents.flag].append(one)
    return [one for group in groups.values() if len(group) >= smallest_group for one in group]


def hide_rare(opened: Iterable[OpenedEnvelope], smallest_group: int) -> list[OpenedEnvelope]:
    """Let slips too few to move by themselves move as ratings by the sign of their counter.

    The attack: whoever handed a slip out can look up that it was used, and the only response of
    that channel at a counter would be that person's. So it takes channel and day of one who came
    by the sign in the same half month. Where nobody did, there is nobody to hide it among. The
    same holds for a tablet, which everybody in the hall sees being used.
    """
    places: defaultdict[tuple[object, ...], list[OpenedEnvelope]] = defaultdict(list)
    for one in opened:
        where = one.envelope
        half_month = half_month_of(where.given_on)
        places[where.survey_id, where.service_point_id, half_month].append(one)
    return [one for group in places.values() for one in _hidden_in(group, smallest_group)]


def _hidden_in(group: list[OpenedEnvelope], smallest_group: int) -> list[OpenedEnvelope]:
    ways = Counter(one.contents.channel for one in group)
    rare = {way for way in (SLIP, KIOSK) if ways[way] < smallest_group}
    by_sign = [one for one in group if one.contents.channel == SIGN]
    if not by_sign:
        return group
    return [
        _like(secrets.choice(by_sign), one) if one.contents.channel in rare else one
        for one in group
    ]


def _like(other: OpenedEnvelope, one: OpenedEnvelope) -> OpenedEnvelope:
    return OpenedEnvelope(
        envelope=replace(one.envelope, given_on=other.envelope.given_on),
        contents=replace(one.contents, channel=other.contents.channel),
    )


def deal_days(
    moving: Iterable[OpenedEnvelope], shuffle: Callable[[list[Any]], None]
) -> list[OpenedEnvelope]:
    """Deal the days of a tablet's ratings out anew among those that move together.

    The attack: an official sees who used the tablet, and on which day nobody else did; the only
    response of that day would be that person's. So many a day stay as many, and a half month keeps
    its answers; only which answer was given on which of its days is no longer known.
    """
    dealt: list[OpenedEnvelope] = []
    groups: defaultdict[tuple[object, ...], list[OpenedEnvelope]] = defaultdict(list)
    for one in moving:
        where, said = one.envelope, one.contents
        half_month = half_month_of(where.given_on)
        key = (where.survey_id, where.service_point_id, half_month, said.flag)
        (groups[key] if said.channel == KIOSK else dealt).append(one)
    for group in groups.values():
        days = [one.envelope.given_on for one in group]
        shuffle(days)
        for one, day in zip(group, days, strict=True):
            dealt.append(replace(one, envelope=replace(one.envelope, given_on=day)))
    return dealt


def response_rows(moving: Iterable[OpenedEnvelope]) -> list[Row]:
    return [
        {
            "id": new_id(),
            "authority_id": one.envelope.authority_id,
            "survey_id": one.envelope.survey_id,
            "service_point_id": one.envelope.service_point_id,
            "given_on": one.envelope.given_on,
            "channel": one.contents.channel,
            "flag": one.contents.flag,
            "levels": dict(sorted(one.contents.levels.items())),
            "answers": one.contents.answers,
        }
        for one in moving
    ]


def visit_rows(moving: Iterable[OpenedEnvelope], unit_of: dict[int, int]) -> list[Row]:
    return [
        {
            **_detached(one, unit_of),
            "purpose": one.contents.purpose,
            "procedure_id": one.contents.procedure_id,
        }
        for one in moving
        if one.contents.has_visit
    ]


def profile_rows(moving: Iterable[OpenedEnvelope], unit_of: dict[int, int]) -> list[Row]:
    return [
        {**_detached(one, unit_of), "question": question, "answer": answer}
        for one in moving
        for question, answers in one.contents.profile.items()
        for answer in answers
    ]


def comment_rows(moving: Iterable[OpenedEnvelope], unit_of: dict[int, int]) -> list[Row]:
    return [
        {**_detached(one, unit_of), "question": question, "text": text, "tags": []}
        for one in moving
        for question, text in one.contents.texts.items()
    ]


def tally_cells(responses: Iterable[Row]) -> Counter[Cell]:
    """Count responses and levels; each answer adds one to one cell."""
    cells: Counter[Cell] = Counter()
    for row in responses:
        for question, level in {ALL_RESPONSES: 0, **row["levels"]}.items():
            cells[*_cell(row), question, level, row["authority_id"]] += 1
    return cells


def half_cells(cells: Mapping[Cell, int]) -> dict[HalfCell, list[int]]:
    """Add up the cells of days to rows of half months, with a count for each level."""
    halves: dict[HalfCell, list[int]] = {}
    for (survey, point, day, channel, flag, question, level, authority), n in cells.items():
        place = (authority, half_month_of(day), question, survey, point, channel, flag)
        halves.setdefault(place, [0] * len(LEVEL_COUNTS))[level] += n
    return halves


def answer_cells(responses: Iterable[Row]) -> Counter[AnswerCell]:
    """Count answers other than levels, and below `ANSWERED` who answered the question."""
    cells: Counter[AnswerCell] = Counter()
    for row in responses:
        for question, answers in row["answers"].items():
            for answer in (ANSWERED, *answers):
                cells[*_cell(row), question, answer, row["authority_id"]] += 1
    return cells


def _cell(row: Row) -> tuple[int, int, date, str, str]:
    place = (row["survey_id"], row["service_point_id"], row["given_on"])
    return (*place, row["channel"], row["flag"])


def _detached(one: OpenedEnvelope, unit_of: dict[int, int]) -> Row:
    """Return what a detached row keeps: the unit and half a month, no counter and no day."""
    return {
        "id": new_id(),
        "authority_id": one.envelope.authority_id,
        "survey_id": one.envelope.survey_id,
        "unit_id": unit_of[one.envelope.service_point_id],
        "half_month_on": half_month_of(one.envelope.given_on),
    }
