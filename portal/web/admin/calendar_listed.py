"""Listed days in the forms of the calendar: filled in for a change, never written over unasked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flask import request
from flask_babel import lazy_gettext as _l

from portal.calendar.changes import Swap
from portal.calendar.days import DayKind, SpecialDay
from portal.calendar.store import ListedDay, listed_day
from portal.web.admin.calendar_forms import DayForm, DecidedForm, SwapForm
from portal.web.admin.messages import DAY_STATUSES
from portal.web.admin.pages import refuse
from portal.web.i18n import lang
from portal.web.session import database, signed_in
from portal.words.translate import weekday_date

SWITCHED_OFF = _l("Switched off")
LISTED = _l(
    "%(day)s is in the calendar already: %(name)s – %(state)s. Press “Replace” if you mean it."
)


def day_to_change(text: str) -> list[SpecialDay]:
    """Return the single day listed at a date in an address; nothing for a new entry or a swap."""
    return [listed.special for listed in _listed(text) if listed.special.swaps_with is None]


def swap_to_change(text: str) -> list[SpecialDay]:
    """Return a listed half of a swap and, unless it went into another swap, the other half."""
    halves = [listed.special for listed in _listed(text) if listed.special.swaps_with]
    if halves:
        partners = _listed(str(halves[0].swaps_with))
        halves += [one.special for one in partners if one.special.swaps_with == halves[0].day]
    return halves


def day_form(listed: Sequence[SpecialDay]) -> DayForm:
    """Return a form filled with a listed day, whose date then stays."""
    if not listed:
        return DayForm()
    form = DayForm(day=listed[0].day, code=listed[0].code, **_decided(listed[0]))
    form.day.render_kw = {"readonly": True}
    return form


def swap_form(halves: Sequence[SpecialDay]) -> SwapForm:
    """Return a form filled with a listed swap, whose dates then stay."""
    if not halves:
        return SwapForm()
    rest = min(halves, key=lambda half: half.kind is DayKind.WORKED)
    dates = [rest.day, rest.swaps_with]
    off, worked = dates if rest.kind is DayKind.REST else dates[::-1]
    form = SwapForm(off=off, worked=worked, **_decided(rest))
    form.off.render_kw = form.worked.render_kw = {"readonly": True}
    return form


def swap_of(form: SwapForm, halves: Sequence[SpecialDay]) -> Swap:
    """Return the swap of the form; a listed one keeps the second name it had, if not renamed."""
    swap = form.swap
    names = {half.day: half.name for half in halves}
    if names.get(swap.off) == swap.name:
        return replace(swap, worked_name=names.get(swap.worked))
    return swap


def agrees(
    form: DecidedForm, field: str, days: Sequence[date], opened: Sequence[SpecialDay]
) -> bool:
    """Ask before a listed day is written over that the form was not opened to change.

    The button that says yes names the days it was shown for: about other days it is asked anew.
    """
    key = ",".join(day.isoformat() for day in days)
    if request.form.get("replace") == key:
        return True
    known = {special.day for special in opened}
    for listed in (found for day in days if day not in known for found in _listed(day.isoformat())):
        if not _is_refused_anyway(listed, days):
            form.replaces = key
            refuse(form, field, LISTED % _words(listed))
    return not form.replaces


def _listed(text: str) -> list[ListedDay]:
    """Return what is listed at a date, if it is one and anything is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return []
    with database().reading() as session:
        listed = listed_day(session, signed_in().authority_id, day)
    return [listed] if listed else []


def _is_refused_anyway(listed: ListedDay, days: Sequence[date]) -> bool:
    """Whether it is half of another swap in force, which nobody may tear apart."""
    partner = listed.special.swaps_with
    return listed.is_active and partner is not None and partner not in days


def _words(listed: ListedDay) -> dict[str, str]:
    special = listed.special
    return {
        "day": weekday_date(special.day, lang()),
        "name": special.name.in_language(lang()),
        "state": str(DAY_STATUSES[special.status] if listed.is_active else SWITCHED_OFF),
    }


def _decided(special: SpecialDay) -> dict[str, object]:
    return {
        "name_vi": special.name.vi,
        "name_en": special.name.en,
        "decision": special.decision,
        "status": special.status,
    }
