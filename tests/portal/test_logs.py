"""Lines of the log: named fields only, and the grave ones counted across processes."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import logs


@pytest.fixture
def portal_log() -> Iterator[logging.Logger]:
    log = logging.getLogger("portal")
    before = (log.handlers, log.level, log.propagate)
    yield log
    log.handlers, log.propagate = before[0], before[2]
    log.setLevel(before[1])


def test_grave_lines_are_counted_and_others_are_not(
    portal_log: logging.Logger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.install(tmp_path)
    portal_log.info("fine")
    portal_log.warning("well")
    portal_log.error("broken", extra={"endpoint": "x", "name_of_sender": "Hoa"})
    logs.install(tmp_path)  # another process
    logging.getLogger("portal.web.errors").error("broken again")
    assert (tmp_path / logs.ERRORS).stat().st_size == 2
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["what"] for line in lines] == ["fine", "well", "broken", "broken again"]
    assert "Hoa" not in str(lines)


def test_a_disk_that_cannot_be_written_breaks_nothing(
    portal_log: logging.Logger, tmp_path: Path
) -> None:
    logs.install(tmp_path / "not there")
    portal_log.error("broken")
