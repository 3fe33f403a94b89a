"""Questions in the terminal, each answered by a flag, by the person or by what is usual."""

import sys

from portal.commands.answers import Judge, anything
from portal.words.translate import N_, say


class NoAnswerError(Exception):
    """A question without a usual answer was left open; the message is ready to print."""


class UnfitAnswerError(Exception):
    """An answer does not fit and nobody is there to be asked again; the message is as above."""


class Questions:
    """Asks one line at a time; with `asks` False it only takes flags and what is usual."""

    def __init__(self, lang: str, *, asks: bool) -> None:
        self._lang = lang
        self.asks = asks

    def __call__(
        self, given: str | None, question: str, usual: str | None = None, judge: Judge = anything
    ) -> str:
        """Return the flag's value, else the answer, else what is usual.

        What does not fit is said at once and asked again; a later answer is never lost for it.
        """
        words = say(self._lang, question)
        answer = self._answer(words, usual) if given is None else given.strip()
        while fault := judge(answer):
            sentence = say(self._lang, fault[0], **fault[1])
            if not self.asks:
                raise UnfitAnswerError(f"{words}: {sentence}")
            print(sentence)
            answer = self._answer(words, usual, is_again=True)
        return answer

    def tell(self, sentence: str, **values: object) -> None:
        print(say(self._lang, sentence, **values))

    def _answer(self, words: str, usual: str | None, *, is_again: bool = False) -> str:
        line = self._line(words, usual) if self.asks else "\n"
        answer = line.strip()
        if answer:
            return answer
        # At the end of a file that answers, what is usual must not stand for what did not fit.
        if usual is None or (is_again and not line):
            raise NoAnswerError(say(self._lang, N_("No answer to: %(question)s"), question=words))
        return usual

    def _line(self, words: str, usual: str | None) -> str:
        print(f"{words} [{usual}]: " if usual else f"{words}: ", end="", flush=True)
        return sys.stdin.readline()
