"""Codes on paper survive being read aloud, copied by hand and typed badly."""

from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.codes import (
    ACCESS_CODE_LENGTH,
    ALPHABET,
    PLACE_CODE_LENGTH,
    CodeMistypedError,
    _symbols,
    check,
    check_place_code,
    derive_access_code,
    grouped,
    new_code,
    normalise,
    parse_access_code,
    with_check,
)

KEY = b"k" * 32
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


def test_a_place_code_is_not_an_access_code() -> None:
    code = new_code()
    assert check_place_code(code.lower()) == code
    with pytest.raises(CodeMistypedError, match="length"):
        parse_access_code(code)


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


def test_an_access_code_has_sixteen_symbols_in_four_groups() -> None:
    code = derive_access_code(KEY, b"submission")
    assert len(code.text) == ACCESS_CODE_LENGTH
    assert [len(group) for group in code.printed.split()] == [4, 4, 4, 4]
    assert parse_access_code(code.printed.lower()) == code


def test_an_access_code_depends_on_key_submission_and_turn() -> None:
    code = derive_access_code(KEY, b"submission", 0)
    assert code == derive_access_code(KEY, b"submission", 0)
    others = {
        derive_access_code(b"other", b"submission", 0),
        derive_access_code(KEY, b"submission2", 0),
        derive_access_code(KEY, b"submission", 1),
    }
    assert len(others | {code}) == 4
    assert len({one.locator for one in others | {code}}) == 4


def test_the_secret_of_an_access_code_is_not_shown_in_logs() -> None:
    code = derive_access_code(KEY, b"submission")
    assert code.secret not in repr(code)
    assert code.locator in repr(code)


def test_derived_symbols_are_evenly_spread() -> None:
    draws = 62_000
    counts = Counter(islice(_symbols(KEY, b"spread", 0), draws))
    expected = draws / len(ALPHABET)
    chi_squared = sum((counts[s] - expected) ** 2 / expected for s in ALPHABET)
    assert set(counts) == set(ALPHABET)
    assert (
        chi_squared < 59.7
    )  # 30 degrees of freedom, one in a thousand; a biased byte % 31 is above
