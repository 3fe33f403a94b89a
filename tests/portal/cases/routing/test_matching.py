"""Which rule decides: by all it asks, in the commune's order, whatever order the rows come in."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from portal.cases.kinds import Subject
from portal.cases.routing.editing import words_of
from portal.cases.routing.matching import (
    Because,
    Conditions,
    Matter,
    Rule,
    decide,
    fit,
    plain_words,
)

TODAY = date(2026, 11, 20)
STORY = "Rác đầu thôn, ngay cạnh cống thoát nước, ba ngày chưa ai dọn."
MATTER = Matter(Subject.LOCAL_LIFE, 3, None, "", plain_words(STORY))
UNITS = {1, 2}


def rule(number: int = 1, unit_id: int = 1, **asked: Any) -> Rule:
    return Rule(number, number, Conditions(**asked), unit_id, (), TODAY)


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        ({"subject": Subject.LOCAL_LIFE}, (Because.SUBJECT,)),
        ({"subject": Subject.REGULATION}, None),
        ({"service_point_id": 3}, (Because.SERVICE_POINT,)),
        ({"service_point_id": 4}, None),
        ({"procedure_id": 5}, None),
        ({"field": "Hộ tịch"}, None),
        ({"words": ("rác", "điện")}, (Because.WORDS,)),
        ({"words": ("cong thoat nuoc",)}, (Because.WORDS,)),
        ({"words": ("cống thoát",), "service_point_id": 4}, None),
        ({"words": ("thu rác",)}, None),
        ({}, None),
    ],
)
def test_a_rule_fits_by_all_it_asks(asked: Any, because: Any) -> None:
    found = fit(rule(**asked), MATTER)
    assert (found.because if found else None) == because


def test_a_word_is_a_whole_word_and_only_those_said_are_named() -> None:
    # "rac" is in "brac", and never a reason for it.
    assert fit(rule(words=("ác",)), MATTER) is None
    found = fit(rule(words=("điện", "RAC")), MATTER)
    assert found is not None
    assert found.words == ("RAC",)


def test_the_field_of_the_procedure_is_enough() -> None:
    matter = replace(MATTER, procedure_id=7, field="Đất đai")
    assert fit(rule(field="Đất đai"), matter)
    assert fit(rule(procedure_id=7, field="Đất đai"), matter)
    assert fit(rule(procedure_id=8, field="Đất đai"), matter) is None


def test_the_order_of_the_commune_decides_and_no_other() -> None:
    rules = [
        rule(1, unit_id=2, words=("cống",)),
        rule(2, words=("rác",)),
        replace(rule(9, words=("rác",)), position=2),
        rule(4, subject=Subject.LOCAL_LIFE),
    ]
    found = {decide(order, MATTER, TODAY, UNITS) for order in permutations(rules)}
    assert [one.rule.id for one in found if one] == [1]
    found = {decide(order, MATTER, TODAY, UNITS) for order in permutations(rules[1:])}
    assert [one.rule.id for one in found if one] == [2]


@pytest.mark.parametrize(
    "changes",
    [
        {"is_active": False},
        {"valid_from": date(2026, 11, 21)},
        {"unit_id": 3},
    ],
    ids=["out of force", "not yet in force", "a unit out of use"],
)
def test_what_does_not_hold_is_passed_over(changes: dict[str, Any]) -> None:
    first = replace(rule(1, words=("rác",)), **changes)
    found = decide([first, rule(2, unit_id=2, words=("rác",))], MATTER, TODAY, UNITS)
    assert found is not None
    assert found.rule.id == 2


def test_words_are_typed_between_commas_or_on_lines_each_once() -> None:
    assert words_of("rác,  đổ rác bậy\nRac, ,;") == ("Rac", "đổ rác bậy")
