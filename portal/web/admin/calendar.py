"""The working-day calendar of the commune: the days that differ, each with its decision."""

from datetime import date

from flask import Blueprint, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.calendar.editing import open_year, set_day, set_swap, switch_day
from portal.calendar.store import current_version, edits, listed_days, loaded_years
from portal.cases.handling.moving import preview
from portal.clock import local_day
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.offices.staff_store import staff_of_authority
from portal.web.admin.calendar_forms import YearForm
from portal.web.admin.calendar_listed import (
    agrees,
    day_form,
    day_to_change,
    swap_form,
    swap_of,
    swap_to_change,
)
from portal.web.admin.calendar_log import EditLine, edit_lines
from portal.web.admin.calendar_moves import after_change
from portal.web.admin.messages import DAY_STATUSES
from portal.web.admin.pages import attempt, is_saved, show
from portal.web.admin.year_lines import fixed_lines, parse
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("calendar", __name__)
EDITS_SHOWN = 30


@bp.get("/admin/calendar")
@staff_may(May.EDIT_CALENDAR)
def index() -> tuple[str, int]:
    this_year = local_day(request_now()).year
    year = request.args.get("year", this_year, type=int)
    authority_id = signed_in().authority_id
    with database().reading() as session:
        years = sorted(loaded_years(session, authority_id))
        return show(
            "admin/calendar.html",
            year=year,
            years=[(one, url_for("calendar.index", year=one)) for one in years],
            days=listed_days(session, authority_id, year) if year in years else [],
            version=current_version(session, authority_id),
            must_move=not preview(session, authority_id, request_now()).is_empty,
            next_year=max(years, default=this_year - 1) + 1,
            statuses=DAY_STATUSES,
            log=_log(session, authority_id),
        )


@bp.post("/admin/calendar/<iso_day>/switch")
@staff_may(May.EDIT_CALENDAR)
def switch(iso_day: str) -> Response:
    """Switch a day on or off; the other half of a swap goes with it."""
    active = request.form.get("to") == "on"
    day = _day(iso_day)

    def step(session: Session) -> None:
        staff = signed_in()
        switch_day(
            session, staff.authority_id, day, active=active, actor_id=staff.id, now=request_now()
        )

    return attempt(step, "calendar.index", after=after_change, year=day.year)


@bp.route("/admin/calendar/day", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def add_day() -> Response | tuple[str, int]:
    """Write a day off: a new one, or the listed one that `day` in the address names."""
    opened, staff = day_to_change(request.args.get("day", "")), signed_in()
    form = day_form(opened)

    def step(session: Session) -> None:
        special = form.special
        set_day(session, staff.authority_id, special, actor_id=staff.id, now=request_now())

    if (
        form.validate_on_submit()
        and agrees(form, "day", [form.day.data], opened)
        and is_saved(form, step, "day")
    ):
        return after_change("calendar.index", year=form.day.data.year)
    return show("admin/calendar_day.html", form, opened=opened)


@bp.route("/admin/calendar/swap", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def add_swap() -> Response | tuple[str, int]:
    """Write both days of a swap: a new one, or the listed one that `day` in the address names."""
    opened, staff = swap_to_change(request.args.get("day", "")), signed_in()
    form = swap_form(opened)

    def step(session: Session) -> None:
        swap = swap_of(form, opened)
        set_swap(session, staff.authority_id, swap, actor_id=staff.id, now=request_now())

    if (
        form.validate_on_submit()
        and agrees(form, "off", [form.off.data, form.worked.data], opened)
        and is_saved(form, step, "off")
    ):
        return after_change("calendar.index", year=form.off.data.year)
    return show("admin/calendar_swap.html", form, opened=opened)


@bp.route("/admin/calendar/year", methods=["GET", "POST"])
@staff_may(May.EDIT_CALENDAR)
def add_year() -> Response | tuple[str, int]:
    """Load the year after the last one, from the yearly notice of days off."""
    staff = signed_in()
    with database().reading() as session:
        years = loaded_years(session, staff.authority_id)
        year = max(years, default=local_day(request_now()).year - 1) + 1
    form = YearForm(lines=fixed_lines(year))

    def step(session: Session) -> None:
        days = parse(form.lines.data)
        open_year(session, staff.authority_id, days, actor_id=staff.id, now=request_now())

    if form.validate_on_submit() and is_saved(form, step, "lines"):
        return after_change("calendar.index", year=year)
    return show("admin/calendar_year.html", form, year=year)


def _log(session: Session, authority_id: int) -> list[EditLine]:
    names = {staff.id: staff.display_name for staff in staff_of_authority(session, authority_id)}
    return edit_lines(edits(session, authority_id, EDITS_SHOWN), names)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFoundError(day=text) from error
