"""Lists beside the figures: what was written, who answered, and ratings one by one; never joined.

Remarks have no day and no level, answers about the person are counted each for itself, and a
rating one by one has neither of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.db import Database
from portal.ratings.listing import Listing
from portal.ratings.microdata import Line, lines, listing, profile_counts
from portal.ratings.remarks import UNNAMED, Remarks, written_about
from portal.reports.definitions import DEFINITIONS
from portal.reports.overview import Overview
from portal.reports.sheets import Cell, Column, Sheet
from portal.words.translate import N_, say
from surveys.instrument import Instrument, Question
from surveys.kinds.choices import Option

TOO_SMALL = N_("Units too small to be named")


@dataclass(frozen=True)
class Ratings:
    """Ratings one by one, read anew and in batches whenever they are gone through."""

    database: Database
    listing: Listing

    def __iter__(self) -> Iterator[Line]:
        return lines(self.database, self.listing)


@dataclass(frozen=True)
class Lists:
    """What is listed of a period; remarks and answers about the person for the house only."""

    instrument: Instrument | None
    ratings: Ratings
    remarks: Remarks | None = None
    profile: Mapping[str, Mapping[str, int]] | None = None


def read_lists(
    database: Database, session: Session, overview: Overview, *, is_internal: bool
) -> Lists:
    """Read the lists of a period; ratings one by one follow when they are written."""
    found = overview.ratings
    ratings = Ratings(database, listing(session, found))
    if not is_internal:
        return Lists(found.instrument, ratings)
    about, profile = written_about(session, found), profile_counts(session, found)
    return Lists(found.instrument, ratings, about, profile)


def list_sheets(lists: Lists, lang: str) -> list[Sheet]:
    """Return the lists as sheets, those of the house only if they were read."""
    internal = [] if lists.profile is None else [_remarks(lists, lang), _profile(lists, lang)]
    return [*internal, _ratings(lists, lang)]


def remark_rows(lists: Lists, lang: str) -> list[Sequence[Cell]]:
    """Return unit, first day of the half month, question and words of each remark.

    Whose unit may not be named has no half month either: the few of a quiet fortnight would be
    told from the others.
    """
    if lists.remarks is None:
        return []
    units, texts = lists.remarks.units, lists.remarks.texts
    named = [one for one in texts if one.unit_id != UNNAMED]
    named.sort(key=lambda one: (units[one.unit_id], one.half_month_on))
    unnamed = [one for one in texts if one.unit_id == UNNAMED]
    return [
        *((units[one.unit_id], one.half_month_on, one.asked(lang), one.text) for one in named),
        *((say(lang, TOO_SMALL), None, one.asked(lang), one.text) for one in unnamed),
    ]


def profile_rows(lists: Lists, lang: str) -> Iterator[Sequence[Cell]]:
    """Yield code and words of a question about the person, of an answer, and how many gave it."""
    asked = lists.instrument
    if asked is None or not lists.profile:
        return
    words = asked.language_for(lang)
    for code, counts in lists.profile.items():
        question = asked.question(code)
        named = {option.code: option.text(words) for option in _options(question)}
        for answer, n in counts.items():
            yield code, question.text(words), answer, named.get(answer, answer), n


def _remarks(lists: Lists, lang: str) -> Sheet:
    headers = [
        Column(say(lang, N_("Unit")), 36),
        Column(say(lang, DEFINITIONS["half_month"].name), 16),
        Column(say(lang, N_("Question")), 36),
        Column(say(lang, DEFINITIONS["comment"].name), 90),
    ]
    title = say(lang, N_("Remarks (internal)"))
    return Sheet("remarks-internal", title, headers, remark_rows(lists, lang))


def _profile(lists: Lists, lang: str) -> Sheet:
    headers = [
        Column(say(lang, N_("Code"))),
        Column(say(lang, N_("Question")), 48),
        Column(say(lang, N_("Code of the answer"))),
        Column(say(lang, N_("Answer")), 36),
        Column(say(lang, DEFINITIONS["people"].name)),
    ]
    title = say(lang, N_("Who answered (internal)"))
    return Sheet("profile-internal", title, headers, list(profile_rows(lists, lang)))


def _ratings(lists: Lists, lang: str) -> Sheet:
    codes = lists.ratings.listing.questions
    headers = [
        Column(say(lang, DEFINITIONS["month"].name)),
        *(Column(f"{_criterion(lists, code)}{code}", 16, has_marks=True) for code in codes),
    ]
    title = say(lang, N_("Ratings one by one"))
    return Sheet("ratings", title, headers, _Months(lists.ratings))


def _criterion(lists: Lists, code: str) -> str:
    items = lists.instrument.items if lists.instrument else ()
    found = {item.code: item.criterion for item in items}.get(code)
    return f"{found} " if found else ""


def _options(question: Question) -> Iterable[Option]:
    return getattr(question.kind, "options", ())


def _month_name(month: date) -> str:
    return f"{month:%Y-%m}" if month.day == 1 else f"{month:%Y-%m-%d}"


@dataclass(frozen=True)
class _Months:
    """The rows of a sheet of ratings, each with its month as text."""

    ratings: Ratings

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        names: dict[date, str] = {}
        for month, levels in self.ratings:
            name = names.get(month) or names.setdefault(month, _month_name(month))
            yield (name, *levels)
