"""Faults of a questionnaire file are found, named and placed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.faults import Fault, FaultCode
from surveys.linting import lint
from surveys.sentences import sentence
from tests.surveys.questionnaire import COMMENT, OVERALL, POLITE, PURPOSE, sound


def test_a_sound_questionnaire_has_no_fault() -> None:
    assert lint(sound()) == []


def test_a_questionnaire_may_do_without_factors() -> None:
    data = sound()
    del data["factors"], data["questions"][POLITE]["factor"]
    assert lint(data) == []


def test_two_questions_of_one_code_are_a_fault_of_that_code() -> None:
    data = sound()
    data["questions"][OVERALL]["code"] = "polite"
    assert lint(data) == [Fault(FaultCode.DUPLICATE_CODE, ("questions", "polite"), "polite")]


@pytest.mark.parametrize("text", [{"vi": "Cách cư xử"}, {"vi": "Cách cư xử", "en": "  "}])
def test_a_missing_or_blank_translation_names_question_and_language(text: dict[str, str]) -> None:
    data = sound()
    data["questions"][POLITE]["text"] = text
    place = ("questions", "polite", "text")
    assert lint(data) == [Fault(FaultCode.MISSING_TRANSLATION, place, "en")]


def test_a_missing_translation_of_an_option_names_the_option() -> None:
    data = sound()
    del data["questions"][PURPOSE]["options"][1]["text"]["vi"]
    (fault,) = lint(data)
    assert fault.place == ("questions", "purpose", "options", "ask", "text")


def test_a_text_in_an_undeclared_language_is_a_fault() -> None:
    data = sound()
    data["title"]["rad"] = "Hdruôm"
    assert lint(data) == [Fault(FaultCode.UNDECLARED_LANGUAGE, ("title",), "rad")]


def test_a_scale_without_labels_is_a_fault_for_each_level() -> None:
    data = sound()
    data["scale"]["levels"] = [{"value": value} for value in (1, 2, 3, 4, 5)]
    faults = lint(data)
    assert {fault.code for fault in faults} == {FaultCode.SCALE_WITHOUT_LABELS}
    assert [fault.detail for fault in faults] == ["1", "2", "3", "4", "5"]


def test_a_scale_must_run_from_one_to_five() -> None:
    data = sound()
    data["scale"]["levels"].reverse()
    assert lint(data) == [Fault(FaultCode.SCALE_LEVELS, ("scale",), "5, 4, 3, 2, 1")]
    del data["scale"]["levels"]
    assert lint(data) == [Fault(FaultCode.SCALE_LEVELS, ("scale",))]


def test_an_unknown_factor_is_a_fault_of_the_question_and_leaves_its_factor_unused() -> None:
    data = sound()
    data["questions"][POLITE]["factor"] = "staf"
    assert lint(data) == [
        Fault(FaultCode.UNKNOWN_FACTOR, ("questions", "polite"), "staf"),
        Fault(FaultCode.UNUSED_FACTOR, ("factors", "staff")),
    ]


def test_an_unknown_kind_is_a_fault_of_the_question() -> None:
    data = sound()
    data["questions"][OVERALL]["kind"] = "stars"
    assert lint(data) == [Fault(FaultCode.UNKNOWN_KIND, ("questions", "overall"), "stars")]


def test_a_criterion_is_measured_once() -> None:
    data = sound()
    data["questions"][OVERALL]["criterion"] = "S.3.1"
    assert lint(data) == [Fault(FaultCode.DUPLICATE_CRITERION, ("questions",), "S.3.1")]


def test_a_choice_needs_two_options_told_apart() -> None:
    data = sound()
    options = data["questions"][PURPOSE]["options"]
    options[1]["code"] = "file"
    place = ("questions", "purpose", "options", "file")
    assert lint(data) == [Fault(FaultCode.DUPLICATE_CODE, place, "file")]
    options.pop()
    assert lint(data) == [Fault(FaultCode.TOO_FEW_OPTIONS, ("questions", "purpose"))]


def test_free_text_is_asked_once_and_has_room() -> None:
    data = sound()
    data["questions"].append({**data["questions"][COMMENT], "code": "more", "limit": 0})
    assert lint(data) == [
        Fault(FaultCode.BAD_NUMBER, ("questions", "more", "limit"), "0"),
        Fault(FaultCode.SECOND_COMMENT),
    ]


def test_something_must_be_rated() -> None:
    data = sound()
    data["questions"] = data["questions"][PURPOSE:]
    data["factors"] = []
    assert lint(data) == [Fault(FaultCode.NOTHING_RATED)]


@pytest.mark.parametrize("code", ["", "Polite", "lịch_sự", "a b", "1st", "*", "x" * 41])
def test_a_question_code_must_serve_as_the_name_of_a_field(code: str) -> None:
    data = sound()
    data["questions"][OVERALL]["code"] = code
    assert lint(data) == [Fault(FaultCode.BAD_CODE, ("questions",), code)]


def test_the_head_is_checked() -> None:
    data = sound() | {"code": "../etc", "version": 0, "languages": ["vi", "en", "vi"]}
    assert lint(data) == [
        Fault(FaultCode.BAD_CODE, ("code",), "../etc"),
        Fault(FaultCode.BAD_NUMBER, ("version",), "0"),
        Fault(FaultCode.DUPLICATE_LANGUAGE, ("languages",), "vi"),
    ]


@pytest.mark.parametrize("languages", [None, [], "vi", {"vi": 1}])
def test_without_languages_nothing_else_is_judged(languages: object) -> None:
    assert lint(sound() | {"languages": languages}) == [Fault(FaultCode.NO_LANGUAGE)]


@pytest.mark.parametrize("tag", ["vi-VN", "VI", 7, ["vi"]])
def test_a_language_is_named_by_its_code(tag: object) -> None:
    (fault,) = lint(sound() | {"languages": ["vi", tag]})
    assert fault.code is FaultCode.BAD_LANGUAGE


def test_misspelt_and_missing_keys_are_both_named() -> None:
    data = sound()
    data["questions"][POLITE]["factr"] = data["questions"][POLITE].pop("factor")
    del data["title"]
    assert lint(data) == [
        Fault(FaultCode.MISSING_KEY, (), "title"),
        Fault(FaultCode.UNKNOWN_KEY, ("questions", "polite"), "factr"),
    ]


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("version", True, "int"),
        ("version", "1", "int"),
        ("title", "Phiếu", "table of languages"),
        ("title", {"vi": 1, "en": "Form"}, "str"),
        ("scale", [], "table"),
        ("factors", {}, "list of tables"),
        ("questions", "none", "list"),
        ("questions", ["one"], "table"),
    ],
)
def test_a_wrong_type_says_which_is_wanted(key: str, value: object, wanted: str) -> None:
    (fault,) = lint(sound() | {key: value})
    assert (fault.code, fault.detail) == (FaultCode.WRONG_TYPE, wanted)
    assert fault.place[0] == key


def test_a_row_without_code_is_named_by_its_position() -> None:
    data = sound()
    del data["questions"][OVERALL]["code"]
    assert lint(data) == [Fault(FaultCode.MISSING_KEY, ("questions", "#2"), "code")]


def test_every_fault_has_a_sentence_that_says_where() -> None:
    for code in FaultCode:
        words = sentence(Fault(code, ("questions", "polite", "text"), "{odd}"))
        assert words.startswith('question "polite", text: ')
        assert words.endswith((".", "?"))
    assert sentence(Fault(FaultCode.NO_LANGUAGE)).startswith("the questionnaire: ")
    assert sentence(Fault(FaultCode.SCALE_LEVELS, ("scale",))).endswith("found: none.")


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data())
def test_whatever_stands_anywhere_in_a_file_lint_answers(draw: st.DataObject) -> None:
    data = sound()
    node: Any = data
    while True:
        keys = range(len(node)) if isinstance(node, list) else list(node)
        key = draw.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or draw.draw(st.booleans()):
            node[key] = draw.draw(_anything)
            break
        node = node[key]
    assert all(sentence(fault) for fault in lint(data))
