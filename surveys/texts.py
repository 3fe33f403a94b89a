"""One text of an instrument in each of its languages."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """Pairs of language and text; there is no fallback here (see `Instrument.language_for`)."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, by_language: Mapping[str, str]) -> "Texts":
        return cls(
            tuple(
                (language, unicodedata.normalize("NFC", text.strip()))
                for language, text in by_language.items()
            )
        )

    def __getitem__(self, language: str) -> str:
        """Return the text in exactly that language, else raise `KeyError`."""
        return dict(self.pairs)[language]
