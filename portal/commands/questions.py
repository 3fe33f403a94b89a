"""Questions in the terminal, each answered by a flag, by the person or by what is usual."""

import sys

from portal.words.translate import N_, say


class NoAnswerError(Exception):
    """A question without a usual answer was left open; the message is ready to print."""


class Questions:
    """Asks one line at a time; with `asks` False it only takes flags and what is usual."""

    def __init__(self, lang: str, *, asks: bool) -> None:
        self._lang = lang
        self._asks = asks

    def __call__(self, given: str | None, question: str, usual: str | None = None) -> str:
        """Return the flag's value, else the answer, else what is usual."""
        if given is not None:
            return given.strip()
        words = say(self._lang, question)
        answer = self._line(words, usual) if self._asks else ""
        if answer:
            return answer
        if usual is None:
            raise NoAnswerError(say(self._lang, N_("No answer to: %(question)s"), question=words))
        return usual

    def tell(self, sentence: str, **values: object) -> None:
        print(say(self._lang, sentence, **values))

    def _line(self, words: str, usual: str | None) -> str:
        print(f"{words} [{usual}]: " if usual else f"{words}: ", end="", flush=True)
        return sys.stdin.readline().strip()
