"""Questions answered by choosing among words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from surveys.faults import Fault, FaultCode, Place
from surveys.graphemes import clean, is_longer
from surveys.kind import ANSWERED, AnswerFault, Cell, Entry, Kind, Part, Scales, Sent
from surveys.shape import Data, Rows, Shape, Table, Translated, code_faults
from surveys.texts import Texts

OTHER = "other"
"""Code of the option "something else"; its own words lie in a field of their own."""

OTHER_TEXT = f".{OTHER}.text"
OTHER_LIMIT = 200
TICKED = "1"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a choice: the value a form sends and its words."""

    code: str
    texts: Texts

    def text(self, language: str) -> str:
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Picked:
    """Codes of the options chosen, in the order of the form, and the words behind "other"."""

    codes: tuple[str, ...]
    text: str | None = None


@dataclass(frozen=True, slots=True)
class YesNo(Kind[str]):
    """Yes or no, in the words the question gives them."""

    name = "yes-no"
    part = Part.CHOICE
    own_keys: ClassVar[Mapping[str, Shape]] = {"yes": Translated(), "no": Translated()}

    options: tuple[Option, ...]

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls(tuple(Option(code, Texts.of(data[code])) for code in cls.own_keys))

    def check(self, sent: Sent) -> str | AnswerFault | None:
        raw = sent.get("", "")
        return (raw or None) if raw in {"", *self.possible()} else AnswerFault.NOT_AN_OPTION

    def possible(self) -> frozenset[str]:
        return frozenset(self.own_keys)

    def count(self, values: Iterable[str]) -> dict[Cell, int]:
        found = Counter(values)
        return {option.code: found[option.code] for option in self.options}

    def export(self, value: str, language: str) -> dict[str, Cell]:
        return {"": _words(self.options, value, language)}


@dataclass(frozen=True, slots=True)
class _Choice(Kind[Picked]):
    """Options, the last of them perhaps "something else" with room for a few words."""

    own_keys: ClassVar[Mapping[str, Shape]] = {
        "options": Rows(Table({"code": str, "text": Translated()})),
        OTHER: Translated(),
    }
    optional_keys = frozenset({OTHER})

    options: tuple[Option, ...]

    @classmethod
    def build(cls, data: Data, scales: Scales) -> Self:
        return cls(tuple(Option(row["code"], Texts.of(row["text"])) for row in _rows(data)))

    @classmethod
    def faults(cls, data: Data, place: Place) -> Iterator[Fault]:
        options = _rows(data)
        yield from code_faults(options, (*place, "options"))
        if len(options) < 2:
            yield Fault(FaultCode.TOO_FEW_OPTIONS, place)
        if OTHER not in data and any(row["code"] == OTHER for row in options):
            yield Fault(FaultCode.OTHER_WITHOUT_WORDS, place)

    @property
    def takes_words(self) -> bool:
        """Whether there is an option "something else" with a field for its words."""
        return any(option.code == OTHER for option in self.options)

    def possible(self) -> frozenset[str]:
        return frozenset(option.code for option in self.options)

    def tokens(self, value: Picked) -> frozenset[str]:
        return frozenset(value.codes)

    def _other_words(self, sent: Sent) -> str | AnswerFault | None:
        text = clean(sent.get(OTHER_TEXT, "")).replace("\n", " ")
        return AnswerFault.TOO_LONG if is_longer(text, OTHER_LIMIT) else text or None


class SingleChoice(_Choice):
    """Exactly one of several options."""

    __slots__ = ()

    name = "single-choice"
    part = Part.CHOICE

    @property
    def fields(self) -> tuple[str, ...]:
        return ("", OTHER_TEXT) if self.takes_words else ("",)

    def check(self, sent: Sent) -> Picked | AnswerFault | None:
        """Take words typed without a tick as "other"; beside another option they say nothing."""
        raw, words = sent.get("", ""), self._other_words(sent)
        if isinstance(words, AnswerFault):
            return words
        chosen = raw or (OTHER if words else "")
        if chosen and chosen not in self.possible():
            return AnswerFault.NOT_AN_OPTION
        return Picked((chosen,), words if chosen == OTHER else None) if chosen else None

    def entries(self, value: Picked) -> Iterator[Entry]:
        yield Entry(self.part, "", value.codes[0])
        if value.text is not None:
            yield Entry(Part.TEXT, OTHER_TEXT, value.text)

    def count(self, values: Iterable[Picked]) -> dict[Cell, int]:
        found = Counter(code for value in values for code in value.codes)
        return {option.code: found[option.code] for option in self.options}

    def export(self, value: Picked, language: str) -> dict[str, Cell]:
        words = _words(self.options, value.codes[0], language)
        return {"": words, OTHER_TEXT: value.text} if self.takes_words else {"": words}


class MultipleChoice(_Choice):
    """Any number of several options, each a tick box with a field of its own."""

    __slots__ = ()

    name = "multiple-choice"
    part = Part.PICKS
    several = True

    @property
    def fields(self) -> tuple[str, ...]:
        ticks = tuple(f".{option.code}" for option in self.options)
        return (*ticks, OTHER_TEXT) if self.takes_words else ticks

    def check(self, sent: Sent) -> Picked | AnswerFault | None:
        words = self._other_words(sent)
        if isinstance(words, AnswerFault):
            return words
        ticks = {option.code: sent.get(f".{option.code}", "") for option in self.options}
        if set(ticks.values()) - {"", TICKED}:
            return AnswerFault.NOT_AN_OPTION
        codes = tuple(code for code, tick in ticks.items() if tick or (code == OTHER and words))
        return Picked(codes, words) if codes else None

    def entries(self, value: Picked) -> Iterator[Entry]:
        yield Entry(self.part, "", value.codes)
        if value.text is not None:
            yield Entry(Part.TEXT, OTHER_TEXT, value.text)

    def count(self, values: Iterable[Picked]) -> dict[Cell, int]:
        """Count people per option; they add up to more than the people who `ANSWERED`."""
        people = list(values)
        found = Counter(code for value in people for code in value.codes)
        counts: dict[Cell, int] = {option.code: found[option.code] for option in self.options}
        return {**counts, ANSWERED: len(people)}

    def export(self, value: Picked, language: str) -> dict[str, Cell]:
        ticks = {f".{option.code}": int(option.code in value.codes) for option in self.options}
        return {**ticks, OTHER_TEXT: value.text} if self.takes_words else {**ticks}


def _rows(data: Data) -> Sequence[Data]:
    other = [{"code": OTHER, "text": data[OTHER]}] if OTHER in data else []
    return [*data["options"], *other]


def _words(options: Sequence[Option], code: str, language: str) -> str:
    return {option.code: option for option in options}[code].text(language)
