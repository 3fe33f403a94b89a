"""A year of ratings, each place with its own character, through the real intake and folding."""

import random
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from portal.calendar.days import WorkCalendar
from portal.clock import VIETNAM
from portal.db import Database
from portal.demo.commune import Commune
from portal.fieldwork.asking import USUAL_INSTRUMENT
from portal.keys import Keys
from portal.offices.models import ServicePoint
from portal.ratings.contents import contents_of
from portal.ratings.folding import fold
from portal.ratings.intake import Prepared, Rating, prepare, store_prepared
from surveys.answers import Answers, check
from surveys.instrument import Instrument
from surveys.loading import load_builtin

REMARKS = tuple(
    tomllib.loads(Path(__file__).with_name("comments.toml").read_text(encoding="utf-8"))["remarks"]
)
PURPOSES = ("submit_file", "submit_file", "collect_result", "ask")
# How many rate on a working day, and how content they are at the year's start and end (1–5).
HABITS = ((2.6, 4.0, 4.5), (2.2, 3.5, 4.2), (1.4, 4.2, 4.4), (1.0, 4.3, 4.7), (1.1, 4.0, 4.1))
SHARE_WITH_REMARK = 0.04
SHARE_NOT_MET = 0.06


def rate_for_a_year(
    database: Database,
    keys: Keys,
    commune: Commune,
    calendar: WorkCalendar,
    until: date,
    rng: random.Random,
) -> int:
    """Hand in the ratings of the 365 days before `until`; return how many."""
    instrument = load_builtin(USUAL_INSTRUMENT)
    count = 0
    for offset in range(365, 0, -1):
        day = until - timedelta(days=offset)
        if not calendar.is_working(day):
            continue
        now = datetime.combine(day, time(10), VIETNAM).astimezone(UTC)
        given = list(_ratings_of(commune, instrument, keys, rng, (now, day, 1 - offset / 365)))
        with database.jotting() as connection:
            for rating in given:
                store_prepared(connection, rating, now=now)
        count += len(given)
    fold(database, keys, shuffle=rng.shuffle)
    return count


def _ratings_of(
    commune: Commune,
    instrument: Instrument,
    keys: Keys,
    rng: random.Random,
    moment: tuple[datetime, date, float],
) -> Iterator[Prepared]:
    now, day, progress = moment
    for index, point in enumerate(commune.points):
        visitors, first, last = HABITS[index % len(HABITS)]
        for _ in range(_poisson(rng, visitors)):
            answers = answers_in_mood(instrument, rng, first + (last - first) * progress)
            rating = _rating(point, commune.survey_id, day, answers)
            yield prepare(keys, rng.randbytes(16), rating, now=now)


def _rating(point: ServicePoint, survey_id: int, day: date, answers: Answers) -> Rating:
    return Rating(
        authority_id=point.authority_id,
        service_point_id=point.id,
        survey_id=survey_id,
        given_on=day,
        contents=contents_of(answers, load_builtin(USUAL_INSTRUMENT)),
    )


def answers_in_mood(instrument: Instrument, rng: random.Random, mood: float) -> Answers:
    """Return one person's answers: a mood of the day, and small differences between questions."""
    person = rng.gauss(mood, 0.7)
    raw = {"purpose": rng.choice(PURPOSES)}
    for question in instrument.rated:
        level = min(5, max(1, round(rng.gauss(person, 0.5))))
        raw[question.code] = "0" if rng.random() < SHARE_NOT_MET else str(level)
    raw["overall"] = str(min(5, max(1, round(person))))
    if rng.random() < SHARE_WITH_REMARK:
        raw["comment"] = rng.choice(REMARKS)
    return check(instrument, raw)


def _poisson(rng: random.Random, mean: float) -> int:
    """Return a Poisson count by Knuth's method, which is exact and quick for small means."""
    limit, product, count = 2.718281828459045**-mean, rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
