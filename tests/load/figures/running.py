"""One engine, everything: fill a commune, measure its figures, then the intake of another."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import postgres
from tests.load.figures.commune import commune
from tests.load.figures.measuring import Beside, intake, looks, recount, workbook
from tests.load.figures.report import Measured
from tests.load.rivals import the_portal


def measure(engine: str, size: int, rows: int, seconds: float) -> Measured:
    """Measure one engine; fail where a count is wrong."""
    with tempfile.TemporaryDirectory() as name, commune(engine, Path(name), size) as filled:
        seen, counted, long = looks(filled), recount(filled), workbook(filled, rows)
    return Measured(engine, seen, counted, long, taken_in(engine, seconds))


def taken_in(engine: str, seconds: float) -> Beside:
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(_empty(engine, directory))
        return intake(stack.enter_context(the_portal(url, directory)), url, seconds)


@contextmanager
def _empty(engine: str, directory: Path) -> Iterator[str]:
    with ExitStack() as stack:
        if engine == "sqlite":
            yield f"sqlite:///{directory / 'ours.sqlite'}"
            return
        server = stack.enter_context(postgres.server(durable=True))
        yield stack.enter_context(postgres.fresh_database(server, "load_intake"))
