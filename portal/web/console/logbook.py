"""The log of the office: read by the chief of office and the administrator, taken out as CSV."""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Form, SelectChoice, SelectField
from wtforms.validators import Optional

from portal.clock import VIETNAM, local_day
from portal.keeping.logbook import store
from portal.keeping.logbook.kinds import MOST_EXPORTED, PAGE_SIZE, Group, Narrowed
from portal.offices.permissions import May
from portal.web.console.exporting import note_export
from portal.web.console.logbook_words import GROUPS, shown
from portal.web.console.queue import Pager
from portal.web.console.viewing import viewer
from portal.web.i18n import here
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in
from surveys.tables import safe_text

bp = Blueprint("logbook", __name__)


class FinderForm(Form):
    """Who, what, from which day to which."""

    person = SelectField(_l("Who"), coerce=str)
    group = SelectField(_l("What"), coerce=str)
    since = DateField(_l("From day"), validators=[Optional()])
    until = DateField(_l("To day"), validators=[Optional()])

    def offer(self, names: Mapping[int, str]) -> None:
        people = [SelectChoice(str(number), name) for number, name in names.items()]
        self.person.choices = [SelectChoice("", _("Everybody")), *people]
        groups = [SelectChoice(group.value, words) for group, words in GROUPS.items()]
        self.group.choices = [SelectChoice("", _("Everything")), *groups]


@bp.get("/console/nhat-ky")
@staff_may(May.READ_LOG)
def index() -> str:
    narrowed = _narrowed()
    with database().reading() as session:
        names = store.names_of_staff(session, signed_in().authority_id)
        total = store.count_lines(session, narrowed)
        pages = max(1, -(-total // PAGE_SIZE))
        number = min(request.args.get("page", 1, type=row_id), pages)
        lines = store.log_lines(session, narrowed, PAGE_SIZE, (number - 1) * PAGE_SIZE)
    form = FinderForm(request.args)
    form.offer(names)
    before = here(page=number - 1) if number > 1 else None
    page = Pager(number, pages, total, before, here(page=number + 1) if number < pages else None)
    return render_template(
        "console/logbook.html", form=form, lines=[shown(line, names) for line in lines], page=page
    )


@bp.get("/console/nhat-ky.csv")
@staff_may(May.READ_LOG)
def export() -> Response:
    """Send what the filters leave, the latest lines first; taking it out is a line, too."""
    note_export("log")
    narrowed = _narrowed()
    with database().reading() as session:
        names = store.names_of_staff(session, signed_in().authority_id)
        lines = store.log_lines(session, narrowed, MOST_EXPORTED)
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_("When"), _("Who"), _("What"), _("About")])
    writer.writerows([safe_text(cell) for cell in shown(line, names)] for line in lines)
    name = f"nhat-ky-{local_day(request_now()).isoformat()}.csv"
    answer = Response(file.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _narrowed() -> Narrowed:
    """Read the address; what it does not say well is left out, for links grow old."""
    asked = request.args
    group = asked.get("group")
    until = _day(asked.get("until"))
    return Narrowed(
        viewer(),
        person_id=asked.get("person", type=row_id),
        group=next((one for one in Group if one == group), None),
        since=_start(_day(asked.get("since"))),
        until=_start(until + timedelta(1)) if until and until < date.max else None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, VIETNAM)
