"""The chores of an installation, one line each; a room with something to tidy adds its own."""

from datetime import datetime

from portal.cases.notifying.gate import lost_its_point
from portal.cases.notifying.reminding import remind_all
from portal.cases.replies.ending.silence import close_silent
from portal.clock import local_day
from portal.config import Config
from portal.db import Database
from portal.fieldwork.slips.settling import forget_claims, settle
from portal.files.shelf import Shelf
from portal.files.staging import sweep_abandoned
from portal.jobs.chores import Chore
from portal.keeping.nightly import back_up_nightly
from portal.keeping.notes import ROUND, note
from portal.keeping.retention.erasing import erase_daily
from portal.notices.channels import channels_of
from portal.notices.delivering import Post, deliver
from portal.notices.writing.parcels import House
from portal.ratings.folding import fold
from portal.ratings.forgetting import forget_spent_submissions
from portal.ratings.signals.judging import judge_ended
from portal.ratings.signals.matters import release_weekly
from portal.reports.closing import close_ended
from portal.reports.periods import seed_next_years
from portal.reports.unitparts.reminding import remind
from portal.web.throttle import Throttle
from portal.web.watch import Watch


def _fold_ratings(database: Database, config: Config, _now: datetime) -> int:
    return fold(database, config.keys)


def _close_periods(database: Database, config: Config, now: datetime) -> int:
    return close_ended(database, config.keys, now=now)


def _seed_next_year(database: Database, _config: Config, now: datetime) -> int:
    with database.writing() as session:
        return seed_next_years(session, local_day(now))


def _remind_units(database: Database, _config: Config, now: datetime) -> int:
    with database.writing() as session:
        return remind(session, local_day(now))


def _forget_submissions(database: Database, _config: Config, now: datetime) -> int:
    with database.writing() as session:
        return forget_spent_submissions(session, now=now)


def _settle_slips(database: Database, _config: Config, now: datetime) -> int:
    with database.writing() as session:
        forgotten = forget_claims(session, now=now)
    return forgotten + settle(database)


def _forget_throttle(_database: Database, config: Config, now: datetime) -> int:
    return Throttle(config.data_dir / "throttle.sqlite", config.keys).forget(now)


def _forget_rhythm(database: Database, config: Config, now: datetime) -> int:
    return Watch(config.data_dir / "throttle.sqlite", config.keys, database).forget(now)


def _judge_days(database: Database, _config: Config, now: datetime) -> int:
    return judge_ended(database, now=now)


def _release_matters(database: Database, _config: Config, now: datetime) -> int:
    return release_weekly(database, now=now)


def _close_silent(database: Database, _config: Config, now: datetime) -> int:
    return close_silent(database, now=now)


def _sweep_files(database: Database, config: Config, now: datetime) -> int:
    shelf = Shelf(config.data_dir / "files", config.keys)
    return sweep_abandoned(database, shelf, now=now)


def _erase_what_is_over(database: Database, config: Config, now: datetime) -> int:
    shelf = Shelf(config.data_dir / "files", config.keys)
    return erase_daily(database, shelf, config, now=now)


def _back_up(database: Database, config: Config, now: datetime) -> int:
    return back_up_nightly(database, config, now=now)


def _remind_of_cases(database: Database, _config: Config, now: datetime) -> int:
    return remind_all(database, now=now)


def _deliver_notices(database: Database, config: Config, now: datetime) -> int:
    house = House(config.keys, config.public_url)
    post = Post(database, house, channels_of(config), lost_its_point)
    return deliver(post, now=now)


def _note_round(_database: Database, config: Config, now: datetime) -> int:
    """Leave word for `portal doctor` and /metrics that somebody works here."""
    note(config.data_dir / ROUND, now)
    return 0


CHORES: tuple[Chore, ...] = (
    Chore("fold-ratings", _fold_ratings),
    Chore("close-periods", _close_periods),
    Chore("seed-next-year", _seed_next_year),
    Chore("remind-units", _remind_units),
    Chore("forget-submissions", _forget_submissions),
    Chore("settle-slips", _settle_slips),
    Chore("forget-throttle", _forget_throttle),
    Chore("forget-rhythm", _forget_rhythm),
    Chore("judge-days", _judge_days),
    Chore("release-matters", _release_matters),
    Chore("close-silent", _close_silent),
    Chore("sweep-files", _sweep_files),
    Chore("erase-what-is-over", _erase_what_is_over),
    Chore("remind-of-cases", _remind_of_cases),
    Chore("deliver-notices", _deliver_notices),
    Chore("note-round", _note_round),
    Chore("back-up", _back_up),
)
