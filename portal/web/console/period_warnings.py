"""What may be wrong with a period beside the others, in the words of a keeper."""

from collections.abc import Mapping, Sequence

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.reports.clashes import Clash, ClashCode
from portal.reports.labels import period_name
from portal.reports.models import Period
from portal.web.i18n import lang, short_date

WORDS: Mapping[ClashCode, LazyString] = {
    ClashCode.CROSSES: _l("It cuts across: %(names)s. Their figures overlap."),
    ClashCode.CONTRADICTS: _l(
        "The same receiver gets the same kind of report cut on other days: %(names)s. Two reports "
        "of one time would say different figures; ask which cut is right and remove the other."
    ),
    ClashCode.DUE_TOO_EARLY: _l(
        "The report is due before the figures are final: what goes up then is provisional."
    ),
}


def warnings(found: Sequence[Clash], rows: Sequence[Period]) -> list[str]:
    """Return one sentence a doubt; periods that contradict it are named with their days."""
    by_key = {row.key: row for row in rows}
    return [str(WORDS[clash.code]) % {"names": _names(clash, by_key)} for clash in found]


def _names(clash: Clash, by_key: Mapping[str, Period]) -> str:
    rows = [by_key[key] for key in clash.others]
    if clash.code is ClashCode.CROSSES:
        return ", ".join(period_name(row.key, row.name, lang()) for row in rows)
    return "; ".join(_with_days(row) for row in rows)


def _with_days(row: Period) -> str:
    return str(
        _(
            "%(name)s (%(first)s – %(last)s, cut off on %(cutoff)s)",
            name=period_name(row.key, row.name, lang()),
            first=short_date(row.from_on),
            last=short_date(row.to_on),
            cutoff=short_date(row.cutoff_on),
        )
    )
