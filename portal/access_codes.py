"""Access codes of petitions: seven easy words without diacritics, the last one against slips.

The words (`access_words.csv`) are two syllables each, made up, harmless, and none becomes another
by one slip. A Telex keyboard leaves them alone: after the first letter there is no tone key, and no
a, e or o comes twice. The order of the file is part of every code given out: it never changes.
"""

import csv
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice, product
from math import prod
from pathlib import Path

from portal.codes import CodeMistypedError

WORDS_FILE = Path(__file__).with_name("access_words.csv")
BASE = 1021  # words in the file; prime, so that any wrong word and any two swapped change the sum
LOCATOR_WORDS, SECRET_WORDS = 2, 4
WORDS = LOCATOR_WORDS + SECRET_WORDS + 1
DIGITS = 4  # of one word's number in a stored locator
# Pairs of bytes from here up are thrown away, or the first words would come more often.
FIRST_BIASED = 65536 - 65536 % BASE
LONGEST_TYPED = 200
MOST_READINGS = 5000
# What the ear takes for a letter of the list; no word has the left one.
HEARD = (("x", "s"), ("tr", "ch"), ("gi", "d"), ("r", "d"), ("y", "i"), ("f", "ph"))


@dataclass(frozen=True)
class AccessCode:
    """The key to one petition: seven words, of which only the locator is stored as it is.

    The locator is the numbers of the first two words; the secret, four words or 39.98 bits, is
    stored as a slow hash and tried under a throttle. `repr` does not show the secret.
    """

    locator: str
    secret: str = field(repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The seven words, the check word last."""
        numbers = (int(self.locator[:DIGITS]), int(self.locator[DIGITS:]))
        said = (*(word_list()[number] for number in numbers), *self.secret.split("-"))
        return (*said, check_word(said))

    @property
    def text(self) -> str:
        """The words with hyphens between them."""
        return "-".join(self.words)

    @property
    def printed(self) -> str:
        """The words with blanks between them, as on the receipt."""
        return " ".join(self.words)


@cache
def word_list() -> tuple[str, ...]:
    with WORDS_FILE.open(encoding="ascii", newline="") as file:
        return tuple(word for row in csv.reader(file) for word in row)


@cache
def _numbers() -> Mapping[str, int]:
    return {word: number for number, word in enumerate(word_list())}


def check_word(words: Sequence[str]) -> str:
    """Return the word that makes the weighted sum of all seven 0 modulo 1021."""
    return word_list()[-_weighted_sum(words, first_weight=2) % BASE]


def derive_access_code(key: bytes, submission_id: bytes, turn: int = 0) -> AccessCode:
    """Return the access code of a submission; the same arguments give the same code.

    A citizen who presses "send" twice thus sees one code, though no table holds it. `key` is
    kept outside the database; `turn` (0 to 2**32 - 1) is raised when the locator is taken.
    """
    drawn = list(islice(_drawn(key, submission_id, turn), LOCATOR_WORDS + SECRET_WORDS))
    return _code([word_list()[number] for number in drawn])


def parse_access_code(text: str) -> AccessCode:
    """Return what a citizen typed as an access code, or raise `CodeMistypedError`.

    Forgiven are capitals, diacritics, whatever stands between words or nothing between them, what
    sounds alike, and one slip a word (a letter wrong, missing, too many, or two swapped), as long
    as exactly one code fits. Nothing here asks a database: forgiving helps nobody to guess.
    """
    typed = plain(text)
    return _code(_run_together(typed) or _nearest(typed.split()))


def plain(text: str) -> str:
    """Return typed text in small plain letters, one blank for whatever stands between them."""
    lowered = unicodedata.normalize("NFD", text[:LONGEST_TYPED].lower().replace("đ", "d"))
    letters = "".join(char for char in lowered if unicodedata.category(char) not in {"Mn", "Cf"})
    return " ".join("".join(char if "a" <= char <= "z" else " " for char in letters).split())


def _meant(part: str) -> list[str]:
    """Return the words of the list that a typed word can stand for."""
    if part in _numbers():
        return [part]
    heard = _as_heard(part)
    if heard in _numbers():
        return [heard]
    near = [word for word in word_list() if _is_one_slip(word, part)]
    if not near:
        raise CodeMistypedError("word", part[:LONGEST_TYPED])
    return near


def _as_heard(part: str) -> str:
    """Return a word as it would be spelled in the list: k before a, o, u is written c."""
    for letters, meant in HEARD:
        part = part.replace(letters, meant)
    return re.sub("k(?!h)", "c", part)


def _run_together(typed: str) -> tuple[str, ...]:
    """Return the words of a code typed without a slip, whatever blanks are in it; else none.

    Where letters can be cut into words in two ways, the check word decides.
    """
    joined = typed.replace(" ", "")
    fitting = [said for said in _splits(joined, WORDS) if _is_whole(said)]
    return fitting[0] if len(fitting) == 1 else ()


def _nearest(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the one code that is a slip a word away; raise `CodeMistypedError` for none or two."""
    if len(parts) != WORDS:
        raise CodeMistypedError("length")
    choices = [_meant(part) for part in parts]
    if prod(map(len, choices)) > MOST_READINGS:
        raise CodeMistypedError("check")
    fitting = [said for said in product(*choices) if _is_whole(said)]
    if len(fitting) != 1:
        raise CodeMistypedError("check")
    return fitting[0]


def _is_whole(said: Sequence[str]) -> bool:
    return not _weighted_sum(said, first_weight=1)


def _splits(text: str, words: int) -> Iterator[tuple[str, ...]]:
    if not words:
        if not text:
            yield ()
        return
    for size in (4, 5, 6):
        if len(text) >= size and text[:size] in _numbers():
            for rest in _splits(text[size:], words - 1):
                yield (text[:size], *rest)


def _is_one_slip(word: str, typed: str) -> bool:
    """Say whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    if abs(len(word) - len(typed)) > 1:
        return False
    start = next(
        (i for i, (one, other) in enumerate(zip(word, typed, strict=False)) if one != other),
        min(len(word), len(typed)),
    )
    left, right = word[start:], typed[start:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left == right[1:] or left[1:] == right


def _code(said: Sequence[str]) -> AccessCode:
    """Return the code that begins with these words; a check word at their end is left out."""
    locator, secret = said[:LOCATOR_WORDS], said[LOCATOR_WORDS : WORDS - 1]
    numbers = (f"{_numbers()[word]:0{DIGITS}}" for word in locator)
    return AccessCode("".join(numbers), "-".join(secret))


def _drawn(key: bytes, submission_id: bytes, turn: int) -> Iterator[int]:
    """Yield evenly spread numbers of words from HMAC-SHA256 in counter mode (NIST SP 800-108)."""
    block = 0
    while True:
        # Both numbers have a fixed width, so no two submissions can share a message.
        message = turn.to_bytes(4, "big") + block.to_bytes(4, "big") + submission_id
        digest = hmac.digest(key, message, hashlib.sha256)
        for start in range(0, len(digest), 2):
            drawn = int.from_bytes(digest[start : start + 2], "big")
            if drawn < FIRST_BIASED:
                yield drawn % BASE
        block += 1


def _weighted_sum(words: Sequence[str], first_weight: int) -> int:
    numbers = (_numbers()[word] for word in reversed(words))
    return sum(weight * number for weight, number in enumerate(numbers, first_weight)) % BASE
