"""One catalogue per language, for whatever speaks without a page: commands, notices, documents."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from gettext import NullTranslations
from pathlib import Path
from types import MappingProxyType

from babel.dates import format_date
from babel.support import Translations

from portal.calendar.stages import Stage, StageCode

DEFAULT_LANGUAGE = "vi"
LANGUAGES = (DEFAULT_LANGUAGE, "en")
CATALOGUES = Path(__file__).parent.parent / "translations"
DATE_PATTERNS = {"vi": "dd/MM/y", "en": "d MMMM y"}


def N_(msgid: str) -> str:  # noqa: N802 - the marker that Babel's extractor knows by this name
    """Mark a text for the catalogue; it is translated later, by `say`."""
    return msgid


WEEKDAYS = (
    N_("Monday, %(date)s"),
    N_("Tuesday, %(date)s"),
    N_("Wednesday, %(date)s"),
    N_("Thursday, %(date)s"),
    N_("Friday, %(date)s"),
    N_("Saturday, %(date)s"),
    N_("Sunday, %(date)s"),
)


@cache
def translator(lang: str) -> NullTranslations:
    """Return the catalogue of a language; English is its own, an unknown one reads Vietnamese."""
    known = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    return Translations.load(str(CATALOGUES), [known], "messages")


def say(lang: str, msgid: str, **values: object) -> str:
    """Translate a marked text and put its values in."""
    text = translator(lang).gettext(msgid)
    return text % values if values else text


def short_date(day: date, lang: str) -> str:
    """Write "30/11/2026" or "30 November 2026"."""
    known = lang if lang in LANGUAGES else DEFAULT_LANGUAGE
    return format_date(day, DATE_PATTERNS[known], locale=known)


def weekday_date(day: date, lang: str) -> str:
    """Write "thứ Hai, 30/11/2026" or "Monday, 30 November 2026"."""
    return say(lang, WEEKDAYS[day.weekday()], date=short_date(day, lang))


_PHRASES: Mapping[StageCode, str] = MappingProxyType(
    {
        StageCode.DUE_TODAY: N_("today is the due date"),
        StageCode.DONE_ON_TIME: N_("done by the due date"),
        StageCode.PAUSED: N_("the clock stands still: waiting for the sender"),
    }
)


def days_phrase(stage: Stage, lang: str) -> str:
    """Say in a few words how a due date stands: "còn 3 ngày làm việc", "trễ 2 ngày làm việc"."""
    match stage.code:
        case StageCode.ON_TIME | StageCode.DUE_SOON:
            return _left(stage.days, lang)
        case StageCode.OVERDUE:
            return _late(stage.days, lang)
        case StageCode.GROSSLY_OVERDUE:
            return say(lang, N_("grossly overdue: %(late)s"), late=_late(stage.days, lang))
        case StageCode.DONE_LATE:
            return _done_late(stage.days, lang)
        case _:
            return say(lang, _PHRASES[stage.code])


def _left(days: int | None, lang: str) -> str:
    if not days:
        return say(lang, N_("the due date is still ahead"))
    phrase = translator(lang).ngettext(
        "%(num)d working day left", "%(num)d working days left", days
    )
    return phrase % {"num": days}


def _late(days: int | None, lang: str) -> str:
    if not days:
        return say(lang, N_("past the due date"))
    phrase = translator(lang).ngettext(
        "%(num)d working day late", "%(num)d working days late", days
    )
    return phrase % {"num": days}


def _done_late(days: int | None, lang: str) -> str:
    if not days:
        return say(lang, N_("done after the due date"))
    phrase = translator(lang).ngettext(
        "done, %(num)d working day late", "done, %(num)d working days late", days
    )
    return phrase % {"num": days}
