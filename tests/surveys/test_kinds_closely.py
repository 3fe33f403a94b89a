"""What is particular to single kinds of question."""

import pytest

from surveys.kind import AnswerFault, Part
from surveys.kinds.choices import MultipleChoice, Option, Picked, SingleChoice
from surveys.kinds.levels import FiveLevel, ThreeLevel
from surveys.kinds.matrix import Matrix, Row
from surveys.kinds.numbers import Number, Percent
from surveys.kinds.written import LongText, ShortText
from surveys.loading import load_builtin
from surveys.scale import Level, Scale
from surveys.texts import Texts

COUNTER = load_builtin("counter-short")
LEVEL = FiveLevel(COUNTER.scale)
PURPOSE = COUNTER.question("purpose").kind


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, Texts.of({"vi": code.upper()})) for code in codes)


def test_levels_are_counted_with_every_empty_cell() -> None:
    assert LEVEL.count([5, 4, 5, 0]) == {1: 0, 2: 0, 3: 0, 4: 1, 5: 2, 0: 1}


def test_a_level_is_exported_as_number_but_not_applicable_as_words() -> None:
    assert LEVEL.export(4, "vi") == {"": 4}
    assert LEVEL.export(0, "en") == {"": "This did not concern me"}


def test_options_are_counted_in_the_order_of_the_form() -> None:
    counts = PURPOSE.count([Picked(("ask",)), Picked(("ask",)), Picked(("submit_file",))])
    assert list(counts.items()) == [("submit_file", 1), ("collect_result", 0), ("ask", 2)]


def test_an_option_is_exported_in_the_readers_language() -> None:
    assert PURPOSE.export(Picked(("ask",)), "vi") == {"": "Hỏi việc"}
    assert PURPOSE.export(Picked(("ask",)), "en") == {"": "To ask about something"}


def test_words_typed_without_a_tick_are_the_tick() -> None:
    one, many = SingleChoice(options("a", "other")), MultipleChoice(options("a", "other"))
    assert one.check({".other.text": "chợ"}) == Picked(("other",), "chợ")
    assert many.check({".a": "1", ".other.text": "chợ"}) == Picked(("a", "other"), "chợ")


def test_words_beside_another_single_option_say_nothing() -> None:
    one = SingleChoice(options("a", "other"))
    assert one.check({"": "a", ".other.text": "chợ"}) == Picked(("a",))
    assert one.check({"": "other"}) == Picked(("other",))


def test_words_without_an_option_for_them_are_no_field() -> None:
    assert SingleChoice(options("a", "b")).fields == ("",)
    assert SingleChoice(options("a", "other")).fields == ("", ".other.text")
    assert MultipleChoice(options("a", "other")).fields == (".a", ".other", ".other.text")


@pytest.mark.parametrize("kind", [SingleChoice, MultipleChoice])
def test_words_for_something_else_are_few(kind: type[SingleChoice | MultipleChoice]) -> None:
    choice = kind(options("a", "other"))
    assert choice.check({".other.text": "x" * 201}) is AnswerFault.TOO_LONG
    assert choice.check({".other.text": "x" * 200}) == Picked(("other",), "x" * 200)


def test_words_for_something_else_are_kept_apart_from_the_choice() -> None:
    for kind in (SingleChoice(options("a", "other")), MultipleChoice(options("a", "other"))):
        (choice, text) = kind.entries(Picked(("other",), "chợ"))
        assert (choice.part, choice.name) == (kind.part, "")
        assert (text.part, text.name, text.value) == (Part.TEXT, ".other.text", "chợ")
        assert len(list(kind.entries(Picked(("other",))))) == 1


def test_people_who_pick_several_are_counted_once_as_people() -> None:
    many = MultipleChoice(options("a", "b", "other"))
    assert many.count([Picked(("a", "b")), Picked(("other",), "x")]) == {
        "a": 1,
        "b": 1,
        "other": 1,
        "*": 2,
    }
    assert many.export(Picked(("b",)), "vi") == {".a": 0, ".b": 1, ".other": 0, ".other.text": None}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("\u00a0007 ", 7),
        ("2000001", AnswerFault.OUT_OF_RANGE),
        ("-1", AnswerFault.OUT_OF_RANGE),
        ("1.5", AnswerFault.NOT_A_NUMBER),
        ("1,500.000", AnswerFault.NOT_A_NUMBER),
        ("hai", AnswerFault.NOT_A_NUMBER),
        ("٣", AnswerFault.NOT_A_NUMBER),
        ("1e3", AnswerFault.NOT_A_NUMBER),
        ("9" * 5000, AnswerFault.NOT_A_NUMBER),
        ("5 %", AnswerFault.NOT_A_NUMBER),
    ],
)
def test_whole_numbers_are_read_as_people_write_them(text: str, number: object) -> None:
    assert Number(0, 2_000_000).check({"": text}) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("100", 100),
        ("75%", 75),
        ("75 %", 75),
        ("101", AnswerFault.OUT_OF_RANGE),
        ("%", None),
        ("75%%", AnswerFault.NOT_A_NUMBER),
        ("0,75", AnswerFault.NOT_A_NUMBER),
    ],
)
def test_percent_are_whole_and_may_carry_their_sign(text: str, number: object) -> None:
    assert Percent().check({"": text}) == number


def test_numbers_are_counted_by_sum_and_ends() -> None:
    assert Percent().count([80, 40, 90]) == {"*": 3, "sum": 210, "least": 40, "most": 90}


def test_of_texts_only_their_number_is_counted() -> None:
    assert LongText(10).count(["tốt", "chậm"]) == {"written": 2}
    assert ShortText(10).count([]) == {"written": 0}


def test_a_text_is_exported_as_it_is() -> None:
    assert LongText(10).export("=1+1", "vi") == {"": "=1+1"}


def test_a_short_text_is_one_line_measured_in_letters() -> None:
    assert ShortText(10).check({"": "ê̆ \n\n" * 5}) == "ê̆ ê̆ ê̆ ê̆ ê̆"
    assert ShortText(3).check({"": "ê̆ê̆ê̆ê̆"}) is AnswerFault.TOO_LONG


def test_a_matrix_is_counted_row_by_row_and_level_by_level() -> None:
    three = Scale(tuple(Level(n, Texts.of({"vi": str(n)})) for n in (1, 2, 3)), None, ())
    rows = tuple(Row(code, Texts.of({"vi": code})) for code in ("r", "s"))
    matrix = Matrix(ThreeLevel(three), rows)
    assert matrix.count([{"r": 3}, {"r": 3, "s": 1}]) == {
        "r.1": 0,
        "r.2": 0,
        "r.3": 2,
        "r.0": 0,
        "s.1": 1,
        "s.2": 0,
        "s.3": 0,
        "s.0": 0,
    }
    assert [(e.part, e.name, e.value) for e in matrix.entries({"s": 1})] == [(Part.GRADE, ".s", 1)]
    assert rows[0].text("vi") == "r"
