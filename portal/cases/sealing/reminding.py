"""What was handed over and still lies here: a line for who keeps it, and for nobody else."""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from portal.cases.sealing import store

RULES = Path(__file__).with_name("rules.toml")


@cache
def purge_within() -> timedelta:
    """Return how long after the handover a case may lie here unnoticed."""
    return timedelta(days=tomllib.loads(RULES.read_text(encoding="utf-8"))["purge"]["days"])


def to_purge(session: Session, staff_id: int, today: date) -> Sequence[store.Unpurged]:
    """Return what a person has handed over too long ago without erasing it."""
    return store.unpurged(session, staff_id, today - purge_within())
