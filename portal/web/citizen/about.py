"""Whom a petition may be about, in the words of its form: units and posts, never accounts."""

from collections.abc import Iterable

from flask_babel import gettext as _
from wtforms import SelectChoice

from portal.cases.intake.nameable import Nameable
from portal.web.admin.messages import ROLES
from portal.web.citizen.petition_form import LEADERS


def about_choices(offered: Iterable[Nameable]) -> list[SelectChoice]:
    """Return nobody first, the leaders whom the province judges last."""
    return [
        SelectChoice("", _("No, or not sure")),
        *(SelectChoice(one.value, _words(one)) for one in offered),
        SelectChoice(LEADERS, _("The chairperson or a deputy chairperson")),
    ]


def _words(one: Nameable) -> str:
    if one.post is None:
        return str(_("%(unit)s, or somebody there", unit=one.unit))
    return ", ".join(part for part in (str(ROLES[one.post]), one.unit) if part)
