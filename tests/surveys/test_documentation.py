"""The page on questionnaires names everything one can write in a file, and nothing more."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from surveys.kinds.registry import KINDS
from surveys.linting import lint
from surveys.loading import builtin_codes
from surveys.people import SATISFIED_IN_EVERYTHING
from surveys.scoring import METHODS, half_up, score
from surveys.silence import FILES_WITHOUT_COMPLAINT, PETITIONS_ON_TIME, PETITIONS_WITHOUT_COMPLAINT

PAGE = (Path(__file__).parents[2] / "docs" / "instruments.md").read_text("utf-8")
SILENCE = {PETITIONS_ON_TIME, PETITIONS_WITHOUT_COMPLAINT, FILES_WITHOUT_COMPLAINT}


def test_every_kind_is_described_with_its_keys() -> None:
    for name, kind in KINDS.items():
        (line,) = re.findall(rf"^\| `{name}` \|.*$", PAGE, re.M)
        assert [key for key in kind.own_keys if f"`{key}`" not in line] == []


def test_every_method_is_described_and_no_other() -> None:
    described = set(re.findall(r"^\| `([a-z0-9-]+/\d+)` \|", PAGE, re.M))
    assert described == {*METHODS, SATISFIED_IN_EVERYTHING, *SILENCE}


def test_every_built_in_is_named() -> None:
    assert [code for code in builtin_codes() if f"| `{code}` |" not in PAGE] == []


def test_the_example_is_a_sound_questionnaire() -> None:
    (example,) = re.findall(r"```toml\n(code = .*?)```", PAGE, re.S)
    assert lint(tomllib.loads(example)) == []


@pytest.mark.parametrize("method", sorted(METHODS.keys() - {"satisfied-share-weighted-factors/1"}))
def test_the_table_of_methods_shows_what_they_give(method: str) -> None:
    (line,) = re.findall(rf"^\| `{re.escape(method)}` \|.*$", PAGE, re.M)
    index = score({"overall": {1: 17, 2: 35, 3: 87, 4: 434, 5: 969}}, method)
    assert index is not None
    shown = line.split("|")[-2].strip()
    times = 100 if shown.endswith("%") else 1
    assert half_up(index * times, 2) == Decimal(shown.removesuffix("%").strip())
