"""The built-in questionnaires, and how any questionnaire is loaded and read."""

import shutil
from pathlib import Path

import pytest

from surveys.concern import Concern
from surveys.faults import FaultCode
from surveys.instrument import Instrument
from surveys.kinds.choices import SingleChoice
from surveys.kinds.written import LongText
from surveys.linting import lint
from surveys.loading import InstrumentError, builtin_codes, load, load_builtin, parse
from surveys.parts import read
from tests.surveys.questionnaire import sound

BUILT_IN = Path(__file__).parents[2] / "surveys" / "instruments"


@pytest.fixture
def counter() -> Instrument:
    return load_builtin("counter-short")


@pytest.mark.parametrize("code", builtin_codes())
def test_every_built_in_is_clean_and_named_like_its_file(code: str) -> None:
    assert lint(read(BUILT_IN / f"{code}.toml")) == []
    assert load_builtin(code).code == code


@pytest.mark.parametrize("code", builtin_codes())
def test_every_built_in_has_words_for_everything_in_vietnamese_and_english(code: str) -> None:
    instrument = load_builtin(code)
    for language in ("vi", "en"):
        labels = [choice.text(language) for choice in instrument.scale.choices]
        texts = [question.text(language) for question in instrument.questions]
        names = [factor.text(language) for factor in instrument.factors]
        head = [instrument.title(language), instrument.lead(language)]
        assert all([*labels, *texts, *names, *head])
        for words in (labels, texts, names):
            assert len(set(words)) == len(words)


def test_the_counter_form_has_nine_criteria_in_five_factors_and_one_overall(
    counter: Instrument,
) -> None:
    items = {factor.code: len(counter.items_of(factor.code)) for factor in counter.factors}
    assert items == {"access": 1, "procedure": 2, "staff": 3, "result": 2, "feedback": 1}
    assert len(counter.criteria) == 9
    assert {question.code for question in counter.rated} - {q.code for q in counter.criteria} == {
        "overall"
    }


def test_each_criterion_lies_in_the_official_group_of_its_factor(counter: Instrument) -> None:
    groups = {"access": "S.1.", "procedure": "S.2.", "staff": "S.3.", "result": "S.4."}
    groups["feedback"] = "S.5."
    for question in counter.criteria:
        assert question.criterion is not None
        assert question.criterion.startswith(groups[question.factor or ""])


def test_the_counter_form_compels_nobody(counter: Instrument) -> None:
    assert not any(question.required for question in counter.questions)


def test_the_counter_form_asks_the_purpose_and_takes_a_comment(counter: Instrument) -> None:
    purpose, stood_beside = counter.choices
    assert stood_beside == counter.questions[-1]
    assert stood_beside.signal is Concern.PRESSURE
    assert isinstance(purpose.kind, SingleChoice)
    assert {option.code: option.text("vi") for option in purpose.kind.options} == {
        "submit_file": "Nộp hồ sơ",
        "collect_result": "Nhận kết quả",
        "ask": "Hỏi việc",
    }
    assert counter.comment is not None
    assert counter.comment.kind == LongText(5000)
    assert counter.comment.hint("vi")
    assert purpose.hint("vi") is None


def test_the_levels_are_labelled_and_zero_is_the_way_out(counter: Instrument) -> None:
    assert [counter.scale.label(value, "vi") for value in (1, 2, 3, 4, 5, 0)] == [
        "Rất không hài lòng",
        "Không hài lòng",
        "Bình thường",
        "Hài lòng",
        "Rất hài lòng",
        "Tôi chưa gặp việc này",
    ]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (("en",), "en"),
        (("en-GB", "vi"), "en"),
        (("EN",), "en"),
        (("rad", "en"), "en"),
        (("rad",), "vi"),
        (("",), "vi"),
        ((), "vi"),
    ],
)
def test_a_whole_page_is_in_one_language(
    counter: Instrument, wanted: tuple[str, ...], shown: str
) -> None:
    assert counter.language_for(*wanted) == shown


def test_a_single_text_never_falls_back(counter: Instrument) -> None:
    with pytest.raises(KeyError):
        counter.question("overall").text("rad")


def test_a_question_is_found_by_code(counter: Instrument) -> None:
    assert counter.question("signs").criterion == "S.1.2"
    with pytest.raises(KeyError):
        counter.question("signs2")


def test_a_built_in_is_read_once(counter: Instrument) -> None:
    assert load_builtin("counter-short") is counter
    assert {counter: "usable as a key"}[load_builtin("counter-short")]


@pytest.mark.parametrize("code", ["", "nope", "../instruments/counter-short", "/etc/passwd"])
def test_a_code_is_never_a_path(code: str) -> None:
    with pytest.raises(LookupError):
        load_builtin(code)


def test_a_file_from_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = (BUILT_IN / "counter-short.toml").read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text)
    assert load(path) == load_builtin("counter-short")


def test_a_copy_elsewhere_is_the_same_questionnaire(tmp_path: Path) -> None:
    copy = shutil.copy(BUILT_IN / "counter-short.toml", tmp_path)
    assert load(Path(copy)) == load_builtin("counter-short")


def test_a_faulty_file_is_refused_with_all_its_faults() -> None:
    data = sound()
    data["version"] = 0
    data["questions"][0]["factor"] = "none"
    with pytest.raises(InstrumentError) as caught:
        parse(data)
    codes = [fault.code for fault in caught.value.faults]
    assert codes == [FaultCode.BAD_NUMBER, FaultCode.UNKNOWN_FACTOR, FaultCode.UNUSED_FACTOR]


def test_texts_are_stored_composed_and_trimmed() -> None:
    data = sound()
    data["title"]["vi"] = "  Phie\u0302\u0301u "
    assert parse(data).title("vi") == "Phiếu"


def test_a_scale_may_do_without_a_way_out() -> None:
    data = sound()
    del data["scale"]["not_applicable"]
    instrument = parse(data)
    assert [choice.value for choice in instrument.scale.choices] == [1, 2, 3, 4, 5]


def test_a_form_may_do_without_comment() -> None:
    data = sound()
    data["questions"].pop()
    assert parse(data).comment is None
