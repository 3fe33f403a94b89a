"""A page in the language of a content pack: every word of it from the pack, or no page."""

from collections.abc import Iterator
from contextlib import contextmanager

from babel.support import NullTranslations
from flask import g
from flask_babel import Domain, get_domain, refresh

from portal.web.i18n import lang
from surveys.tongues.interface import INTERFACE
from surveys.tongues.pack import Pack


class UnspokenError(LookupError):
    """A page in a pack's language wants words that are not on the list of `surveys.tongues`."""


class PackWords(NullTranslations):
    """The words of a pack under the English ones that the templates name."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._words = {english: pack.interface[key] for key, english in INTERFACE.items()}

    def gettext(self, message: str) -> str:
        """Never fall back: a sentence of another language among these would go unnoticed."""
        try:
            return self._words[message]
        except KeyError as error:
            raise UnspokenError(message) from error

    ugettext = gettext


class PackDomain(Domain):
    """What flask-babel asks for words while a pack speaks."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack_words = PackWords(pack)

    def get_translations(self) -> NullTranslations:
        return self._pack_words


@contextmanager
def speaking(tongue: str, pack: Pack | None) -> Iterator[None]:
    """Speak a language of the portal, or that of a pack, for as long as the block lasts."""
    before, usual = lang(), get_domain()
    _speak(tongue, PackDomain(pack) if pack else usual)
    try:
        yield
    finally:
        _speak(before, usual)


def _speak(tongue: str, domain: Domain) -> None:
    g.lang = tongue
    refresh()
    domain.as_default()
