"""A commune with counters and a survey, and ratings as citizens hand them in."""

import os
from dataclasses import dataclass
from datetime import date, datetime

from portal.clock import local_day
from portal.db import Database
from portal.keys import Keys
from portal.offices.models import Authority, ServicePoint, Unit
from portal.ratings.cells import Counted
from portal.ratings.contents import Contents
from portal.ratings.intake import Outcome, Rating, submit
from tests.builders import make_authority, make_point, make_survey, make_unit


@dataclass(frozen=True)
class Commune:
    """Two units; the first has two counters, the second one."""

    authority: Authority
    units: tuple[Unit, Unit]
    points: tuple[ServicePoint, ServicePoint, ServicePoint]
    survey_id: int


def make_commune(
    database: Database, *, closes_at: datetime | None = None, code: str = "counter-short"
) -> Commune:
    with database.writing() as session:
        authority = make_authority(session)
        centre = make_unit(session, authority)
        clinic = make_unit(session, authority, "Trạm Y tế")
        points = (
            make_point(session, centre, code="K7M2QXG", name="Quầy 1"),
            make_point(session, centre, code="B4C9TW2", name="Quầy 2"),
            make_point(session, clinic, code="P3R8NYA", name="Bàn tiếp đón"),
        )
        survey = make_survey(session, authority, code=code, closes_at=closes_at)
        return Commune(authority, (centre, clinic), points, survey.id)


def counted(
    place: tuple[int, str, str], question: str, level: int, half_month_on: date, n: int
) -> Counted:
    """Count some who gave one level at a point, by a channel and with a flag."""
    levels = tuple(n if one == level else 0 for one in range(6))
    return Counted(*place, question, half_month_on, levels)


def make_rating(
    commune: Commune, now: datetime, *, point: int = 0, contents: Contents | None = None
) -> Rating:
    return Rating(
        authority_id=commune.authority.id,
        service_point_id=commune.points[point].id,
        survey_id=commune.survey_id,
        given_on=local_day(now),
        contents=contents or Contents({"manner": 4, "overall": 5}),
    )


def rate(
    database: Database,
    keys: Keys,
    commune: Commune,
    now: datetime,
    *,
    times: int = 1,
    point: int = 0,
    contents: Contents | None = None,
) -> None:
    """Hand in ratings, each with a submission id of its own."""
    rating = make_rating(commune, now, point=point, contents=contents)
    for _ in range(times):
        with database.writing() as session:
            outcome = submit(session.connection(), keys, os.urandom(16), rating, now=now)
        assert outcome is Outcome.STORED
