"""The registry defines every figure there is, each once, in both languages."""

import pytest

from portal.cases.registers.figures import Figures
from portal.cases.registers.standing import Standing
from portal.reports.definitions import (
    CAVEATS,
    CLOSER,
    DEFINITIONS,
    LISTS,
    PETITIONS,
    RATINGS,
    REGISTER,
)
from portal.reports.labels import KINDS, SUBJECTS, period_name
from portal.words.translate import say


def test_every_code_is_defined_once() -> None:
    parts = (RATINGS, CLOSER, PETITIONS, REGISTER, LISTS)
    assert len(DEFINITIONS) == sum(map(len, parts))


def test_every_petition_figure_is_a_figure() -> None:
    for definition in PETITIONS:
        assert hasattr(Figures(), definition.code)
    assert {standing.value for standing in Standing} <= DEFINITIONS.keys()


@pytest.mark.parametrize("code", sorted(DEFINITIONS))
def test_a_definition_is_a_sentence_in_vietnamese_too(code: str) -> None:
    definition = DEFINITIONS[code]
    assert definition.text.endswith((".", "!"))
    for words in (definition.name, definition.text):
        assert say("vi", words) != words
        assert say("en", words) == words


def test_our_figure_is_never_called_the_ministrys() -> None:
    for definition in RATINGS:
        assert "SIPAS" not in definition.name
    assert any("SIPAS" in caveat for caveat in CAVEATS)


def test_kinds_and_subjects_have_names() -> None:
    for words in (*KINDS.values(), *SUBJECTS.values()):
        assert say("vi", words) != words


@pytest.mark.parametrize(
    ("key", "name", "shown"),
    [
        ("2026-10", "2026-10", "Tháng 10/2026"),
        ("2026-01", "2026-01", "Tháng 1/2026"),
        ("2026-q1", "Quý I/2026", "Quý I/2026"),
        ("q1", "2026-10", "2026-10"),
    ],
)
def test_a_seeded_month_is_called_a_month(key: str, name: str, shown: str) -> None:
    assert period_name(key, name, "vi") == shown
