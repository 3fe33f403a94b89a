"""What makes a password good enough, and how it is kept: argon2id, never inside a transaction."""

import re
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST, RFC_9106_LOW_MEMORY

from portal.offices.common_passwords import COMMON_WORDS, WALKS
from portal.search import fold

MIN_LENGTH = 10  # NIST SP 800-63B asks for 8 with a list of common ones; the list here is short
MAX_LENGTH = 200  # a megabyte of "password" must not keep the hasher busy
FEWEST_LETTERS = 4  # "aaaaaaaaab" is ten long and no secret

SIGNS = re.compile(r"[\W_]+")
NO_LETTERS = re.compile(r"[\W\d_]+")
TAIL = re.compile(r"[\W\d_]+$")
# People write these for letters, and so do the lists of attackers.
LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})


class Hasher:
    """Hashes and compares passwords with argon2id; `is_fast` is for demonstrations and tests."""

    def __init__(self, *, is_fast: bool) -> None:
        profile = CHEAPEST if is_fast else RFC_9106_LOW_MEMORY
        self._argon = PasswordHasher.from_parameters(profile)
        self._nobody = self._argon.hash("nobody has this password")

    def hash(self, password: str) -> str:
        return self._argon.hash(_composed(password))

    def fits(self, stored: str | None, password: str) -> bool:
        """Compare a password with a stored hash.

        None, for a person who does not exist or has no password yet, costs the same time as a
        wrong password: otherwise the clock would tell which names exist.
        """
        candidate = _composed(password)
        try:
            self._argon.verify(stored or self._nobody, candidate[:MAX_LENGTH])
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None and len(candidate) <= MAX_LENGTH


@lru_cache(maxsize=2)
def hasher(*, is_fast: bool) -> Hasher:
    """Return the one hasher of a process; making it costs a hash."""
    return Hasher(is_fast=is_fast)


def fault_of(password: str, username: str) -> str | None:
    """Return why a password cannot be taken: `too_short`, `too_long`, `like_name`, `too_common`."""
    length = len(_composed(password))
    if length < MIN_LENGTH:
        return "too_short"
    if length > MAX_LENGTH:
        return "too_long"
    folded = fold(password)
    if _without_repeats(_letters(folded)) == _letters(fold(username)) != "":
        return "like_name"
    return "too_common" if _is_guessable(folded) else None


def _is_guessable(folded: str) -> bool:
    bare = SIGNS.sub("", folded)
    if len(set(bare)) < FEWEST_LETTERS or bare.isdecimal():
        return True
    if any(bare in walk for walk in WALKS):
        return True
    spellings = (folded, folded.translate(LEET), TAIL.sub("", folded).translate(LEET))
    return not COMMON_WORDS.isdisjoint(_without_repeats(_letters(word)) for word in spellings)


def _letters(word: str) -> str:
    return NO_LETTERS.sub("", word)


def _without_repeats(word: str) -> str:
    """Return `abc` for `abcabc`."""
    for size in range(1, len(word) // 2 + 1):
        if len(word) % size == 0 and word == word[:size] * (len(word) // size):
            return word[:size]
    return word


def _composed(password: str) -> str:
    # One keyboard writes "ậ" as one letter, the other as three: both are the same password.
    return unicodedata.normalize("NFC", password)
