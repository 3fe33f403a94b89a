"""Good enough, kept well, and silent about who exists."""

import unicodedata

import pytest

from portal.offices.passwords import Hasher, fault_of, hasher

FAST = Hasher(is_fast=True)


@pytest.mark.parametrize(
    "password", ["hoa sim bên suối", "Xe đạp 12 đỏ", "correct-horse-9", "tròmàvui mưa"]
)
def test_a_phrase_of_one_s_own_is_taken(password: str) -> None:
    assert fault_of(password, "lan.nguyen") is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("ngắn quá", "too_short"),
        ("a" * 9, "too_short"),
        ("ba" * 101, "too_long"),
        ("lan.nguyen", "like_name"),
        ("Lan.Nguyen2026", "like_name"),
        ("aaaaaaaaaaaa", "too_common"),
        ("1234567890", "too_common"),
        ("20261122202611", "too_common"),
        ("mật khẩu 123", "too_common"),
        ("MatKhau@2026", "too_common"),
        ("p@ssw0rd1234", "too_common"),
        ("Việt Nam vô địch", "too_common"),
        ("qwertyuiop", "too_common"),
        ("1qaz2wsx3edc", "too_common"),
        ("abcabcabcabc", "too_common"),
        ("admin@123456", "too_common"),
        ("!!!!!!!!!!!!", "too_common"),
    ],
)
def test_what_everybody_tries_first_is_refused(password: str, fault: str) -> None:
    assert fault_of(password, "lan.nguyen") == fault


def test_only_the_same_password_fits() -> None:
    stored = FAST.hash("hoa sim bên suối")
    assert stored.startswith("$argon2id$")
    assert FAST.fits(stored, "hoa sim bên suối")
    assert not FAST.fits(stored, "hoa sim ben suoi")


def test_both_spellings_of_a_vietnamese_letter_are_one_password() -> None:
    stored = FAST.hash(unicodedata.normalize("NFD", "hoa sim bên suối"))
    assert FAST.fits(stored, unicodedata.normalize("NFC", "hoa sim bên suối"))


def test_nothing_fits_a_person_without_a_password_or_a_broken_hash() -> None:
    assert not FAST.fits(None, "nobody has this password")
    assert not FAST.fits("not a hash", "not a hash")


def test_more_than_the_longest_password_never_fits_its_beginning() -> None:
    longest = "xyz!" * 50
    stored = FAST.hash(longest)
    assert FAST.fits(stored, longest)
    assert not FAST.fits(stored, longest + "and more")


def test_production_hashes_with_the_memory_the_standard_asks_for() -> None:
    assert "m=65536,t=3,p=4" in hasher(is_fast=False).hash("hoa sim bên suối")
    assert hasher(is_fast=True) is hasher(is_fast=True)
