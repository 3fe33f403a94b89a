"""Skip rules that cannot work are found before anyone is asked."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import AnswersError, check
from surveys.building import build
from surveys.faults import Fault, FaultCode
from surveys.linting import lint
from tests.surveys.questionnaire import Data, sound, with_questions, words

PAID = {"code": "paid", "kind": "yes-no", "yes": words("Yes"), "no": words("No")}
VISITS = {"code": "visits", "kind": "number", "max": 9}
NEWS = {
    "code": "news",
    "kind": "multiple-choice",
    "options": [{"code": "radio", "text": words("R")}, {"code": "friends", "text": words("F")}],
}


def why(*conditions: Data, code: str = "why") -> Data:
    return {"code": code, "kind": "short-text", "limit": 50, "ask_if": list(conditions)}


def condition(question: str, **wanted: Any) -> Data:
    return {"question": question, **wanted}


@pytest.mark.parametrize(
    ("wanted", "code", "detail"),
    [
        (condition("payd", **{"is": ["yes"]}), FaultCode.CONDITION_UNKNOWN, "payd"),
        (condition("later", **{"is": ["yes"]}), FaultCode.CONDITION_LATER, "later"),
        (condition("why", **{"is": ["yes"]}), FaultCode.CONDITION_LATER, "why"),
        (condition("comment", **{"is": ["yes"]}), FaultCode.CONDITION_ON_KIND, "comment"),
        (condition("paid"), FaultCode.CONDITION_FORM, "paid"),
        (condition("paid", **{"is": []}), FaultCode.CONDITION_FORM, "paid"),
        (condition("paid", at_least=1), FaultCode.CONDITION_FORM, "paid"),
        (condition("paid", at_least=1, **{"is": ["yes"]}), FaultCode.CONDITION_FORM, "paid"),
        (condition("visits", **{"is": [3]}), FaultCode.CONDITION_FORM, "visits"),
        (condition("paid", **{"is": ["yse"]}), FaultCode.CONDITION_ANSWER, "paid = yse"),
        (condition("overall", **{"is": [1, 6]}), FaultCode.CONDITION_ANSWER, "overall = 6"),
    ],
)
def test_a_senseless_condition_is_named_with_its_question(
    wanted: Data, code: FaultCode, detail: str
) -> None:
    later = {**PAID, "code": "later"}
    data = with_questions(PAID, VISITS, why(wanted), later)
    assert lint(data) == [Fault(code, ("questions", "why"), detail)]


@pytest.mark.parametrize(
    "conditions",
    [
        [condition("paid", **{"is": ["yes"]}), condition("paid", **{"is": ["no"]})],
        [condition("overall", **{"is": [1, 2]}), condition("overall", **{"is": [4, 5]})],
        [condition("visits", at_least=5), condition("visits", at_most=4)],
        [condition("visits", at_least=10)],
        [condition("visits", at_most=-1)],
    ],
)
def test_a_question_whose_conditions_contradict_can_never_be_asked(conditions: list[Data]) -> None:
    data = with_questions(PAID, VISITS, why(*conditions))
    asked = conditions[0]["question"]
    assert lint(data) == [Fault(FaultCode.UNREACHABLE, ("questions", "why"), asked)]


def test_a_contradiction_may_lie_with_the_question_before() -> None:
    fee = {**PAID, "code": "fee", "ask_if": [condition("paid", **{"is": ["yes"]})]}
    never = why(condition("fee", **{"is": ["no"]}), condition("paid", **{"is": ["no"]}))
    data = with_questions(PAID, fee, never)
    assert lint(data) == [Fault(FaultCode.UNREACHABLE, ("questions", "why"), "paid")]


def test_only_the_first_of_a_chain_is_named() -> None:
    never = {**PAID, "code": "fee", "ask_if": [condition("visits", at_least=10)]}
    data = with_questions(VISITS, never, why(condition("fee", **{"is": ["no"]})))
    assert lint(data) == [Fault(FaultCode.UNREACHABLE, ("questions", "fee"), "visits")]


def test_one_person_may_pick_several() -> None:
    both = why(condition("news", **{"is": ["radio"]}), condition("news", **{"is": ["friends"]}))
    assert lint(with_questions(NEWS, both)) == []


def test_many_rules_upon_rules_are_judged_at_once() -> None:
    rows: list[Data] = [PAID]
    for number in range(60):
        ask = [condition(row["code"], **{"is": ["yes"]}) for row in rows]
        rows.append({**PAID, "code": f"q{number}", "ask_if": ask})
    assert lint(with_questions(*rows)) == []


_wishes = st.lists(
    st.tuples(st.integers(0, 3), st.sets(st.sampled_from("abc"), min_size=1, max_size=2)),
    max_size=2,
)


@given(st.lists(_wishes, min_size=1, max_size=4))
def test_what_is_called_unreachable_is_what_no_answers_reach(rules: list[Any]) -> None:
    options = [{"code": code, "text": words(code)} for code in "abc"]
    rows = []
    for number, wishes in enumerate(rules):
        ask_if = [
            condition(f"q{earlier}", **{"is": sorted(codes)})
            for earlier, codes in wishes
            if earlier < number
        ]
        row = {"code": f"q{number}", "kind": "single-choice", "options": options}
        rows.append({**row, "ask_if": ask_if})
    data = with_questions(*rows)
    reached = _reached(data, len(rules))
    unreachable = {fault.place[1] for fault in lint(data)}
    assert all(fault.code is FaultCode.UNREACHABLE for fault in lint(data))
    assert unreachable.isdisjoint(reached)
    # Those that only hang on an unreachable one are not named again.
    assert (unreachable == set()) == (len(reached) == len(rules))


def _reached(data: Data, questions: int) -> set[str]:
    instrument = build(data)
    reached: set[str] = set()
    for given_answers in product("abc", repeat=questions):
        raw = {f"q{number}": answer for number, answer in enumerate(given_answers)}
        reached |= check(instrument, {**raw, "overall": "3"}).choices.keys()
    return reached - {"purpose"}


def test_a_sound_questionnaire_has_no_rules_at_all() -> None:
    assert not any(question.ask_if for question in build(sound()).questions)
    with pytest.raises(AnswersError):
        check(build(sound()), {})
