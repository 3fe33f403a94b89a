"""Typing a sheet the second time, deciding where two people differ, throwing a typing away."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.errors import NotFoundError
from portal.fieldwork.paper import comparing, store
from portal.fieldwork.paper.comparing import Again, Difference, head_of
from portal.fieldwork.paper.days import ClosedDays
from portal.fieldwork.paper.entering import Outcome, Ready, ready
from portal.fieldwork.paper.errors import DayClosedError, OwnEntryError, SheetMovedOnError
from portal.fieldwork.paper.keying import Keyed, read
from portal.fieldwork.paper.kinds import SheetState
from portal.offices.events import Actor
from portal.offices.permissions import May
from portal.reports.closed_days import closed_days
from portal.web.console.paper_entry import DONE
from portal.web.console.paper_form import Sheet, is_to_be_kept, sheet_of
from portal.web.console.paper_words import CHANNELS, day_closed
from portal.web.forms import StaffForm
from portal.web.i18n import lang
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in
from surveys.answers import AnswersError

bp = Blueprint("paper_checking", __name__)

Answer = Response | tuple[str, int]
Step = Callable[[Session, list[ClosedDays]], Outcome]


@bp.route("/console/phieu-giay/to/<int:sheet_id>/nhap-lai", methods=["GET", "POST"])
@staff_may(May.ENTER_PAPER)
def again(sheet_id: int) -> Answer:
    page = CheckingPage(sheet_id, SheetState.FIRST)
    if page.row.first_by_id == signed_in().id:
        raise OwnEntryError(sheet=sheet_id)
    return (page.enter_again() if is_to_be_kept() else None) or page.shown(
        "console/paper_again.html"
    )


@bp.route("/console/phieu-giay/to/<int:sheet_id>/doi-chieu", methods=["GET", "POST"])
@staff_may(May.ENTER_PAPER)
def compare(sheet_id: int) -> Answer:
    page = CheckingPage(sheet_id, SheetState.DIFFERS)
    return (page.decide() if is_to_be_kept() else None) or page.shown("console/paper_compare.html")


@bp.post("/console/phieu-giay/to/<int:sheet_id>/bo")
@staff_may(May.ENTER_PAPER)
def discard(sheet_id: int) -> Response:
    with database().writing() as session:
        comparing.discard(session, _actor(), sheet_id, now=request_now())
    flash(_("What was typed is thrown away; the sheet can be typed anew."), "success")
    return _list()


class CheckingPage:
    """A sheet that waits for a second look, with what this request has typed."""

    def __init__(self, sheet_id: int, state: SheetState) -> None:
        authority_id = signed_in().authority_id
        with database().reading() as session:
            self.row = store.sheet_of(session, authority_id, sheet_id)
            survey, asked = store.asked(session, authority_id, self.row.survey_id)
            listed = store.waiting(session, authority_id)
        if self.row.state != state:
            raise NotFoundError(sheet=sheet_id)
        self._place = next(one.place for one in listed if one.sheet.id == sheet_id)
        self._survey = survey
        self._sheet: Sheet = sheet_of(survey, asked)
        self.differences = self._differences()
        if self.differences:
            only = frozenset(one.field.name for one in self.differences)
            self._sheet = replace(self._sheet, only=only)

    def enter_again(self) -> Response | None:
        """Take the second typing; None if something in it does not fit."""
        try:
            keyed = read(self._sheet.instrument, self._sheet.typed)
        except AnswersError as error:
            self._sheet = self._sheet.faulty(error)
            return None
        differed = comparing.compare(config().keys, self.row, keyed, self._sheet.instrument)
        both = Again(self.row, self._ready(keyed), differed)

        def step(session: Session, closed: list[ClosedDays]) -> Outcome:
            return comparing.enter_again(session, _actor(), both, closed, now=request_now())

        return self._taken(step)

    def decide(self) -> Response | None:
        """Take what was decided by the paper; None if something in it does not fit."""
        keys, asked = config().keys, self._sheet.instrument
        try:
            chosen = self._sheet.typed
            keyed = comparing.decided(keys, self.row, asked, chosen, self.differences)
        except AnswersError as error:
            self._sheet = self._sheet.faulty(error)
            return None
        typed = self._ready(keyed)

        def step(session: Session, closed: list[ClosedDays]) -> Outcome:
            return comparing.decide(session, _actor(), self.row, typed, closed, now=request_now())

        return self._taken(step)

    def _differences(self) -> list[Difference]:
        """Return what two people read differently; nothing while only one has typed."""
        if self.row.state != SheetState.DIFFERS:
            return []
        asked = self._sheet.instrument
        tongue = asked.language_for(lang())
        return comparing.differences(config().keys, self.row, asked, tongue)

    def shown(self, template: str) -> tuple[str, int]:
        is_refused = bool(self._sheet.problems or self._sheet.general)
        channel = self.row.channel
        html = render_template(
            template,
            form=StaffForm(),
            row=self.row,
            survey=self._survey,
            place=self._place,
            channel=CHANNELS[channel] if channel else "",
            sheet=self._sheet,
            lines=self._sheet.lines(has_focus=True),
            differences={one.field.name: one for one in self.differences},
            is_filled=self._sheet.next_blank == len(self._sheet.fields),
        )
        return html, 422 if is_refused else 200

    def _ready(self, keyed: Keyed) -> Ready:
        asked = self._sheet.instrument
        return ready(config().keys, head_of(self.row), keyed, asked, now=request_now())

    def _taken(self, step: Step) -> Response | None:
        head = head_of(self.row)
        try:
            with database().writing() as session:
                closed = closed_days(session, head.authority_id, head.given_on)
                outcome = step(session, closed)
        except DayClosedError as error:
            self._sheet = replace(self._sheet, general=day_closed(error))
            return None
        except SheetMovedOnError as error:
            flash(str(sentence(error)), "error")
            return _list()
        if outcome is Outcome.DIFFERS:
            flash(_("You two read some fields differently. Decide by the paper."), "success")
            address = url_for("paper_checking.compare", sheet_id=self.row.id)
            return redirect(address, code=303)
        flash(str(DONE[outcome]), "success")
        return _list()


def _actor() -> Actor:
    staff = signed_in()
    return Actor(staff.authority_id, staff.id)


def _list() -> Response:
    return redirect(url_for("paper.index"), code=303)
