"""Every kind of question says what fits, how it is counted and how it is exported."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from surveys.kind import AnswerFault, Kind, Part
from surveys.kinds.registry import KINDS
from surveys.loading import parse
from tests.surveys.questionnaire import Data, scale, with_questions, words

OPTIONS = [{"code": "a", "text": words("A")}, {"code": "b", "text": words("B")}]


@dataclass(frozen=True)
class Sample:
    """A question of a kind, one answer that fits, what comes of it, and one that does not."""

    row: Data
    sent: Mapping[str, str]
    counts: Mapping[Any, int]
    cells: Mapping[str, object]
    bad: Mapping[str, str]


SAMPLES = {
    "five-level": Sample({}, {"": "4"}, {1: 0, 2: 0, 3: 0, 4: 1, 5: 0, 0: 0}, {"": 4}, {"": "6"}),
    "three-level": Sample(
        {"levels": scale("no", "some", "much")},
        {"": "3"},
        {1: 0, 2: 0, 3: 1, 0: 0},
        {"": 3},
        {"": "0"},
    ),
    "yes-no": Sample(
        {"yes": words("Yes"), "no": words("No")},
        {"": "no"},
        {"yes": 0, "no": 1},
        {"": "No"},
        {"": "maybe"},
    ),
    "single-choice": Sample(
        {"options": OPTIONS, "other": words("Else")},
        {"": "other", ".other.text": " C \n D "},
        {"a": 0, "b": 0, "other": 1},
        {"": "Else", ".other.text": "C   D"},
        {"": "c"},
    ),
    "multiple-choice": Sample(
        {"options": OPTIONS},
        {".a": "1", ".b": "1"},
        {"a": 1, "b": 1, "*": 1},
        {".a": 1, ".b": 1},
        {".a": "on"},
    ),
    "number": Sample(
        {"max": 90},
        {"": " 15 "},
        {"*": 1, "sum": 15, "least": 15, "most": 15},
        {"": 15},
        {"": "1,5"},
    ),
    "percent": Sample(
        {}, {"": "80 %"}, {"*": 1, "sum": 80, "least": 80, "most": 80}, {"": 80}, {"": "101"}
    ),
    "short-text": Sample(
        {"limit": 9}, {"": "a\r\n b "}, {"written": 1}, {"": "a b"}, {"": "0123456789"}
    ),
    "long-text": Sample(
        {"limit": 9}, {"": " a\r\nb"}, {"written": 1}, {"": "a\nb"}, {"": "x" * 10}
    ),
    "matrix": Sample(
        {"rows": [{"code": "r", "text": words("R")}, {"code": "s", "text": words("S")}]},
        {".r": "5", ".s": ""},
        {
            "r.1": 0,
            "r.2": 0,
            "r.3": 0,
            "r.4": 0,
            "r.5": 1,
            "r.0": 0,
            "s.1": 0,
            "s.2": 0,
            "s.3": 0,
            "s.4": 0,
            "s.5": 0,
            "s.0": 0,
        },
        {".r": 5, ".s": None},
        {".r": "5", ".s": "nine"},
    ),
}


def built(name: str) -> Kind[Any]:
    data = with_questions({"code": "it", "kind": name, **SAMPLES[name].row})
    if name == "long-text":
        data["questions"] = [row for row in data["questions"] if row["code"] != "comment"]
    return parse(data).question("it").kind


def test_every_kind_has_its_sample_here() -> None:
    assert SAMPLES.keys() == KINDS.keys()


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_found_by_its_name_and_knows_its_part(name: str) -> None:
    assert KINDS[name].name == name
    assert KINDS[name].part in Part
    assert KINDS[name].optional_keys <= KINDS[name].own_keys.keys()
    assert (KINDS[name].__doc__ or "").strip()


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_accepts_counts_keeps_and_exports_what_fits(name: str) -> None:
    kind, sample = built(name), SAMPLES[name]
    value = kind.check(sample.sent)
    assert value is not None
    assert not isinstance(value, AnswerFault)
    assert kind.count([value]) == sample.counts
    assert list(kind.count([value])) == list(sample.counts)
    assert kind.export(value, "en") == sample.cells
    assert tuple(kind.export(value, "vi")) == kind.fields
    assert all(entry.part in Part for entry in kind.entries(value))
    assert sample.sent.keys() <= set(kind.fields)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_takes_a_blank_for_no_answer_and_refuses_what_does_not_fit(name: str) -> None:
    kind = built(name)
    assert kind.check({}) is None
    assert kind.check(dict.fromkeys(kind.fields, "")) is None
    assert isinstance(kind.check(SAMPLES[name].bad), AnswerFault)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_counts_when_nobody_answered(name: str) -> None:
    assert set(built(name).count([]).values()) <= {0}


@pytest.mark.parametrize("name", KINDS)
def test_what_a_rule_may_ask_about_is_what_an_answer_says(name: str) -> None:
    kind, sample = built(name), SAMPLES[name]
    assert (kind.ladder is not None) == (name in {"five-level", "three-level"})
    possible = kind.possible()
    if possible is None:
        assert name in {"short-text", "long-text", "matrix"}
        return
    value = kind.check(sample.sent)
    tokens = kind.tokens(value)
    assert tokens <= {*map(str, possible)}
    assert len(tokens) == 1 or kind.several
