"""Moments that processes of one machine leave for each other, each in a small file of its own."""

from datetime import datetime
from pathlib import Path

# When the worker last finished a round of chores, tried to back up, and erased what was over.
ROUND = "worker-round"
TRIED = "backup-tried"
ERASED = "erased"


def note(path: Path, moment: datetime) -> None:
    path.write_text(moment.isoformat(), encoding="utf-8")


def noted(path: Path) -> datetime | None:
    """Return the moment; None when there is none that can be read."""
    try:
        return datetime.fromisoformat(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
