"""Codes that people copy from paper: no look-alike letters, and a check symbol against slips."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable, Iterator

from portal.errors import DomainError

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 symbols: no 0 and O, no 1, I and L
BASE = len(ALPHABET)
VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}

LONGEST = BASE - 1  # beyond it two positions would share a weight and their swap pass unseen
PLACE_CODE_LENGTH = 7  # 6 random symbols and the check: 31**6 = 887 million places
# 9 symbols, 44.6 bits, and the check: short enough to type, and tried under a throttle.
SLIP_CODE_LENGTH = 10

# Bytes from here up are thrown away: 256 is no multiple of 31, and the first symbols of the
# alphabet would come more often than the last.
FIRST_BIASED_BYTE = 256 - 256 % BASE


class CodeMistypedError(DomainError):
    """No such code can exist.

    `fault` is `length`, `check`, or what is strange in `symbols`: a `symbol` or a `word`.
    """

    code = "code_mistyped"

    def __init__(self, fault: str, symbols: str = "") -> None:
        super().__init__(fault=fault, symbols=symbols)
        self.fault = fault
        self.symbols = symbols


def with_check(symbols: str) -> str:
    """Append the check symbol: the weighted sum of all symbols is then 0 modulo 31.

    Weights grow from 1 at the right end. 31 is prime, so any one wrong symbol and any two
    swapped symbols change the sum.
    """
    return symbols + ALPHABET[-_weighted_sum(symbols, first_weight=2) % BASE]


def new_code(
    length: int = PLACE_CODE_LENGTH, randbelow: Callable[[int], int] = secrets.randbelow
) -> str:
    """Return a new code of `length` symbols, the check symbol included (2 to 30)."""
    if not 2 <= length <= LONGEST:
        raise ValueError(length)
    return with_check("".join(ALPHABET[randbelow(BASE)] for _ in range(length - 1)))


def normalise(text: str) -> str:
    """Return typed text in upper case without spaces, dashes and dots; judge nothing."""
    return "".join(char for char in text.upper() if not _is_separator(char))


def check(text: str, length: int | None = None) -> str:
    """Return the normalised code, or raise `CodeMistypedError`."""
    code = normalise(text)
    # O and 0, I, L and 1 are refused, not guessed: none of them is in the alphabet, so whoever
    # types one misread another symbol (D, Q, J, 7), and we cannot know which.
    strange = "".join(dict.fromkeys(symbol for symbol in code if symbol not in VALUES))
    if strange:
        raise CodeMistypedError("symbol", strange[:LONGEST])
    if not 2 <= len(code) <= LONGEST or (length is not None and len(code) != length):
        raise CodeMistypedError("length")
    if _weighted_sum(code, first_weight=1):
        raise CodeMistypedError("check")
    return code


def check_place_code(text: str) -> str:
    """Return the normalised code of a service point, or raise `CodeMistypedError`."""
    return check(text, PLACE_CODE_LENGTH)


def check_slip_code(text: str) -> str:
    """Return the normalised code of a one-time slip, or raise `CodeMistypedError`."""
    return check(text, SLIP_CODE_LENGTH)


def grouped(code: str, size: int, gap: str = " ") -> str:
    """Return the code in groups of `size` symbols, for printing."""
    return gap.join(code[start : start + size] for start in range(0, len(code), size))


def derive_slip_code(key: bytes, seed: bytes, number: int) -> str:
    """Return the code of one slip (from 0) of a stack; the same arguments give the same code.

    No table holds it: `key` is kept outside the database, `seed` is the stack's own.
    """
    symbols = _symbols(key, seed, number)
    return with_check("".join(next(symbols) for _ in range(SLIP_CODE_LENGTH - 1)))


def _symbols(key: bytes, seed: bytes, number: int) -> Iterator[str]:
    """Yield evenly spread symbols from HMAC-SHA256 in counter mode (as in NIST SP 800-108)."""
    block = 0
    while True:
        # Both numbers have a fixed width, so no two slips can share a message.
        message = number.to_bytes(4, "big") + block.to_bytes(4, "big") + seed
        for byte in hmac.digest(key, message, hashlib.sha256):
            if byte < FIRST_BIASED_BYTE:
                yield ALPHABET[byte % BASE]
        block += 1


def _weighted_sum(symbols: str, first_weight: int) -> int:
    values = (VALUES[symbol] for symbol in reversed(symbols))
    return sum(weight * value for weight, value in enumerate(values, first_weight)) % BASE


def _is_separator(char: str) -> bool:
    # Dashes of any length, and the invisible marks (Cf) that come along when a message is copied.
    return char.isspace() or char in ".·•" or unicodedata.category(char) in {"Pd", "Cf"}
