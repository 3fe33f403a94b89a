"""Typing a sheet for the first time, or what was said on the telephone."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from portal.clock import local_day
from portal.errors import DomainError
from portal.fieldwork.paper import store
from portal.fieldwork.paper.entering import Head, Outcome, Ready, enter, ready
from portal.fieldwork.paper.keying import Keyed, read
from portal.fieldwork.paper.kinds import Channel
from portal.fieldwork.store import points_of_survey
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.ratings.errors import SubmissionDiffersError, SurveyClosedError
from portal.reports.closed_days import closed_days
from portal.web import submission
from portal.web.console.paper_form import HeadForm, is_to_be_kept, sheet_of
from portal.web.console.paper_words import refusal
from portal.web.numbers import row_id
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in
from surveys.answers import AnswersError

bp = Blueprint("paper_entry", __name__)

DONE: dict[Outcome, LazyString] = {
    Outcome.HANDED_IN: _l("The answers are handed in. Nobody can open them again."),
    Outcome.WAITS: _l("Sheet kept. Somebody else types it once more."),
}
# Refusals on the page, with everything typed still there: stale forms, and what does not fit.
STALE = (
    submission.SubmissionExpiredError,
    submission.SubmissionForgedError,
    SubmissionDiffersError,
    SurveyClosedError,
)


@bp.route("/console/phieu-giay/<int:survey_id>/nhap", methods=["GET", "POST"])
@staff_may(May.ENTER_PAPER)
def index(survey_id: int) -> Response | tuple[str, int]:
    page = EntryPage(survey_id)
    kept = page.keep() if is_to_be_kept() else None
    return kept or page.shown()


class EntryPage:
    """The page of one survey, with what this request has typed into it."""

    def __init__(self, survey_id: int) -> None:
        authority_id = signed_in().authority_id
        with database().reading() as session:
            self._survey, asked = store.asked(session, authority_id, survey_id)
            points = points_of_survey(session, self._survey)
            self._form = HeadForm(data=_told(local_day(request_now())))
            self._form.offer(points)
        self._sheet = sheet_of(self._survey, asked)

    def keep(self) -> Response | None:
        """Keep the sheet and go on to the next; None if something does not fit."""
        try:
            keyed = read(self._sheet.instrument, self._sheet.typed)
        except AnswersError as error:
            self._sheet = self._sheet.faulty(error)
            self._form.validate()
            return None
        if not self._form.validate():
            return None
        try:
            outcome = self._entered(keyed)
        except DomainError as error:
            self._refuse(error)
            return None
        flash(str(DONE[outcome]), "success")
        return redirect(url_for("paper_entry.index", **self._next()), code=303)

    def shown(self) -> tuple[str, int]:
        form = self._form
        is_refused = bool(form.errors or self._sheet.problems or self._sheet.general)
        form.token.data = submission.issue(config().keys, request_now())
        begins = not is_refused and bool(form.number.data or request.args.get("kenh"))
        html = render_template(
            "console/paper_entry.html",
            survey=self._survey,
            form=form,
            sheet=self._sheet,
            lines=self._sheet.lines(has_focus=begins),
            is_filled=begins and self._sheet.next_blank == len(self._sheet.fields),
        )
        return html, 422 if is_refused else 200

    def _entered(self, keyed: Keyed) -> Outcome:
        typed, staff = self._ready(keyed), signed_in()
        actor, now = Actor(staff.authority_id, staff.id), request_now()
        with database().writing() as session:
            closed = closed_days(session, staff.authority_id, typed.head.given_on)
            return enter(session, config().keys, actor, typed, closed, now=now)

    def _ready(self, keyed: Keyed) -> Ready:
        form, keys, now = self._form, config().keys, request_now()
        head = Head(
            authority_id=signed_in().authority_id,
            survey_id=self._survey.id,
            service_point_id=row_id(form.place.data),
            given_on=form.given_on.data,
            channel=Channel(form.channel.data),
            number=form.number.data,
        )
        if head.is_on_sheet:
            return ready(keys, head, keyed, self._sheet.instrument, now=now)
        number = submission.read(keys, form.token.raw_data[0], now)
        alone = replace(head, number=None)
        instrument = self._sheet.instrument
        return ready(keys, alone, keyed, instrument, now=now, submission_id=number)

    def _refuse(self, error: DomainError) -> None:
        """Put a refusal where it belongs; what is no matter of this form goes its usual way."""
        name, words = refusal(error)
        if name:
            self._form[name].errors = [words]
        elif isinstance(error, STALE):
            self._sheet = replace(self._sheet, general=words)
        else:
            raise error

    def _next(self) -> dict[str, Any]:
        """Return the address of the next sheet: same place and day, the number after."""
        form = self._form
        told = {"kenh": form.channel.data, "diem": form.place.data, "ngay": form.given_on.data}
        on = {"so": form.number.data + 1} if form.number.data else {}
        return {"survey_id": self._survey.id, **told, **on}


def _told(today: date) -> dict[str, object]:
    """Return what the address says of the sheet; today where it says nothing."""
    args = request.args
    day = args.get("ngay", type=date.fromisoformat) or today
    number = args.get("so", type=row_id)
    return {
        "channel": args.get("kenh"),
        "place": args.get("diem"),
        "given_on": day,
        "number": number,
    }
