"""A question is asked only if earlier answers call for it."""

import pytest

from surveys.answers import AnswersError, check
from surveys.kind import AnswerFault
from surveys.loading import parse
from surveys.skipping import Condition
from tests.surveys.questionnaire import Data, with_questions, words

PAID = {"code": "paid", "kind": "yes-no", "yes": words("Yes"), "no": words("No")}
NEWS = {
    "code": "news",
    "kind": "multiple-choice",
    "options": [{"code": "radio", "text": words("R")}, {"code": "friends", "text": words("F")}],
}
VISITS = {"code": "visits", "kind": "number", "max": 99}


def asked_if(*conditions: Data, code: str = "why", **more: object) -> Data:
    return {"code": code, "kind": "short-text", "limit": 50, "ask_if": list(conditions), **more}


@pytest.mark.parametrize(
    ("condition", "sent", "is_asked"),
    [
        ({"question": "overall", "is": [1, 2]}, {"overall": "2"}, True),
        ({"question": "overall", "is": [1, 2]}, {"overall": "3"}, False),
        ({"question": "overall", "is": [0]}, {"overall": "0", "polite": "5"}, True),
        ({"question": "paid", "is": ["yes"]}, {"paid": "yes", "overall": "3"}, True),
        ({"question": "paid", "is": ["yes"]}, {"paid": "no", "overall": "3"}, False),
        ({"question": "paid", "is": ["yes"]}, {"overall": "3"}, False),
        ({"question": "purpose", "is": ["ask"]}, {"purpose": "ask", "overall": "3"}, True),
        ({"question": "news", "is": ["radio"]}, {"news.radio": "1", "overall": "3"}, True),
        ({"question": "news", "is": ["radio"]}, {"news.friends": "1", "overall": "3"}, False),
        ({"question": "visits", "at_least": 2}, {"visits": "2", "overall": "3"}, True),
        ({"question": "visits", "at_least": 2}, {"visits": "1", "overall": "3"}, False),
        ({"question": "visits", "at_most": 2}, {"visits": "3", "overall": "3"}, False),
        (
            {"question": "visits", "at_least": 1, "at_most": 2},
            {"visits": "1", "overall": "3"},
            True,
        ),
        ({"question": "visits", "at_most": 2}, {"overall": "3"}, False),
    ],
)
def test_an_answer_stays_or_is_dropped_by_its_condition(
    condition: Data, sent: dict[str, str], is_asked: bool
) -> None:
    instrument = parse(with_questions(PAID, NEWS, VISITS, asked_if(condition)))
    answers = check(instrument, {**sent, "why": "so"})
    assert answers.texts == ({"why": "so"} if is_asked else {})
    assert answers.dropped == (frozenset() if is_asked else {"why"})


def test_all_conditions_must_hold() -> None:
    both = asked_if({"question": "overall", "is": [1]}, {"question": "paid", "is": ["yes"]})
    instrument = parse(with_questions(PAID, both))
    sent = {"overall": "1", "why": "so"}
    assert check(instrument, sent).dropped == {"why"}
    assert check(instrument, {**sent, "paid": "yes"}).texts == {"why": "so"}


def test_a_skipped_question_meets_no_condition_of_later_ones() -> None:
    how = {**PAID, "code": "online", "ask_if": [{"question": "paid", "is": ["yes"]}]}
    instrument = parse(with_questions(PAID, how, asked_if({"question": "online", "is": ["no"]})))
    sent = {"overall": "3", "online": "no", "why": "so"}
    assert check(instrument, sent).dropped == {"online", "why"}
    assert check(instrument, {**sent, "paid": "no"}).dropped == {"online", "why"}
    answers = check(instrument, {**sent, "paid": "yes"})
    assert answers.dropped == frozenset()
    assert answers.choices == {"paid": "yes", "online": "no"}


def test_a_skipped_question_is_not_required_and_an_asked_one_is() -> None:
    why = asked_if({"question": "overall", "is": [1]}, required=True)
    instrument = parse(with_questions(why))
    assert check(instrument, {"overall": "2"}).texts == {}
    with pytest.raises(AnswersError) as caught:
        check(instrument, {"overall": "1"})
    assert caught.value.faults == {"why": AnswerFault.MISSING}


def test_a_level_that_was_skipped_is_no_rating() -> None:
    pay = {"code": "pay", "kind": "five-level", "ask_if": [{"question": "paid", "is": ["yes"]}]}
    instrument = parse(with_questions(PAID, pay))
    with pytest.raises(AnswersError) as caught:
        check(instrument, {"paid": "no", "pay": "5"})
    assert caught.value.faults == {"*": AnswerFault.NOTHING_ANSWERED}
    assert check(instrument, {"paid": "yes", "pay": "5"}).levels == {"pay": 5}


def test_what_does_not_fit_is_refused_even_where_it_would_be_dropped() -> None:
    instrument = parse(with_questions(asked_if({"question": "overall", "is": [1]})))
    with pytest.raises(AnswersError) as caught:
        check(instrument, {"overall": "2", "why": "x" * 51})
    assert caught.value.faults == {"why": AnswerFault.TOO_LONG}


def test_bounds_are_met_at_their_ends() -> None:
    between = Condition("visits", at_least=2, at_most=4)
    held = [n for n in range(7) if between.holds(frozenset({str(n)}))]
    assert held == [2, 3, 4]
    assert not between.holds(frozenset())
