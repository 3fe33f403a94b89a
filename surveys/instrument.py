"""A questionnaire: factors, questions with their official criterion, scales, its languages."""

from dataclasses import dataclass, replace
from typing import Any

from surveys.concern import Concern, alarming
from surveys.kind import Kind, Part
from surveys.kinds.matrix import Matrix
from surveys.scale import Scale
from surveys.scoring import DEFAULT_METHOD
from surveys.skipping import Condition
from surveys.texts import Texts
from surveys.weighing import Weights


@dataclass(frozen=True, slots=True)
class Factor:
    """One side of the service (yếu tố) that several questions look at."""

    code: str
    texts: Texts
    weight: int | None = None

    def text(self, language: str) -> str:
        return self.texts[language]


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `criterion` is the official code it measures, such as "S.1.2".

    `reversed`: its highest level is the worst. `profile`: it is about the person who answers and
    is kept apart from what that person says of the service. `ask_if`: when it is asked at all.
    `signal`: which answers somebody has to look into.
    """

    code: str
    kind: Kind[Any]
    texts: Texts
    hints: Texts | None = None
    factor: str | None = None
    criterion: str | None = None
    required: bool = False
    reversed: bool = False
    weight: int | None = None
    profile: bool = False
    signal: Concern | None = None
    ask_if: tuple[Condition, ...] = ()

    def text(self, language: str) -> str:
        return self.texts[language]

    def hint(self, language: str) -> str | None:
        return None if self.hints is None else self.hints[language]

    @property
    def alarming(self) -> frozenset[str]:
        """The answers that are a signal, as tokens; none of a question without one."""
        return frozenset() if self.signal is None else alarming(self.kind)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of its form fields, and of its columns in an export."""
        return tuple(f"{self.code}{name}" for name in self.kind.fields)

    @property
    def items(self) -> tuple["Question", ...]:
        """What is counted: itself, or each row of a matrix as a question `code.row`."""
        if not isinstance(self.kind, Matrix):
            return (self,)
        return tuple(
            replace(
                self,
                code=f"{self.code}.{row.code}",
                kind=self.kind.of,
                texts=row.texts,
                hints=None,
                criterion=row.criterion,
            )
            for row in self.kind.rows
        )


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of a questionnaire, complete in every one of its languages.

    `scale` is the one of satisfaction; it has no levels if no question needs it.
    """

    code: str
    version: int
    languages: tuple[str, ...]
    titles: Texts
    leads: Texts
    scale: Scale
    factors: tuple[Factor, ...]
    questions: tuple[Question, ...]
    method: str = DEFAULT_METHOD

    def title(self, language: str) -> str:
        return self.titles[language]

    def lead(self, language: str) -> str:
        """Return the words that stand once above the rated questions."""
        return self.leads[language]

    def language_for(self, *wanted: str) -> str:
        """Return the one language to show everything in.

        The first wanted language that the instrument has ("en-GB" counts as "en"), else the
        instrument's first. Texts never fall back one by one: a page in two languages misleads.
        """
        for tag in wanted:
            for language in (tag.lower(), tag.lower().partition("-")[0]):
                if language in self.languages:
                    return language
        return self.languages[0]

    def question(self, code: str) -> Question:
        """Return the question of that code, else raise `KeyError`."""
        return {question.code: question for question in self.questions}[code]

    @property
    def items(self) -> tuple[Question, ...]:
        """The questions with each row of a matrix as one of its own (`code.row`)."""
        return tuple(item for question in self.questions for item in question.items)

    @property
    def rated(self) -> tuple[Question, ...]:
        """Items answered with one of five levels, the overall one included."""
        return self._of(Part.LEVEL)

    @property
    def graded(self) -> tuple[Question, ...]:
        """Items answered with one of three levels; never mixed with those of five."""
        return self._of(Part.GRADE)

    @property
    def criteria(self) -> tuple[Question, ...]:
        """Rated items that belong to a factor: the items of an index."""
        return tuple(question for question in self.rated if question.factor is not None)

    @property
    def choices(self) -> tuple[Question, ...]:
        return self._of(Part.CHOICE)

    @property
    def comment(self) -> Question | None:
        return next(iter(self._of(Part.COMMENT)), None)

    @property
    def profile(self) -> tuple[Question, ...]:
        """Questions about the person who answers; to be kept apart from all others."""
        return tuple(question for question in self.questions if question.profile)

    def concerning(self, concern: Concern) -> tuple[Question, ...]:
        """Return the questions whose answers are a signal of one kind."""
        return tuple(question for question in self.questions if question.signal is concern)

    @property
    def weights(self) -> Weights:
        """What its items and factors weigh, for the weighted methods."""
        return Weights(
            items={item.code: item.weight for item in self.criteria if item.weight},
            factors={factor.code: factor.weight for factor in self.factors if factor.weight},
            factor_of={item.code: item.factor for item in self.criteria if item.factor},
        )

    def items_of(self, factor: str) -> tuple[Question, ...]:
        return tuple(question for question in self.criteria if question.factor == factor)

    def _of(self, part: Part) -> tuple[Question, ...]:
        return tuple(item for item in self.items if item.kind.part is part)
