"""One line of the publication schedule, the same for the house and for everyone."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.periods import YEARS
from portal.reports.schedule.kinds import Way
from portal.reports.schedule.rules import Fixed, is_public, opens_on
from portal.web.i18n import lang, short_date


@dataclass(frozen=True)
class ScheduleLine:
    """A period, when it becomes public in words, and the tone of that."""

    key: str
    name: str
    from_on: date
    to_on: date
    words: str
    tone: str
    is_open: bool


def schedule_line(row: Period, fixed: Fixed | None, today: date) -> ScheduleLine:
    day = opens_on(row, fixed)
    is_open = is_public(row, fixed, today) and day is not None and today >= day
    return ScheduleLine(
        key=row.key,
        name=period_name(row.key, row.name, lang()),
        from_on=row.from_on,
        to_on=row.to_on,
        words=_words(fixed, day, is_open=is_open),
        tone="done" if is_open else "waiting",
        is_open=is_open,
    )


def year_asked(text: str | None, today: date) -> int:
    """Return the year an address names, else this one."""
    if text is not None and text.isdecimal() and len(text) == 4 and int(text) in YEARS:
        return int(text)
    return today.year


def _words(fixed: Fixed | None, day: date | None, *, is_open: bool) -> str:
    if day is None:
        is_trial = fixed is not None and fixed.way == Way.TRIAL
        return str(
            _("a trial, for the house only")
            if is_trial
            else _("not by itself, only within longer periods")
        )
    if is_open:
        return str(_("public since %(day)s", day=short_date(day)))
    if fixed is None:
        return str(_("as soon as it is final, from %(day)s", day=short_date(day)))
    return str(_("public on %(day)s", day=short_date(day)))
