"""Faults of scales, and of how questions use them, are found, named and placed."""

from typing import Any

import pytest

from surveys.faults import Fault, FaultCode
from surveys.linting import lint
from tests.surveys.questionnaire import Data, scale, sound, with_questions, words

INTEREST = {"code": "interest", "levels": scale("none", "some", "much")}
QUALITY = {"code": "quality", "levels": scale("1", "2", "3", "4", "5")}
IT = ("questions", "it")


def asked(**row: Any) -> Data:
    return {"code": "it", "kind": "three-level", **row}


def test_a_question_may_name_a_scale() -> None:
    data = with_questions(
        asked(scale="interest"),
        {"code": "also", "kind": "five-level", "scale": "quality", "factor": "staff"},
        {
            "code": "roads",
            "kind": "matrix",
            "scale": "interest",
            "rows": [{"code": "a", "text": words("A")}, {"code": "b", "text": words("B")}],
        },
        scales=[INTEREST, QUALITY],
    )
    assert lint(data) == []


def test_a_scale_that_is_not_there_is_a_fault_of_the_question() -> None:
    data = with_questions(asked(scale="intrest"), scales=[INTEREST])
    assert lint(data) == [
        Fault(FaultCode.UNKNOWN_SCALE, IT, "intrest"),
        Fault(FaultCode.UNUSED_SCALE, ("scales", "interest")),
    ]


@pytest.mark.parametrize(("kind", "name"), [("three-level", "quality"), ("five-level", "interest")])
def test_a_scale_must_have_the_levels_of_the_kind(kind: str, name: str) -> None:
    data = with_questions(asked(kind=kind, scale=name), scales=[INTEREST, QUALITY])
    assert Fault(FaultCode.WRONG_SCALE, IT, name) in lint(data)


@pytest.mark.parametrize("levels", [[1, 2], [1, 2, 3, 4], [3, 2, 1], [0, 1, 2], []])
def test_a_named_scale_has_three_or_five_levels_from_one(levels: list[int]) -> None:
    odd = {"code": "odd", "levels": [{"value": n, "text": words(str(n))} for n in levels]}
    data = with_questions(asked(scale="odd"), scales=[odd])
    found = ", ".join(map(str, levels))
    assert Fault(FaultCode.SCALE_NUMBERS, ("scales", "odd"), found) in lint(data)


def test_levels_of_ones_own_are_three_with_labels() -> None:
    assert lint(with_questions(asked(levels=scale("a", "b")))) == [
        Fault(FaultCode.THREE_LEVELS, IT, "1, 2")
    ]
    bare = [{"value": value} for value in (1, 2, 3)]
    faults = lint(with_questions(asked(levels=bare)))
    assert {(fault.code, fault.place) for fault in faults} == {(FaultCode.SCALE_WITHOUT_LABELS, IT)}


def test_levels_are_named_or_written_but_not_both() -> None:
    both = asked(scale="interest", levels=scale("a", "b", "c"))
    for row in (asked(), both):
        data = with_questions(row, asked(code="x", scale="interest"), scales=[INTEREST])
        assert lint(data) == [Fault(FaultCode.SCALE_OR_LEVELS, IT)]


@pytest.mark.parametrize("value", [0, 4, "3", True])
def test_only_a_level_can_mean_satisfied(value: object) -> None:
    data = with_questions(asked(levels=scale("a", "b", "c"), satisfied=[3, value]))
    assert lint(data) == [Fault(FaultCode.NOT_A_LEVEL, IT, str(value))]


def test_of_five_levels_nobody_chooses_what_satisfied_means() -> None:
    data = sound()
    data["scale"]["satisfied"] = [5]
    assert lint(data) == [Fault(FaultCode.SATISFIED_OF_FIVE, ("scale",))]


def test_without_a_scale_five_levels_have_no_labels() -> None:
    data = sound()
    del data["scale"]
    assert [(fault.code, fault.place[1]) for fault in lint(data)] == [
        (FaultCode.NO_SCALE, "polite"),
        (FaultCode.NO_SCALE, "overall"),
    ]


def test_a_form_of_grades_alone_needs_no_scale_of_five() -> None:
    data = with_questions(asked(levels=scale("a", "b", "c")))
    del data["scale"], data["factors"]
    data["questions"] = data["questions"][2:]
    assert lint(data) == []


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "short-text", "limit": 9},
        {"kind": "number", "max": 9},
        {"kind": "yes-no", "yes": words("Y"), "no": words("N")},
    ],
)
def test_what_has_no_scale_cannot_be_reversed(row: Data) -> None:
    data = with_questions({"code": "it", **row, "reversed": True})
    assert lint(data) == [Fault(FaultCode.REVERSED_WITHOUT_SCALE, IT)]
    assert lint(with_questions({"code": "it", **row, "reversed": False})) == []


def test_a_matrix_of_three_levels_is_no_part_of_an_index() -> None:
    rows = [{"code": "a", "text": words("A")}, {"code": "b", "text": words("B")}]
    matrix = asked(kind="matrix", scale="interest", factor="staff", rows=rows)
    data = with_questions(matrix, scales=[INTEREST])
    assert lint(data) == [Fault(FaultCode.FACTOR_OF_THREE, IT, "staff")]


def test_a_code_of_a_scale_is_given_once() -> None:
    data = with_questions(asked(scale="interest"), scales=[INTEREST, INTEREST])
    assert lint(data) == [Fault(FaultCode.DUPLICATE_CODE, ("scales", "interest"), "interest")]
