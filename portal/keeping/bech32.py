"""Bech32 (BIP 173, without its limit of length): keys as text that notices a mistyped letter."""

from collections.abc import Iterable, Sequence

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
CHECKSUM_LETTERS = 6
BYTE_BITS = 8
LETTER_BITS = 5


def encode(prefix: str, content: bytes) -> str:
    """Return `prefix`, a 1, the content and a checksum, all in small letters."""
    values = _regroup(content, BYTE_BITS, LETTER_BITS, pad=True)
    rest = _polymod([*_expanded(prefix), *values, *[0] * CHECKSUM_LETTERS]) ^ 1
    checksum = [rest >> LETTER_BITS * (5 - place) & 31 for place in range(CHECKSUM_LETTERS)]
    return f"{prefix}1" + "".join(LETTERS[value] for value in [*values, *checksum])


def decode(prefix: str, text: str) -> bytes:
    """Return the content; raise `ValueError` for another prefix or a letter that is wrong."""
    found, _, letters = text.lower().rpartition("1")
    if found != prefix or text not in (text.lower(), text.upper()):
        raise ValueError("another prefix")
    values = [LETTERS.index(letter) for letter in letters]
    if _polymod([*_expanded(prefix), *values]) != 1:
        raise ValueError("the checksum does not fit")
    return bytes(_regroup(values[:-CHECKSUM_LETTERS], LETTER_BITS, BYTE_BITS, pad=False))


def _expanded(prefix: str) -> list[int]:
    return [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]


def _polymod(values: Sequence[int]) -> int:
    checked = 1
    for value in values:
        top = checked >> 25
        checked = (checked & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate(GENERATOR):
            checked ^= factor if top >> place & 1 else 0
    return checked


def _regroup(values: Iterable[int], size: int, wanted: int, *, pad: bool) -> list[int]:
    """Cut a row of bits in groups of another size."""
    kept, bits, groups = 0, 0, []
    for value in values:
        kept, bits = kept << size | value, bits + size
        while bits >= wanted:
            bits -= wanted
            groups.append(kept >> bits & (1 << wanted) - 1)
        kept &= (1 << bits) - 1
    if pad and bits:
        groups.append(kept << (wanted - bits) & (1 << wanted) - 1)
    elif not pad and (bits >= size or kept):
        raise ValueError("bits are left over")
    return groups
