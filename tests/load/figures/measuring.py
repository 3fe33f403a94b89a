"""The measurements on a filled commune: pages, the recount, the long workbook, and the intake."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.app import create_app
from portal.clock import local_day, utc_now
from portal.config import Config
from portal.keys import Keys
from portal.offices.models import Staff
from portal.ratings.counting import wrong_cells
from portal.ratings.results import results
from portal.reports.closing import close_ended
from tests.load.figures.commune import Commune
from tests.load.figures.floors import scanned
from tests.load.measuring import PHONES
from tests.load.rivals import SECRET, Rival
from tests.load.traffic import saturate
from tests.proofreading import ProofreadingClient

ROUNDS = 3
LOOKS = 30


class Reader(ProofreadingClient):
    """Somebody who reads pages and proves nothing about them."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return FlaskClient.open(self, *args, **kwargs)


@dataclass(frozen=True)
class Beside:
    """Seconds of the processor (or ratings a second) of ours, and of the floor in the same run."""

    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        return self.ours / self.floor


@dataclass(frozen=True)
class Workbook:
    """A long workbook: seconds beside the bare one, and megabytes above those before it."""

    seconds: Beside
    megabytes: float


def looks(commune: Commune, times: int = LOOKS) -> dict[str, float]:
    """Return the ninety-fifth percentile in seconds of reading figures and of whole pages."""
    keys = Keys(SECRET.encode())
    close_ended(commune.database, keys, now=utc_now())
    first, _ = commune.span
    running = local_day(utc_now()).replace(day=1)
    month = (running - timedelta(days=1)).replace(day=1)
    client = _reader(commune, keys)
    return {
        "figures of a month, all in": _p95(
            times, lambda: _read(commune, month, running, is_final=True)
        ),
        "figures of eleven months, all in": _p95(
            times, lambda: _read(commune, first, running, is_final=True)
        ),
        "figures of eleven months, running": _p95(
            times, lambda: _read(commune, first, running, is_final=False)
        ),
        "page of the running month": _p95(times, lambda: _page(client, f"{running:%Y-%m}")),
        "page of the last closed month": _p95(times, lambda: _page(client, f"{month:%Y-%m}")),
    }


def recount(commune: Commune) -> Beside:
    """Count everything again as `portal doctor` does; every count must be right."""
    scans = [scanned(commune.filled, commune.directory) for _ in range(ROUNDS)]
    began = time.process_time()
    with commune.database.reading() as session:
        assert wrong_cells(session, commune.filled.house.authority_id) == 0
    return Beside(time.process_time() - began, statistics.median(scans))


def workbook(commune: Commune, rows: int, rounds: int = ROUNDS) -> Workbook:
    """Write a workbook of ratings one by one, and a bare one, in turns."""
    runs = [[_workbook(who, commune, rows) for who in ("ours", "bare")] for _ in range(rounds)]
    ours, floor = (statistics.median(run[n][0] for run in runs) for n in (0, 1))
    return Workbook(Beside(ours, floor), max(run[0][1] for run in runs))


def intake(portal: Rival, url: str, seconds: float) -> Beside:
    """Return ratings a second while others are folded, and while nobody folds."""
    alone, folded = [], []
    saturate(portal.target, PHONES, seconds)
    for _ in range(ROUNDS):
        portal.fold()
        alone.append(saturate(portal.target, PHONES, seconds).per_second)
        portal.fold()
        with _folding(url):
            folded.append(saturate(portal.target, PHONES, seconds).per_second)
    return Beside(statistics.median(folded), statistics.median(alone))


@contextmanager
def _folding(url: str) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-m", "tests.load.figures.folder", url])
    try:
        time.sleep(2)  # it imports the portal first
        yield
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()


def _workbook(who: str, commune: Commune, rows: int) -> tuple[float, float]:
    last = local_day(utc_now()).replace(day=1) - timedelta(days=1)
    url = commune.database.engine.url.render_as_string(hide_password=False)
    days = [str(commune.span[0]), str(last)]
    program = [sys.executable, "-m", "tests.load.figures.workbooks", who, url]
    arguments = [*program, str(commune.filled.house.authority_id), *days, str(rows)]
    said = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _read(commune: Commune, first: date, after: date, *, is_final: bool) -> None:
    authority_id, last = commune.filled.house.authority_id, after - timedelta(days=1)
    with commune.database.reading() as session:
        found = results(session, authority_id, first, last, is_final=is_final)
    assert found.total.responses


def _reader(commune: Commune, keys: Keys) -> Reader:
    config = Config(
        data_dir=commune.directory,
        keys=keys,
        public_url="https://gopy.example",
        production=False,
        fast_hashing=True,
    )
    app = create_app(config, commune.database)
    app.test_client_class = Reader
    client = app.test_client()
    assert isinstance(client, Reader)
    with commune.database.reading() as session:
        staff = session.get_one(Staff, commune.staff_id)
    client.sign_in(staff)
    return client


def _page(client: Reader, key: str) -> None:
    assert client.get(f"/console/ket-qua?ky={key}").status_code == 200


def _p95(times: int, look: Callable[[], None]) -> float:
    look()
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        look()
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)[int(times * 0.95)]
