"""Questionnaires made of the questions of others."""

import tomllib
from pathlib import Path

import pytest

from surveys.faults import Fault, FaultCode
from surveys.linting import lint
from surveys.loading import load, parse
from surveys.parts import read

HEAD = """
code = "own"
version = 1
languages = ["vi", "en"]
title = { vi = "Phiếu", en = "Form" }
lead = { vi = "Hài lòng thế nào?", en = "How satisfied?" }
[scale]
levels = [
  { value = 1, text = { vi = "1", en = "1" } }, { value = 2, text = { vi = "2", en = "2" } },
  { value = 3, text = { vi = "3", en = "3" } }, { value = 4, text = { vi = "4", en = "4" } },
  { value = 5, text = { vi = "5", en = "5" } },
]
"""
LEVEL = '[[questions]]\ncode = "{}"\nkind = "five-level"\ntext = {{ vi = "{}", en = "{}" }}\n'


def level(code: str) -> str:
    return LEVEL.format(code, code, code)


def part(name: str, rest: str = "") -> str:
    return f'[[questions]]\nfrom = "{name}"\n{rest}\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.toml"


def test_the_questions_of_a_part_stand_where_it_is_named(own: Path) -> None:
    own.with_name("middle.toml").write_text(level("b") + level("c"), "utf-8")
    own.write_text(HEAD + level("a") + part("middle") + level("d"), "utf-8")
    assert [question.code for question in load(own).questions] == ["a", "b", "c", "d"]


def test_a_part_brings_its_factors_and_scales(own: Path) -> None:
    own.write_text(HEAD + part("sipas-service-items") + part("sipas-opinions"), "utf-8")
    instrument = load(own)
    assert len(instrument.factors) == 5
    assert len(instrument.criteria) == 19
    assert len(instrument.graded) == 10


def test_a_file_beside_wins_over_a_built_in_one(own: Path) -> None:
    own.with_name("counter-short.toml").write_text(level("mine"), "utf-8")
    own.write_text(HEAD + part("counter-short"), "utf-8")
    assert [question.code for question in load(own).questions] == ["mine"]


def test_a_whole_part_may_be_asked_only_if(own: Path) -> None:
    inner = level("b") + 'ask_if = [{ question = "a", is = [2, 3] }]\n' + level("c")
    own.with_name("middle.toml").write_text(inner, "utf-8")
    rule = 'ask_if = [{ question = "a", is = [1, 2] }]'
    own.write_text(HEAD + level("a") + part("middle", rule), "utf-8")
    instrument = load(own)
    assert [len(instrument.question(code).ask_if) for code in "abc"] == [0, 2, 1]


@pytest.mark.parametrize("name", ["nowhere", "own", "../own", "/etc/passwd", "", "A"])
def test_a_part_that_is_not_there_is_named(own: Path, name: str) -> None:
    own.write_text(HEAD + level("a") + part(name), "utf-8")
    assert lint(read(own)) == [Fault(FaultCode.UNKNOWN_PART, ("questions", "#2"), name)]


def test_parts_that_take_each_other_are_found_out(own: Path) -> None:
    own.with_name("one.toml").write_text(part("two"), "utf-8")
    own.with_name("two.toml").write_text(part("one"), "utf-8")
    own.write_text(HEAD + level("a") + part("one"), "utf-8")
    (fault,) = lint(read(own))
    assert (fault.code, fault.detail) == (FaultCode.UNKNOWN_PART, "one")


def test_a_code_of_the_part_given_again_is_a_fault(own: Path) -> None:
    own.with_name("middle.toml").write_text(level("a"), "utf-8")
    own.write_text(HEAD + level("a") + part("middle"), "utf-8")
    assert lint(read(own)) == [Fault(FaultCode.DUPLICATE_CODE, ("questions", "a"), "a")]


def test_broken_toml_names_the_part_it_stands_in(own: Path) -> None:
    own.with_name("middle.toml").write_text("code = ", "utf-8")
    own.write_text(HEAD + part("middle"), "utf-8")
    with pytest.raises(tomllib.TOMLDecodeError, match=r"middle\.toml"):
        read(own)


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        ('ask_if = "a"', FaultCode.WRONG_TYPE),
        ("ask_if = [1]", FaultCode.WRONG_TYPE),
        ('kind = "five-level"', FaultCode.UNKNOWN_KEY),
    ],
)
def test_a_part_takes_a_name_and_a_rule_and_nothing_else(
    own: Path, rest: str, code: FaultCode
) -> None:
    own.with_name("middle.toml").write_text(level("b"), "utf-8")
    own.write_text(HEAD + level("a") + part("middle", rest), "utf-8")
    assert code in {fault.code for fault in lint(read(own))}


@pytest.mark.parametrize(
    "content",
    ['questions = "none"', "questions = [1]", "factors = 7", 'scales = { code = "x" }', ""],
)
def test_a_part_of_any_shape_is_read_and_linted(own: Path, content: str) -> None:
    own.with_name("middle.toml").write_text(content, "utf-8")
    own.write_text(HEAD + level("a") + part("middle"), "utf-8")
    faults = lint(read(own))
    assert all(fault.code is FaultCode.WRONG_TYPE for fault in faults)


def test_own_factors_of_the_wrong_type_are_still_a_fault(own: Path) -> None:
    own.write_text("factors = 7\n" + HEAD + part("sipas-service-items"), "utf-8")
    assert Fault(FaultCode.WRONG_TYPE, ("factors",), "list of tables") in lint(read(own))


def test_a_rule_upon_a_part_spoils_no_strange_rule_within(own: Path) -> None:
    own.with_name("middle.toml").write_text(level("b") + "ask_if = 3\n", "utf-8")
    rule = 'ask_if = [{ question = "a", is = [1] }]'
    own.write_text(HEAD + level("a") + part("middle", rule), "utf-8")
    (fault,) = lint(read(own))
    assert fault == Fault(FaultCode.WRONG_TYPE, ("questions", "b", "ask_if"), "list of tables")


def test_the_official_wording_of_a_year_is_a_file_with_its_own_words(own: Path) -> None:
    text = (Path(__file__).parents[2] / "surveys/instruments/counter-short.toml").read_text("utf-8")
    own.write_text(text.replace("Biển chỉ đường đến đúng quầy", "Biển hiệu rõ ràng"), "utf-8")
    question = load(own).question("signs")
    assert question.text("vi") == "Biển hiệu rõ ràng"
    assert question.criterion == "S.1.2"
    assert parse(read(own)).code == "counter-short"
