"""Following a case with its access code, which appears in no address and no log."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired

from portal.access_codes import parse_access_code
from portal.cases.errors import UnknownCodeError, WrongStateError
from portal.cases.intake.store import mark_opened, opened_before
from portal.cases.intake.tracking import (
    LONGEST_ANSWER,
    LONGEST_COMMENT,
    case_id_by_code,
    rate_reply,
    reopen,
    supply,
    was_said,
)
from portal.cases.kinds import TextPart
from portal.cases.models import Case
from portal.cases.store import case_by_id
from portal.clock import local_day
from portal.codes import CodeMistypedError
from portal.errors import (
    ChangedMeanwhileError,
    DatabaseUnavailableError,
    InvalidInputError,
    NotFoundError,
)
from portal.offices.store import authority_by_id
from portal.web.citizen import passes, tries
from portal.web.citizen.kept import keep_typing
from portal.web.citizen.messages import fault, why_refused
from portal.web.citizen.passes import PassExpiredError, PassKind
from portal.web.citizen.sealed_view import SealedView, sealed_view
from portal.web.citizen.tracking_parts import CASE_ID_BYTES, ShownPart, case_pass, parts_for_sender
from portal.web.citizen.tracking_view import tracked
from portal.web.forms import CitizenForm, GraphemeLimit, tidy
from portal.web.i18n import lang
from portal.web.messages import sentence
from portal.web.security import everyone
from portal.web.session import (
    config,
    database,
    request_now,
    show_authority,
)

bp = Blueprint("tracking", __name__)
bp.register_error_handler(DatabaseUnavailableError, keep_typing)

Answer = str | tuple[str, int] | Response

SATISFIED, NOT_SATISFIED = "yes", "no"


class CodeForm(CitizenForm):
    """The access code and nothing else."""

    code = StringField(
        _l("Access code"),
        validators=[InputRequired(_l("Please type the code."))],
        render_kw={"autocapitalize": "none", "spellcheck": "false"},
    )


class SupplyForm(CitizenForm):
    """The answer to the office's question."""

    answer = TextAreaField(
        _l("Your answer"), validators=[GraphemeLimit(LONGEST_ANSWER)], filters=[tidy]
    )


class RateForm(CitizenForm):
    """Whether the answer satisfies, and if not, what should happen."""

    is_satisfied = RadioField(
        _l("Are you satisfied with this answer?"),
        choices=[
            SelectChoice(SATISFIED, _l("Satisfied")),
            SelectChoice(NOT_SATISFIED, _l("Not satisfied")),
        ],
        validators=[InputRequired(_l("Please choose one."))],
    )
    comment = TextAreaField(
        _l("What is still not right?"), validators=[GraphemeLimit(LONGEST_COMMENT)], filters=[tidy]
    )
    look_again = BooleanField(_l("Please let someone above that unit look at it again"))


class ReopenForm(CitizenForm):
    """What should be looked at again, by a sender who did not ask for it at once."""

    wish = TextAreaField(
        _l("What should be looked at again?"),
        validators=[GraphemeLimit(LONGEST_COMMENT)],
        filters=[tidy],
    )


@bp.route("/tra-cuu", methods=["GET", "POST"])
@everyone
def look_up() -> Answer:
    """Ask for the code and, if it is right, lead to the case."""
    form = CodeForm(request.form)
    if request.method == "GET":
        return _code_page(form, 200)
    if not form.validate():
        return _code_page(form, 422)
    try:
        case_id = _opened(form.code.data)
    except (CodeMistypedError, UnknownCodeError) as error:
        form.code.errors = [why_refused(error)]
        return _code_page(form, 422)
    except tries.TooManyTriesError as error:
        form.code.errors = [why_refused(error)]
        return _code_page(form, 429)
    return redirect(url_for(".show", token=_issue(case_id)), code=303)


@bp.get("/tra-cuu/<token>")
@everyone
def show(token: str) -> Answer:
    """Show the case behind a sealed address."""
    try:
        return _case_page(token, 200)
    except PassExpiredError as error:
        return _over(error)


@bp.post("/tra-cuu/<token>/tra-loi")
@everyone
def answer_question(token: str) -> Answer:
    """Take the sender's answer to the office's question."""
    form = SupplyForm(request.form)
    try:
        with database().writing() as session:
            supply(session, case_behind(session, token), form.answer.data, now=request_now())
    except InvalidInputError as error:
        return _again(token, error, supply_form=form)
    except PassExpiredError as error:
        return _over(error, form.answer.data)
    except (WrongStateError, ChangedMeanwhileError):
        return _moved_on(token, TextPart.SUPPLEMENT, form.answer.data, supply_form=form)
    return redirect(url_for(".show", token=token), code=303)


@bp.post("/tra-cuu/<token>/danh-gia")
@everyone
def rate(token: str) -> Answer:
    """Take the sender's judgement and, if wished, reopen the case."""
    form = RateForm(request.form)
    try:
        if not form.validate():
            return _case_page(token, 422, rate_form=form)
        with database().writing() as session:
            _judge(session, case_behind(session, token), form)
    except InvalidInputError as error:
        return _again(token, error, rate_form=form)
    except PassExpiredError as error:
        return _over(error, form.comment.data)
    except (WrongStateError, ChangedMeanwhileError):
        return _moved_on(token, TextPart.REPLY_COMMENT, form.comment.data, rate_form=form)
    return redirect(url_for(".show", token=token), code=303)


@bp.post("/tra-cuu/<token>/xem-lai")
@everyone
def look_again(token: str) -> Answer:
    """Reopen the case for a sender who was not satisfied and asks only now."""
    form = ReopenForm(request.form)
    try:
        with database().writing() as session:
            reopen(session, case_behind(session, token), form.wish.data, now=request_now())
    except InvalidInputError as error:
        error.fields["wish"] = error.fields.pop("comment")
        return _again(token, error, reopen_form=form)
    except PassExpiredError as error:
        return _over(error, form.wish.data)
    except (WrongStateError, ChangedMeanwhileError):
        return _moved_on(token, TextPart.SUPPLEMENT, form.wish.data, reopen_form=form)
    return redirect(url_for(".show", token=token), code=303)


def _judge(session: Session, case: Case, form: RateForm) -> None:
    now, comment = request_now(), form.comment.data
    is_satisfied = form.is_satisfied.data == SATISFIED
    rate_reply(session, case, is_satisfied=is_satisfied, comment=comment, now=now)
    if form.look_again.data and not is_satisfied:
        reopen(session, case, comment, now=now)


def _opened(typed: str) -> int:
    """Return the case a typed code opens; what was no guess is not counted as one."""
    tries.count_here()
    code = parse_access_code(typed)
    tries.count_at(code.locator)
    case_id = case_id_by_code(database(), code, is_fast=config().fast_hashing)
    tries.was_right(code.locator)
    return case_id


def _issue(case_id: int) -> str:
    with database().writing() as session:
        case = _known(session, case_id)
        mark_opened(session, case, local_day(request_now()))
    return case_pass(case.id, case.code_turn)


def case_behind(session: Session, token: str) -> Case:
    """Return the case a pass opens; a new access code ends the passes of the one before it."""
    payload = passes.read(config().keys, PassKind.TRACKING, token, request_now())
    case = _known(session, int.from_bytes(payload[:CASE_ID_BYTES]))
    if case.code_turn != int.from_bytes(payload[CASE_ID_BYTES:]):
        raise PassExpiredError(kind=PassKind.TRACKING)
    return case


def _known(session: Session, case_id: int) -> Case:
    case = case_by_id(session, case_id)
    if case is None:
        raise NotFoundError
    return case


def _code_page(form: CodeForm, status: int, over: object = "", typed: str = "") -> Answer:
    html = render_template("citizen/tracking.html", form=form, over=over, typed=typed)
    return html, status


def _moved_on(token: str, part: TextPart, typed: str, **forms: CitizenForm) -> Answer:
    """Say that the case has moved on and keep the words to copy; what was sent twice says nothing.

    A judgement without words loses nothing: the page shows the one that counts.
    """
    with database().reading() as session:
        if not typed or was_said(session, case_behind(session, token), part, typed):
            return redirect(url_for(".show", token=token), code=303)
    return _case_page(token, 409, moved_on=True, **forms)


def _again(token: str, error: InvalidInputError, **forms: CitizenForm) -> Answer:
    """Show the case again with the fault beside its field and the typing kept."""
    form = next(iter(forms.values()))
    for field, code in error.fields.items():
        form[field].errors = [fault(field, code)]
    return _case_page(token, 422, **forms)


def _case_page(token: str, status: int, **forms: Any) -> Answer:
    with database().reading() as session:
        case = case_behind(session, token)
        show_authority(authority_by_id(session, case.authority_id))
        parts = parts_for_sender(session, case)
        if case.handler_id is not None:
            return _sealed_page(sealed_view(session, case, lang()), status, parts, forms)
        seen = tracked(session, case, request_now(), lang())
        last_opened_on = opened_before(session, case.id, local_day(request_now()))
    empty = {"supply_form": SupplyForm(), "rate_form": RateForm(), "reopen_form": ReopenForm()}
    shown = {"moved_on": False, "last_opened_on": last_opened_on, **empty, **forms}
    values = {"case": seen, "token": token, "parts": parts}
    return render_template("citizen/tracking_case.html", **values, **shown), status


def _sealed_page(
    case: SealedView, status: int, parts: list[ShownPart], forms: dict[str, Any]
) -> Answer:
    """Show where a sealed case went; what was just being written stays on the page."""
    fields = [field for form in forms.values() if isinstance(form, CitizenForm) for field in form]
    typed = [f.data for f in fields if isinstance(f, TextAreaField) and f.data]
    html = render_template("citizen/tracking_sealed.html", case=case, parts=parts, typed=typed)
    return html, status


def _over(error: PassExpiredError, typed: str = "") -> Answer:
    """Ask for the code again; what was being written stays on the page to be copied."""
    return _code_page(CodeForm(), 410, over=sentence(error), typed=typed)
