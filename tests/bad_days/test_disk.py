"""A full disk, a disk that cannot be written: honest pages, and all is well once there is room."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.bad_days.box import boxes
from tests.bad_days.ledger import check_books
from tests.bad_days.people import HONEST, NOT_NOW, Crowd

MEGABYTES = 160
BUSY_SECONDS = 2
FILLER = "filler"


@pytest.fixture
def disk() -> Iterator[Path]:
    """Yield a small disk of its own, which a server's user may enter as well."""
    with tempfile.TemporaryDirectory(prefix="portal-disk-") as name:
        place = Path(name)
        options = f"size={MEGABYTES}m,mode=755"
        try:
            subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("only who may mount has a disk to fill")
        yield place
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_full_disk_is_told_and_loses_nothing(engine: str, tmp_path: Path, disk: Path) -> None:
    with boxes(engine, disk, disk) as box:
        box.log = tmp_path / "log"
        code = box.settle()
        box.start()
        with Crowd(box.port, code, "xa-suoi-mo", raters=2, writers=1) as crowd:
            time.sleep(BUSY_SECONDS)
            fill(disk)
            time.sleep(BUSY_SECONDS)
            (disk / FILLER).unlink()
            time.sleep(BUSY_SECONDS)
        assert not crowd.failures
        assert set(crowd.memory.statuses) <= HONEST, crowd.memory.statuses
        assert set(crowd.memory.statuses) & NOT_NOW, "the disk was never full"
        box.stop()
        box.command("worker", "--once")
        check_books(box, crowd.memory)
        assert "Traceback" not in box.log.read_text()


def fill(disk: Path) -> None:
    """Leave not a byte free."""
    with (disk / FILLER).open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(1 << 20))
    with (disk / FILLER).open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))


@pytest.mark.slow
def test_a_disk_that_cannot_be_written_is_told_in_a_sentence(disk: Path) -> None:
    with boxes("sqlite", disk) as box:
        box.settle()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for command in (["serve", "--bind", f"127.0.0.1:{box.port}"], ["doctor"]):
            refused = box.run(*command)
            assert refused.returncode == 1
            assert "Cơ sở dữ liệu không trả lời" in refused.stdout + refused.stderr
            assert "Traceback" not in refused.stderr
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        box.start()
