"""Codes on paper survive being read aloud, copied by hand and typed badly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.codes import (
    ALPHABET,
    PLACE_CODE_LENGTH,
    CodeMistypedError,
    check,
    check_place_code,
    grouped,
    new_code,
    normalise,
    with_check,
)

codes = st.builds(with_check, st.text(alphabet=ALPHABET, min_size=1, max_size=29))


def fault_of(text: str, length: int | None = None) -> CodeMistypedError:
    with pytest.raises(CodeMistypedError) as caught:
        check(text, length)
    return caught.value


def test_the_alphabet_has_31_symbols_and_no_look_alikes() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("01OIL") & set(ALPHABET)


@given(codes)
def test_a_code_passes_its_own_check(code: str) -> None:
    assert check(code) == code


@given(codes, st.data())
def test_every_single_wrong_symbol_is_caught(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    for wrong in set(ALPHABET) - {code[place]}:
        assert fault_of(code[:place] + wrong + code[place + 1 :]).fault == "check"


@given(codes)
def test_every_swap_of_neighbours_is_caught(code: str) -> None:
    for place in range(len(code) - 1):
        left, right = code[place], code[place + 1]
        if left != right:
            swapped = code[:place] + right + left + code[place + 2 :]
            assert fault_of(swapped).fault == "check"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "typed", ["abcd-efg", " AB CD. EFG ", "abcd\u2013efg", "ABCD\u200bEFG\u00a0"]
)
def test_case_and_separators_do_not_matter(typed: str) -> None:
    assert normalise(typed) == "ABCDEFG"


def test_confusable_letters_are_named_and_not_guessed() -> None:
    error = fault_of("o0abO1")
    assert (error.fault, error.symbols) == ("symbol", "O01")
    assert error.data == {"fault": "symbol", "symbols": "O01"}


@pytest.mark.parametrize("typed", ["", "A", "A" * 31])
def test_a_code_too_short_or_too_long_is_mistyped(typed: str) -> None:
    assert fault_of(typed).fault == "length"


def test_a_place_code_is_read_in_small_letters_too() -> None:
    code = new_code()
    assert check_place_code(code.lower()) == code


def test_a_new_place_code_has_six_random_symbols_and_a_check() -> None:
    draws = iter([0, 1, 2, 28, 29, 30])
    code = new_code(randbelow=lambda below: next(draws) % below)
    assert code[:6] == "234XYZ"
    assert len(code) == PLACE_CODE_LENGTH
    assert check(code) == code


def test_new_codes_differ() -> None:
    assert len({new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("length", [1, 31])
def test_a_code_that_could_not_be_checked_is_not_made(length: int) -> None:
    with pytest.raises(ValueError, match=str(length)):
        new_code(length)


def test_a_code_is_printed_in_groups() -> None:
    assert grouped("ABCDEFG", 4) == "ABCD EFG"
    assert grouped("ABCDEFG", 4, "-") == "ABCD-EFG"
