"""An erratum and the closing of a period in words, the same on page, in file and document."""

from portal.clock import local_day
from portal.reports.definitions import DEFINITIONS
from portal.reports.keeping import Closed, Erratum
from portal.words.translate import N_, say, short_date

KEPT = N_("Figures kept on %(day)s; nothing that happened later changes them")
WRONG = N_("%(day)s – %(figure)s: it said %(was)s, right is %(is_now)s. %(reason)s")


def kept_sentence(closed: Closed, lang: str) -> str:
    """Say since when the figures stand."""
    return say(lang, KEPT, day=short_date(local_day(closed.at), lang))


def erratum_sentence(erratum: Erratum, lang: str) -> str:
    """Say what was wrong, what is right, since when that is known, and why."""
    return say(
        lang,
        WRONG,
        day=short_date(local_day(erratum.at), lang),
        figure=say(lang, DEFINITIONS[erratum.figure].name),
        was=erratum.was,
        is_now=erratum.is_now,
        reason=erratum.reason,
    )
