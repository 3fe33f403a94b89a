"""A content pack is whole or says what it lacks; its questionnaire speaks its language alone."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from surveys.__main__ import main
from surveys.faults import Fault, FaultCode
from surveys.loading import builtin_codes
from surveys.parts import BUILT_IN, read
from surveys.sentences import sentence
from surveys.tongues.codes import is_tongue
from surveys.tongues.command import lint_pack_file
from surveys.tongues.interface import INTERFACE
from surveys.tongues.linting import lint_pack
from surveys.tongues.pack import pack_of, spoken
from surveys.tongues.skeleton import skeleton
from surveys.tongues.texts import texts_of
from tests.surveys.tongues.packs import MADE_UP, as_file, counter_short, made_up

# Ê Đê, Gia Rai, Ba Na, Giẻ Triêng, Xơ Đăng, two of S'tiêng, H'Mông, Khmer, Tày: as IANA has them.
HIGHLANDS = ("rad", "jra", "bdq", "jeh", "sed", "sti", "stt", "hmn", "km", "tyz")


@pytest.mark.parametrize("tag", [*HIGHLANDS, "hmn-Latn", "qaa", MADE_UP])
def test_a_language_of_the_registry_is_one_whatever_programs_know_of_it(tag: str) -> None:
    assert is_tongue(tag)


@pytest.mark.parametrize("tag", ["", "xyz", "ede", "RAD", "und", "vi_VN", "rad-", "a" * 40, "../x"])
def test_a_tag_that_nobody_registered_is_none(tag: str) -> None:
    assert not is_tongue(tag)


def test_a_whole_pack_has_no_fault_and_comes_back_from_its_file() -> None:
    asked = counter_short()
    pack = made_up(asked)
    assert lint_pack(pack, asked) == []
    assert tomllib.loads(as_file(pack).decode()) == pack


@pytest.mark.parametrize("code", builtin_codes())
def test_every_text_of_every_questionnaire_is_spoken_and_in_no_other_language(code: str) -> None:
    asked = read(BUILT_IN / f"{code}.toml")
    speaking = spoken(asked, pack_of(made_up(asked)))
    assert speaking.languages == (MADE_UP,)
    assert all(set(words) == {"vi", "en"} for _place, words in texts_of(asked))  # untouched
    for question in speaking.questions:
        assert question.text(MADE_UP).startswith("[questions.")
        with pytest.raises(KeyError):
            question.text("vi")


def wanting(change: Callable[[dict[str, Any]], object]) -> list[Fault]:
    asked = counter_short()
    pack = made_up(asked)
    change(pack)
    return lint_pack(pack, asked)


def test_the_linter_names_the_question_and_the_answer_that_are_missing() -> None:
    def change(pack: dict[str, Any]) -> None:
        pack["texts"]["questions"]["manner"]["text"] = " "
        del pack["texts"]["scale"]["levels"]["5"]
        del pack["interface"]["send"]
        pack["texts"]["questions"]["purpose"]["options"]["asks"] = {"text": "?"}

    assert [sentence(fault) for fault in wanting(change)] == [
        'interface, send: missing; in English "Send the rating".',
        f'scale, level "5", text: there is no text in "{MADE_UP}".',
        f'question "manner", text: there is no text in "{MADE_UP}".',
        'texts, question "purpose", option "asks": "text" means nothing here; is it misspelt?',
    ]


CHANGES: dict[str, tuple[dict[str, Any], FaultCode]] = {
    "no such language": ({"tongue": "xyz"}, FaultCode.BAD_TONGUE),
    "there already": ({"tongue": "vi"}, FaultCode.TONGUE_THERE),
    "no name": ({"name": " "}, FaultCode.BAD_NAME),
    "hidden letters": ({"name": "a\u0007b"}, FaultCode.BAD_NAME),
    "direction": ({"direction": "up"}, FaultCode.BAD_DIRECTION),
    "version": ({"version": 0}, FaultCode.BAD_NUMBER),
    "another questionnaire": ({"instrument": "counter-short/1"}, FaultCode.OTHER_QUESTIONNAIRE),
    "no texts": ({"texts": []}, FaultCode.WRONG_TYPE),
    "a key too many": ({"colour": "red"}, FaultCode.UNKNOWN_KEY),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_head_that_does_not_fit_is_named(case: str) -> None:
    change, code = CHANGES[case]
    asked = counter_short()
    assert [fault.code for fault in lint_pack({**made_up(asked), **change}, asked)] == [code]


@pytest.mark.parametrize("words", ['x" onclick=y', "<b>x</b>", "a & b", "100 %", "a\u200b\u0000"])
def test_words_of_the_page_are_plain(words: str) -> None:
    """They stand on pages as they are, in attributes too, and % is for what is filled in."""
    faults = wanting(lambda pack: pack["interface"].update(send=words))
    assert faults == [Fault(FaultCode.NOT_PLAIN, ("interface", "send"))]


def test_what_is_filled_in_stays() -> None:
    faults = wanting(lambda pack: pack["interface"].update(results="[results] %(nmae)s"))
    assert [fault.code for fault in faults] == [FaultCode.PLACEHOLDERS]


def test_a_pack_for_a_questionnaire_that_is_not_there_says_so() -> None:
    pack = made_up(counter_short()) | {"instrument": "market/1"}
    faults, _about = lint_pack_file(Path("pack.toml"), pack)
    assert faults == [Fault(FaultCode.NO_QUESTIONNAIRE, ("instrument",), "market/1")]


def test_an_empty_pack_lacks_everything_and_says_so() -> None:
    asked = counter_short()
    empty = tomllib.loads(skeleton(asked, "rad").replace('name = ""', 'name = "?"', 1))
    faults = lint_pack(empty, asked)
    assert len(faults) == len(INTERFACE) + len(list(texts_of(asked)))
    assert {fault.code for fault in faults} == {
        FaultCode.MISSING_WORDS,
        FaultCode.MISSING_TRANSLATION,
    }


def test_a_designer_checks_a_pack_on_a_laptop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pack.toml"
    path.write_bytes(as_file(made_up(counter_short())))
    assert main(["lint", str(path)]) == 0
    assert "no faults. counter-short/2 in qaa-x-madeup" in capsys.readouterr().out
    assert main(["pack", "counter-short", "rad"]) == 0
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["lint", str(path)]) == 1
    assert "give the language its own name" in capsys.readouterr().out
    path.write_bytes(as_file({**made_up(counter_short()), "instrument": "market/1"}))
    assert main(["lint", str(path)]) == 1
    assert "neither beside the pack nor built in" in capsys.readouterr().out
