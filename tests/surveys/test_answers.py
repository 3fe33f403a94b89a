"""What people send is taken exactly or refused with a code, never guessed at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.answers import WHOLE_FORM, Answers, AnswersError, check
from surveys.kind import AnswerFault
from surveys.loading import load_builtin, parse
from tests.surveys.questionnaire import COMMENT, PURPOSE, scale, sound, with_questions, words

COUNTER = load_builtin("counter-short")
TINY = parse(sound())


def faults_of(raw: dict[str, str]) -> dict[str, AnswerFault]:
    with pytest.raises(AnswersError) as caught:
        check(TINY, raw)
    return dict(caught.value.faults)


def test_a_full_form_is_sorted_into_its_parts() -> None:
    raw = {"polite": "5", "overall": "0", "purpose": "ask", "comment": " Tốt \r\n lắm "}
    assert check(TINY, raw) == Answers(
        levels={"polite": 5},
        not_applicable=frozenset({"overall"}),
        choices={"purpose": "ask"},
        comment="Tốt \n lắm",
    )


def test_one_level_is_enough() -> None:
    assert check(COUNTER, {"overall": "1"}) == Answers({"overall": 1}, frozenset(), {}, None)


def test_blank_fields_are_unanswered_questions() -> None:
    raw = {"polite": "", "overall": "3", "purpose": "", "comment": "   "}
    assert check(TINY, raw) == Answers({"overall": 3}, frozenset(), {}, None)


@pytest.mark.parametrize(
    "raw",
    [{}, {"comment": "tốt"}, {"purpose": "ask"}, {"polite": "0", "overall": "0"}, {"polite": ""}],
)
def test_without_any_level_nothing_is_answered(raw: dict[str, str]) -> None:
    assert faults_of(raw) == {WHOLE_FORM: AnswerFault.NOTHING_ANSWERED}


@pytest.mark.parametrize("value", ["6", "-1", "05", " 5", "5 ", "5.0", "٣", "５", "x", "[]"])
def test_a_level_off_the_scale_is_forged(value: str) -> None:
    raw = {"polite": value, "overall": "4"}
    assert faults_of(raw) == {"polite": AnswerFault.NOT_AN_OPTION}


def test_zero_is_forged_where_there_is_no_way_out() -> None:
    data = sound()
    del data["scale"]["not_applicable"]
    with pytest.raises(AnswersError) as caught:
        check(parse(data), {"polite": "0", "overall": "4"})
    assert caught.value.faults == {"polite": AnswerFault.NOT_AN_OPTION}


@pytest.mark.parametrize("value", ["FILE", "Nộp", "file ", "file,ask"])
def test_a_choice_not_offered_is_forged(value: str) -> None:
    raw = {"purpose": value, "overall": "4"}
    assert faults_of(raw) == {"purpose": AnswerFault.NOT_AN_OPTION}


@pytest.mark.parametrize("field", ["politeness", "POLITE", "", "staff", "*"])
def test_a_field_that_is_no_question_is_forged(field: str) -> None:
    assert faults_of({field: "5", "overall": "4"}) == {field: AnswerFault.UNKNOWN_QUESTION}


def test_a_comment_is_measured_in_letters() -> None:
    assert check(TINY, {"overall": "4", "comment": "ê̆" * 10}).comment == "ê̆" * 10
    raw = {"overall": "4", "comment": "ê̆" * 11}
    assert faults_of(raw) == {"comment": AnswerFault.TOO_LONG}


def test_answers_of_every_part_lie_in_their_own_place() -> None:
    data = with_questions(
        {"code": "hard", "kind": "three-level", "levels": scale("no", "some", "much")},
        {
            "code": "roads",
            "kind": "matrix",
            "rows": [{"code": "near", "text": words("N")}, {"code": "far", "text": words("F")}],
        },
        {"code": "paid", "kind": "yes-no", "yes": words("Yes"), "no": words("No")},
        {
            "code": "news",
            "kind": "multiple-choice",
            "options": [{"code": "radio", "text": words("R")}],
            "other": words("Else"),
        },
        {"code": "visits", "kind": "number", "max": 9},
        {"code": "met", "kind": "percent"},
        {"code": "wish", "kind": "short-text", "limit": 9},
    )
    raw = {
        "overall": "4",
        "hard": "2",
        "roads.near": "5",
        "roads.far": "0",
        "paid": "no",
        "news.radio": "1",
        "news.other.text": "chợ",
        "visits": "3",
        "met": "80%",
        "wish": "đèn",
    }
    assert check(parse(data), raw) == Answers(
        levels={"overall": 4, "roads.near": 5},
        not_applicable=frozenset({"roads.far"}),
        choices={"paid": "no"},
        comment=None,
        grades={"hard": 2},
        picks={"news": ("radio", "other")},
        numbers={"visits": 3, "met": 80},
        texts={"news.other.text": "chợ", "wish": "đèn"},
    )


def test_a_grade_is_enough_where_nothing_else_is_rated() -> None:
    assert check(load_builtin("one-stop"), {"overall": "3"}).grades == {"overall": 3}


@pytest.mark.parametrize("field", ["interest", "interest.sea", "news_from", "news_from.text"])
def test_a_field_of_no_row_or_option_is_forged(field: str) -> None:
    with pytest.raises(AnswersError) as caught:
        check(load_builtin("sipas-full"), {field: "1", "manner": "4"})
    assert caught.value.faults == {field: AnswerFault.UNKNOWN_QUESTION}


def test_one_forged_row_spoils_its_matrix() -> None:
    with pytest.raises(AnswersError) as caught:
        check(load_builtin("sipas-full"), {"interest.roads": "4", "manner": "4"})
    assert caught.value.faults == {"interest": AnswerFault.NOT_AN_OPTION}


def test_all_faults_are_told_at_once() -> None:
    assert faults_of({"comment": "x" * 11, "purpose": "?", "z": "1"}) == {
        "comment": AnswerFault.TOO_LONG,
        "purpose": AnswerFault.NOT_AN_OPTION,
        "z": AnswerFault.UNKNOWN_QUESTION,
        WHOLE_FORM: AnswerFault.NOTHING_ANSWERED,
    }


def test_a_required_question_must_be_answered() -> None:
    data = sound()
    data["questions"][PURPOSE]["required"] = True
    data["questions"][COMMENT]["required"] = True
    instrument = parse(data)
    with pytest.raises(AnswersError) as caught:
        check(instrument, {"overall": "4", "comment": " "})
    missing = AnswerFault.MISSING
    assert caught.value.faults == {"purpose": missing, "comment": missing}
    assert check(instrument, {"overall": "4", "purpose": "ask", "comment": "a"}).comment == "a"


_CODES = [question.code for question in COUNTER.questions]
_PURPOSES = {"submit_file", "collect_result", "ask"}
_value = st.sampled_from(["", "0", "1", "2", "3", "4", "5", "6", "ask", "ask\x00"]) | st.text()


@given(st.dictionaries(st.sampled_from(_CODES) | st.text(), _value))
def test_nothing_forged_is_ever_accepted(raw: dict[str, str]) -> None:
    rated = {question.code for question in COUNTER.rated}
    try:
        answers = check(COUNTER, raw)
    except AnswersError:
        return
    assert raw.keys() <= set(_CODES)
    assert answers.levels
    for code in (code for code in rated if raw.get(code)):
        marked = answers.levels.get(code, 0)
        assert raw[code] == str(marked)
        assert (marked == 0) == (code in answers.not_applicable)
    assert set(answers.levels.values()) <= {1, 2, 3, 4, 5}
    assert set(answers.choices.values()) <= _PURPOSES
    assert answers.comment is None or answers.comment.strip()
