"""What the administrator is told when the months of the commune begin on another day."""

from collections.abc import Iterable, Iterator

from flask import flash
from flask_babel import gettext as _

from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.reports.replanning import Replan
from portal.web.i18n import lang
from portal.words.translate import short_date


def tell(replan: Replan) -> None:
    """Say which month stays, how long the first new one is, and what is left to look at."""
    for sentence in _done(replan):
        flash(sentence, "success")
    for sentence in _left(replan):
        flash(sentence, "error")


def _done(replan: Replan) -> Iterator[str]:
    if replan.running is not None:
        yield _(
            "%(name)s has begun and stays as it is, up to and including %(day)s.",
            name=_name(replan.running),
            day=short_date(replan.running.to_on, lang()),
        )
    for first in replan.moved[:1]:
        yield _(
            "%(name)s now runs from %(first)s to %(last)s; the months after it begin on day "
            "%(start)d.",
            name=_name(first),
            first=short_date(first.from_on, lang()),
            last=short_date(first.to_on, lang()),
            start=replan.starts_on,
        )


def _left(replan: Replan) -> Iterator[str]:
    if replan.kept:
        yield _(
            "Changed by hand before, so left as they are; please look at them: %(names)s.",
            names=_names(replan.kept),
        )
    if replan.crossed:
        yield _("It cuts across: %(names)s. Their figures overlap.", names=_names(replan.crossed))


def _names(rows: Iterable[Period]) -> str:
    return ", ".join(_name(row) for row in rows)


def _name(row: Period) -> str:
    return period_name(row.key, row.name, lang())
