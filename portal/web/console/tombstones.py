"""What is said where personal data of a case used to be."""

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.cases.sealing.purging import WHAT
from portal.keeping.retention.periods import Kept
from portal.people.models import Erasure
from portal.web.i18n import short_date


def erased(tombstone: Erasure) -> str:
    """Return one sentence: what was erased, when, and after how many days."""
    day, days = short_date(tombstone.erased_on), tombstone.days
    if tombstone.what == Kept.CONTACT:
        words = _(
            "The sender’s contact was erased on %(day)s: it is kept for %(days)s days after the "
            "end of a case.",
            day=day,
            days=days,
        )
        return str(words)
    if tombstone.what == WHAT:
        words = _("Texts, files and contact were erased on %(day)s, after the handover.", day=day)
        return str(words)
    words = ngettext(
        "%(num)d file was erased on %(day)s: files are kept for %(days)s days after the end of a "
        "case.",
        "%(num)d files were erased on %(day)s: files are kept for %(days)s days after the end of "
        "a case.",
        tombstone.n,
        day=day,
        days=days,
    )
    return str(words)
