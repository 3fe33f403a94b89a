"""One person, one case, one act: offered, done once, or shown again with the typing kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases.errors import WrongStateError
from portal.cases.handling.case_file import CaseFile, open_case_file
from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action
from portal.cases.replies.lateness import is_past_due, reason_text_id
from portal.clock import local_day
from portal.errors import (
    ChangedMeanwhileError,
    DomainError,
    InvalidInputError,
    NotFoundError,
)
from portal.web.console.case_view import case_view
from portal.web.console.draft_form import named
from portal.web.console.forms import ActForm
from portal.web.console.messages import fault
from portal.web.console.timeline import news
from portal.web.console.viewing import viewer
from portal.web.errors import status_of
from portal.web.messages import sentence
from portal.web.session import database, request_now

CASE = "/console/vu-viec/<reference>"
BOTH = ["GET", "POST"]

Answer = Response | tuple[str, int]
Deed = Callable[[Session, Turn], object]


@dataclass(frozen=True)
class ActPage:
    """The page of one act: its words, and `done`, what the next page says."""

    action: Action
    title: LazyString
    button: LazyString
    done: LazyString
    intro: LazyString | str = ""
    kind: str = "primary"
    template: str = "console/act.html"


@dataclass(frozen=True)
class Desk:
    """A case on the desk of someone about to act."""

    page: ActPage
    file: CaseFile

    @property
    def must_say_why_late(self) -> bool:
        """Say whether this answer is late and nobody has said why yet."""
        cases = (self.file.case, *self.file.letter.kin.followers)
        is_late = any(is_past_due(case, request_now()) for case in cases)
        return is_late and reason_text_id(self.file.events) is None


def open_desk(page: ActPage, reference: str) -> Desk:
    """Return the case for an act; `NotFoundError` for whoever may not know of it."""
    return Desk(page, load_file(reference))


def load_file(reference: str) -> CaseFile:
    """Return a case's file, readable after its session has ended."""
    with database().reading() as session:
        file = open_case_file(session, viewer(), reference, request_now())
        session.expunge_all()
    return file


def work(desk: Desk, form: ActForm, deed: Deed, **shown: Any) -> Answer:
    """Offer the form, or carry out the deed and go back to the case.

    Whatever is refused comes back on the same page with everything that was typed.
    """
    if request.method == "GET":
        return _offer(desk, form, shown)
    if not form.validate():
        return show(desk, form, 422, **shown)
    turn = Turn(viewer(), desk.file.case.id, form.version.data)
    try:
        with database().writing() as session:
            deed(session, turn)
    except (ChangedMeanwhileError, WrongStateError):
        return _changed(desk, form, shown)
    except InvalidInputError as error:
        _refuse(form, error)
        return show(desk, form, 422, **shown)
    except NotFoundError:
        raise
    except DomainError as error:
        form.form_errors.append(sentence(error))
        return show(desk, form, status_of(error), **shown)
    return back(desk, desk.page.done)


def show(desk: Desk, form: ActForm, status: int, **shown: Any) -> tuple[str, int]:
    """Render the page of an act."""
    view = case_view(desk.file, local_day(request_now()))
    values = {"news": [], "is_possible": True, **shown}
    return render_template(
        desk.page.template, page=desk.page, case=view, form=form, **values
    ), status


def back(desk: Desk, words: LazyString | str, category: str = "success") -> Response:
    """Go to the case, which says what has happened."""
    flash(str(words), category)
    return redirect(url_for("case.show", reference=desk.file.case.reference), code=303)


def _offer(desk: Desk, form: ActForm, shown: dict[str, Any]) -> Answer:
    if desk.page.action not in desk.file.actions:
        moved_on = _("This step is not open to you now: the case has moved on, or others decide.")
        return back(desk, moved_on, "error")
    form.version.data = desk.file.case.version
    return show(desk, form, 200, **shown)


def _refuse(form: ActForm, error: InvalidInputError) -> None:
    for field, code in error.fields.items():
        if (wrong := named(form, field)) is not None:
            wrong.errors = [fault(field, code)]
        else:
            form.form_errors.append(fault(field, code))


def _changed(desk: Desk, form: ActForm, shown: dict[str, Any]) -> Answer:
    """Tell what happened meanwhile; the form stays, for the case as it is now."""
    seen: int = form.version.data
    again = Desk(desk.page, load_file(desk.file.case.reference))
    form.version.raw_data = [str(again.file.case.version)]
    # Version 0 is the case after its first event.
    values = {
        "news": news(again.file, since=seen + 1),
        "is_possible": desk.page.action in again.file.actions,
    }
    return show(again, form, 409, **{**shown, **values})
