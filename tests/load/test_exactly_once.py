"""The measurement in short, and its one promise: what is acknowledged is stored, once."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.load.__main__ import ENGINES, measure
from tests.load.measuring import PHONES, Score, prove_exactly_once
from tests.load.report import AIM_BYTES, AIM_REQUESTS, written
from tests.load.rivals import rivals
from tests.load.traffic import saturate

MOMENT_SECONDS = 0.3


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_a_crowd_that_clicks_twice_is_counted_once(engine: str, tmp_path: Path) -> None:
    with rivals(engine, tmp_path) as three:
        portal = three[-1]
        traffic = saturate(replace(portal.target, sends_twice=True), PHONES, 3 * MOMENT_SECONDS)
        score = Score(portal.name)
        score.note(traffic)
        assert score.acknowledged
        prove_exactly_once(portal, score)
        portal.fold()
        prove_exactly_once(portal, score)


@pytest.mark.slow
def test_the_measurement_runs_and_can_be_read() -> None:
    result = measure("sqlite", MOMENT_SECONDS)
    assert len(result.cold) <= AIM_REQUESTS
    assert sum(fetched.wire_bytes for fetched in result.cold) <= AIM_BYTES
    text = written([result], MOMENT_SECONDS)
    for score in result.scores:
        assert f"{score.per_second:.0f}" in text
