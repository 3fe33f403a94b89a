"""What is keyed from a sheet becomes the answers a citizen would have sent, or a named fault."""

import pytest

from portal.fieldwork.paper.fields import Typing, fields_of
from portal.fieldwork.paper.keying import differing, read, settled
from surveys.answers import WHOLE_FORM, AnswersError
from surveys.building import build
from surveys.instrument import Instrument
from surveys.kind import AnswerFault
from surveys.loading import builtin_codes, load_builtin
from tests.surveys.questionnaire import sound, words


def with_kinds() -> Instrument:
    """Return a questionnaire with the kinds that a digit alone does not answer."""
    data = sound()
    data["questions"] += [
        {
            "code": "heard",
            "kind": "multiple-choice",
            "text": words("Biết qua đâu?"),
            "options": [
                {"code": code, "text": words(code)} for code in ("radio", "board", "friend")
            ],
            "other": words("Khác"),
        },
        {"code": "minutes", "kind": "number", "max": 300, "text": words("Mấy phút?")},
        {
            "code": "sides",
            "kind": "matrix",
            "text": words("Từng mặt"),
            "rows": [{"code": code, "text": words(code)} for code in ("clean", "quick")],
        },
    ]
    return build(data)


def faults_of(typed: dict[str, str]) -> dict[str, AnswerFault]:
    with pytest.raises(AnswersError) as refused:
        read(with_kinds(), typed)
    return dict(refused.value.faults)


def test_every_built_in_questionnaire_can_be_typed() -> None:
    for code in builtin_codes():
        instrument = load_builtin(code)
        for tongue in instrument.languages:
            fields = fields_of(instrument, tongue)
            names = [field.name for field in fields]
            assert len(set(names)) == len(names)
            assert all(field.words for field in fields)
            one_digit = [f for f in fields if f.typing in {Typing.ONE, Typing.SEVERAL}]
            assert all(field.marks for field in one_digit)


def test_digits_become_the_answers_of_the_page() -> None:
    keyed = read(
        with_kinds(),
        {
            "polite": " 4 ",
            "overall": "0",
            "purpose": "2",
            "heard": "31",
            "heard.other.text": "bà Năm",
            "minutes": "15",
            "sides.quick": "5",
        },
    )
    answers = keyed.answers
    assert answers.levels == {"polite": 4, "sides.quick": 5}
    assert answers.not_applicable == {"overall"}
    assert answers.choices == {"purpose": "ask"}
    assert answers.picks == {"heard": ("radio", "friend", "other")}
    assert answers.texts == {"heard.other.text": "bà Năm"}
    assert answers.numbers == {"minutes": 15}
    assert keyed.values["heard"] == "1 3"


def test_several_digits_may_stand_together_or_apart() -> None:
    for typed in ("31", "1 3", "3,1", "1; 3"):
        assert read(with_kinds(), {"polite": "4", "heard": typed}).values["heard"] == "1 3"


def test_what_does_not_fit_is_named_by_its_field() -> None:
    assert faults_of({"polite": "6"}) == {"polite": AnswerFault.NOT_AN_OPTION}
    assert faults_of({"polite": "4", "heard": "19"}) == {"heard": AnswerFault.NOT_AN_OPTION}
    assert faults_of({"sides.quick": "7"}) == {"sides.quick": AnswerFault.NOT_AN_OPTION}
    assert faults_of({"polite": "4", "minutes": "999"}) == {"minutes": AnswerFault.OUT_OF_RANGE}
    assert faults_of({"polite": "4", "comment": "x" * 11}) == {"comment": AnswerFault.TOO_LONG}
    assert faults_of({"purpose": "1"}) == {WHOLE_FORM: AnswerFault.NOTHING_ANSWERED}
    assert faults_of({"polite": "4", "age": "1"}) == {"age": AnswerFault.UNKNOWN_QUESTION}


def test_only_what_was_read_differently_is_compared() -> None:
    fields = fields_of(with_kinds(), "vi")
    one = {"polite": "4", "overall": "5", "comment": "Nhanh  gọn"}
    other = {"polite": "3", "overall": "5", "comment": "nhanh gọn", "purpose": "1"}
    found = differing(fields, one, other)
    assert [field.name for field in found] == ["polite", "purpose"]
    assert settled(one, {"polite": "3", "purpose": "-"}, found) == {
        **one,
        "polite": "3",
        "purpose": "",
    }
    with pytest.raises(AnswersError) as refused:
        settled(one, {"polite": "3"}, found)
    assert refused.value.faults == {"purpose": AnswerFault.MISSING}
