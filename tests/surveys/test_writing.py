"""One text of a questionnaire says what the files it was made of say."""

import tomllib

import pytest

from surveys.loading import builtin_codes, builtin_text, load_builtin, parse_text
from surveys.parts import has_parts
from surveys.writing import self_contained, written


@pytest.mark.parametrize("code", builtin_codes())
def test_every_built_in_questionnaire_is_the_same_from_one_text(code: str) -> None:
    text = builtin_text(code)
    assert not has_parts(tomllib.loads(text))
    assert parse_text(text) == load_builtin(code)


def test_a_text_without_parts_stays_as_it_was_letter_by_letter() -> None:
    text = builtin_text("counter-short")
    assert text.startswith("# One page at a service counter")
    assert self_contained(text) is text


def test_strange_letters_and_keys_survive_being_written() -> None:
    data = {
        "a key": 'quoted "so" \\ and\nbroken',
        "b": [{"c": True, "d": -5}, {"e": ["\x7f", "ễ"]}],
        "f": [],
    }
    assert tomllib.loads(written(data)) == data


def test_a_text_takes_parts_from_the_built_in_ones_only() -> None:
    text = 'questions = [{ from = "../../pyproject" }, { from = "sipas-profile" }]'
    rows = tomllib.loads(self_contained(text))["questions"]
    assert rows[0] == {"from": "../../pyproject"}
    assert rows[1]["code"] == "sex"
