"""Access codes survive being read aloud, typed on any keyboard and typed badly."""

import hashlib
import re
from collections import Counter
from contextlib import suppress
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access_codes import (
    BASE,
    WORDS,
    WORDS_FILE,
    AccessCode,
    _drawn,
    _is_one_slip,
    check_word,
    derive_access_code,
    parse_access_code,
    word_list,
)
from portal.codes import CodeMistypedError

KEY = b"k" * 32
codes = st.builds(derive_access_code, st.just(KEY), st.binary(min_size=1, max_size=16))
SAID_ALIKE = [
    ("sachin", "xachin"),
    ("cobim", "kobim"),
    ("dole", "role"),
    ("chethi", "trethi"),
]
letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")


def fault_of(typed: str) -> CodeMistypedError:
    with pytest.raises(CodeMistypedError) as caught:
        parse_access_code(typed)
    return caught.value


def test_the_list_is_the_one_every_code_was_made_with() -> None:
    digest = hashlib.sha256(WORDS_FILE.read_bytes()).hexdigest()
    assert digest == "fa6469bf7f8dffaeb3aa023eb94cfea6d758bc9a809f9bee382656578c5f5aaa"
    assert len(set(word_list())) == BASE == 1021


def test_a_telex_keyboard_leaves_every_word_alone() -> None:
    for word in word_list():
        assert re.fullmatch("[a-z]{4,6}", word)
        assert not set(word[1:]) & set("fjrswxz"), word  # tone keys, wherever a vowel stands before
        assert not re.search(r"([aeod]).*\1", word), word  # â, ê, ô, đ


def test_no_word_becomes_another_by_one_slip() -> None:
    words = word_list()
    near = [
        (one, other)
        for number, one in enumerate(words)
        for other in words[number + 1 :]
        if _is_one_slip(one, other)
    ]
    assert near == []


@given(codes)
def test_a_code_is_seven_words_and_reads_back(code: AccessCode) -> None:
    assert len(code.words) == WORDS
    for typed in (code.printed, code.text, code.printed.upper(), f"  {code.text}. "):
        assert parse_access_code(typed) == code


@given(codes)
def test_blanks_may_be_missing_or_in_the_wrong_place(code: AccessCode) -> None:
    joined = "".join(code.words)
    moved = " ".join(joined[start : start + 4] for start in range(0, len(joined), 4))
    for typed in (joined, moved):
        assert parse_access_code(typed) == code


def test_marks_of_a_vietnamese_keyboard_are_taken_off() -> None:
    code = derive_access_code(KEY, b"submission")
    marked = code.printed.translate(str.maketrans("aeiou", "ắệỉồứ")).replace("d", "đ")
    assert parse_access_code(marked) == code


@pytest.mark.parametrize(
    ("word", "heard"),
    [("sachin", "xachin"), ("cobim", "kobim"), ("dole", "role"), ("chethi", "trethi")],
)
def test_what_sounds_alike_is_read_as_the_word_meant(word: str, heard: str) -> None:
    said = [word, *word_list()[:5]]
    typed = " ".join([heard, *said[1:], check_word(said)])
    assert parse_access_code(typed).words[0] == word


@given(codes, st.integers(0, WORDS - 1), st.integers(0, 5), letters)
def test_one_wrong_letter_is_forgiven_or_refused_but_never_another_code(
    code: AccessCode, place: int, at: int, letter: str
) -> None:
    words = list(code.words)
    word = words[place]
    words[place] = word[: at % len(word)] + letter + word[at % len(word) + 1 :]
    with suppress(CodeMistypedError):
        assert parse_access_code(" ".join(words)) == code


def test_nearly_every_single_slip_is_forgiven() -> None:
    read = slips = 0
    for number in range(60):
        words = list(derive_access_code(KEY, bytes([number])).words)
        word = words[number % WORDS]
        for typed in (
            word[1:],
            word[:-1] + "q",
            word[0] + word[2] + word[1] + word[3:],
            word + "h",
        ):
            words[number % WORDS] = typed
            slips += 1
            with suppress(CodeMistypedError):
                read += parse_access_code(" ".join(words)).words[number % WORDS] == word
    assert read / slips > 0.97


@given(codes, st.integers(0, WORDS - 1), st.integers(0, BASE - 1))
def test_every_other_word_and_every_swap_is_caught(
    code: AccessCode, place: int, number: int
) -> None:
    words = list(code.words)
    other = word_list()[number]
    if other != words[place]:
        assert fault_of(" ".join([*words[:place], other, *words[place + 1 :]])).fault == "check"
    if words[0] != words[place]:
        words[0], words[place] = words[place], words[0]
        assert fault_of(" ".join(words)).fault == "check"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "length"),
        ("hida", "length"),
        ("xin chào", "length"),
        ("9" * 5000, "length"),
        ("hida heto samu suha teda suve qqqqqq", "word"),
        ("hida heto samu suha teda suve vemu", "check"),
        ("hid het sam suh ted suv vem", "check"),
    ],
)
def test_what_can_be_no_code_is_refused_at_once(typed: str, fault: str) -> None:
    assert fault_of(typed).fault == fault


def test_an_access_code_depends_on_key_submission_and_turn() -> None:
    code = derive_access_code(KEY, b"submission", 0)
    assert code == derive_access_code(KEY, b"submission", 0)
    others = {
        derive_access_code(b"other", b"submission", 0),
        derive_access_code(KEY, b"submission2", 0),
        derive_access_code(KEY, b"submission", 1),
    }
    assert len({one.locator for one in others | {code}}) == 4
    assert len(code.locator) == 8


def test_the_secret_of_an_access_code_is_not_shown_in_logs() -> None:
    code = derive_access_code(KEY, b"submission")
    assert code.secret not in repr(code)
    assert code.locator in repr(code)


def test_derived_words_are_evenly_spread() -> None:
    draws = 102_100
    counts = Counter(islice(_drawn(KEY, b"spread", 0), draws))
    expected = draws / BASE
    chi_squared = sum((counts[number] - expected) ** 2 / expected for number in range(BASE))
    assert set(counts) == set(range(BASE))
    assert chi_squared < 1165  # 1020 degrees of freedom, one in a thousand
