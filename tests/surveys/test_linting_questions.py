"""Faults of the newer kinds, of weights, profile and method are found, named and placed."""

from pathlib import Path
from typing import Any

import pytest

from surveys.faults import Fault, FaultCode
from surveys.linting import lint
from surveys.sentences import sentence
from tests.surveys.questionnaire import POLITE, Data, with_questions, words

IT = ("questions", "it")
OPTIONS = [{"code": "a", "text": words("A")}, {"code": "b", "text": words("B")}]
GRADED = {
    "code": "it",
    "kind": "three-level",
    "levels": [{"value": n, "text": words(str(n))} for n in (1, 2, 3)],
}
SIGNAL_ON_KIND = Fault(FaultCode.SIGNAL_ON_KIND, IT)
BY_ITEM = {"scoring": {"method": "satisfied-share-weighted-items/1"}}
BY_FACTOR = {"scoring": {"method": "satisfied-share-weighted-factors/1"}}


def choice(**row: Any) -> Data:
    return {"code": "it", "kind": "single-choice", "options": OPTIONS, **row}


def matrix(*rows: Data) -> Data:
    return {"code": "it", "kind": "matrix", "factor": "staff", "rows": list(rows)}


def test_something_else_takes_its_own_key() -> None:
    other = [*OPTIONS, {"code": "other", "text": words("Else")}]
    assert lint(with_questions(choice(options=other))) == [Fault(FaultCode.OTHER_WITHOUT_WORDS, IT)]
    assert lint(with_questions(choice(other=words("Else")))) == []
    (fault,) = lint(with_questions(choice(options=other, other=words("Else"))))
    assert (fault.code, fault.detail) == (FaultCode.DUPLICATE_CODE, "other")


def test_something_else_counts_as_an_option() -> None:
    assert lint(with_questions(choice(options=OPTIONS[:1], other=words("Else")))) == []
    assert lint(with_questions(choice(options=OPTIONS[:1], kind="multiple-choice"))) == [
        Fault(FaultCode.TOO_FEW_OPTIONS, IT)
    ]


@pytest.mark.parametrize(("low", "high"), [(5, 5), (6, 5), (0, 0)])
def test_a_number_needs_room(low: int, high: int) -> None:
    data = with_questions({"code": "it", "kind": "number", "min": low, "max": high})
    assert lint(data) == [Fault(FaultCode.EMPTY_RANGE, IT, f"{low} … {high}")]


def test_a_matrix_needs_rows_told_apart() -> None:
    row = {"code": "a", "text": words("A")}
    assert lint(with_questions(matrix(row))) == [Fault(FaultCode.TOO_FEW_ROWS, IT)]
    assert lint(with_questions(matrix(row, row))) == [
        Fault(FaultCode.DUPLICATE_CODE, (*IT, "rows", "a"), "a")
    ]


def test_a_criterion_measured_by_a_row_is_measured_once() -> None:
    one = {"code": "a", "text": words("A"), "criterion": "S.3.1"}
    data = with_questions(matrix(one, {"code": "b", "text": words("B")}))
    assert lint(data) == [Fault(FaultCode.DUPLICATE_CRITERION, ("questions",), "S.3.1")]


def test_a_missing_translation_of_a_row_names_the_row() -> None:
    rows = [{"code": "a", "text": {"vi": "A"}}, {"code": "b", "text": words("B")}]
    (fault,) = lint(with_questions(matrix(*rows)))
    assert sentence(fault) == 'question "it", row "a", text: there is no text in "en".'


def test_a_profile_is_chosen_or_counted_and_never_written() -> None:
    assert lint(with_questions(choice(profile=True))) == []
    assert lint(with_questions(choice(profile=True, other=words("Else")))) == [
        Fault(FaultCode.PROFILE_WITH_WORDS, IT)
    ]
    for row in ({"kind": "five-level"}, {"kind": "short-text", "limit": 9}):
        data = with_questions({"code": "it", **row, "profile": True})
        assert lint(data) == [Fault(FaultCode.PROFILE_OF_SERVICE, IT)]


def test_a_method_must_be_one_of_ours_with_its_version() -> None:
    for name in ("satisfied-share-pooled", "pooled/1", "satisfied-share-pooled/2", ""):
        data = with_questions(scoring={"method": name})
        assert lint(data) == [Fault(FaultCode.UNKNOWN_METHOD, ("scoring",), name)]
    for name in ("mean-0-100/1", "satisfied-in-everything/1"):
        assert lint(with_questions(scoring={"method": name})) == []


def test_weights_are_given_where_the_method_takes_them() -> None:
    data = with_questions(**BY_ITEM)
    assert lint(data) == [Fault(FaultCode.MISSING_WEIGHT, ("scoring",))]
    data["questions"][POLITE]["weight"] = 2
    assert lint(data) == []
    assert lint(data | {"scoring": {"method": "mean-score/1"}}) == [
        Fault(FaultCode.UNUSED_WEIGHT, ("questions", "polite"), "mean-score/1")
    ]


def test_every_factor_is_weighed_or_none_is() -> None:
    data = with_questions(**BY_FACTOR)
    assert lint(data) == [Fault(FaultCode.MISSING_WEIGHT, ("factors", "staff"))]
    data["factors"][0]["weight"] = 30
    assert lint(data) == []
    assert Fault(
        FaultCode.UNUSED_WEIGHT, ("factors", "staff"), BY_ITEM["scoring"]["method"]
    ) in lint(data | BY_ITEM)


def test_a_question_outside_the_factors_has_no_weight() -> None:
    data = with_questions({"code": "it", "kind": "five-level", "weight": 2}, **BY_ITEM)
    data["questions"][POLITE]["weight"] = 1
    assert lint(data) == [Fault(FaultCode.UNUSED_WEIGHT, IT, BY_ITEM["scoring"]["method"])]


def test_a_weight_is_one_or_more() -> None:
    data = with_questions(**BY_ITEM)
    data["questions"][POLITE]["weight"] = 0
    place = ("questions", "polite", "weight")
    assert lint(data) == [Fault(FaultCode.BAD_NUMBER, place, "0")]


@pytest.mark.parametrize("key", ["factor", "criterion", "weight", "scale", "options"])
def test_a_key_of_another_kind_means_nothing(key: str) -> None:
    data = with_questions({"code": "it", "kind": "percent", key: "x"})
    assert lint(data) == [Fault(FaultCode.UNKNOWN_KEY, IT, key)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"kind": "yes-no", "signal": "bribery"}, Fault(FaultCode.UNKNOWN_SIGNAL, IT, "bribery")),
        ({"kind": "yes-no", "signal": "pressure", "profile": True}, SIGNAL_ON_KIND),
        ({**choice(), "signal": "harassment"}, SIGNAL_ON_KIND),
        ({**GRADED, "signal": "harassment"}, SIGNAL_ON_KIND),
        ({**GRADED, "signal": "harassment", "reversed": True}, None),
        ({"kind": "yes-no", "signal": "extra_payment"}, None),
    ],
)
def test_a_signal_belongs_to_a_question_whose_bad_answers_are_known(
    row: Data, fault: Fault | None
) -> None:
    yes_no = {"yes": words("Yes"), "no": words("No")} if row["kind"] == "yes-no" else {}
    data = with_questions({"code": "it", **yes_no, **row})
    assert lint(data) == ([fault] if fault else [])


def test_every_code_of_a_fault_is_found_by_some_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code.name for code in FaultCode if f"FaultCode.{code.name}" not in tests] == []
