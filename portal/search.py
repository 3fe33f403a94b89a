"""Folds Vietnamese and Highland text so that people find words typed with or without marks."""

import unicodedata

# Letters that Unicode does not decompose: Kinh đ, the implosives of Ê Đê, Gia Rai, Ba Na and Cơ Ho,
# the look-alikes that old keyboards and pasted documents bring, and typographic apostrophes.
PLAIN = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ɖ": "d",
        "ɗ": "d",
        "ƀ": "b",
        "ɓ": "b",
        "ł": "l",
        "ø": "o",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
    }
)


def _is_mark(char: str) -> bool:
    # Only the Latin diacritics: a Khmer vowel is a mark too, but without it the word is another.
    return "\u0300" <= char <= "\u036f"


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) == "Cf"


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not _is_mark(c) and not _is_invisible(c))


def fold(text: str) -> str:
    """Return text in lower case without diacritics and with single spaces.

    Both sides of a comparison go through this function; folding twice changes nothing.
    """
    # Lower-casing may bring new marks (İ becomes i with a dot), hence bare twice.
    lowered = _bare(_bare(text).casefold())
    return " ".join(lowered.translate(PLAIN).split())
