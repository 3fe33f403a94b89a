"""Structured logs without personal data: one JSON object a line, routes instead of addresses."""

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# Only these may be added to a line; anything else a caller hands over is dropped.
ERRORS = "errors.count"
"""A file of the data directory: one byte for each grave line of any process."""
ALLOWED = ("code", "status", "endpoint", "chore", "count", "authority", "ms", "version", "path")


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object with named fields only."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "what": self.words(record),
        }
        line |= {name: getattr(record, name) for name in ALLOWED if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _frames(record)
        return json.dumps(line, ensure_ascii=False, default=str)

    def words(self, record: logging.LogRecord) -> str:
        """Return what the line says."""
        return record.getMessage()


class ServerLines(JsonLines):
    """Formats what gunicorn says of itself, without what it would quote of a visitor.

    Its words for a torn request are "Invalid request from ip=…: …"; an address (URI) stands in the
    arguments. Numbers of processes and names of signals are gunicorn's own, and help.
    """

    def words(self, record: logging.LogRecord) -> str:
        if record.args and all(map(_is_of_the_server, record.args)):
            return record.getMessage()
        return str(record.msg).partition(" from ip=")[0]


class ErrorCount(logging.Handler):
    """Counts grave lines by the size of a file, so that all processes count together."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        # A full disk is told by other lines; the count must not break what was going on.
        with suppress(OSError), self._path.open("ab") as file:
            file.write(b".")


def install(data_dir: Path | None = None, level: int = logging.INFO) -> None:
    """Send the portal's log lines to standard error; with a folder, count the grave ones there."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger("portal")
    root.handlers = [handler, *([ErrorCount(data_dir / ERRORS)] if data_dir else [])]
    root.setLevel(level)
    root.propagate = False


def _is_of_the_server(value: object) -> bool:
    return isinstance(value, int) or str(value).startswith("SIG")


def _frames(record: logging.LogRecord) -> list[str]:
    """Return where it broke, without the message: messages of databases quote people's words."""
    frames, step = [], record.exc_info[2] if record.exc_info else None
    while step is not None:
        code = step.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{step.tb_lineno} {code.co_name}")
        step = step.tb_next
    return frames
