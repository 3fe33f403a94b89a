"""The commune's rules of routing: listed in their order, tried on past cases, then saved."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases.handling.store import assignable_units
from portal.cases.routing import store
from portal.cases.routing.editing import NewRule, add, change, move_up, use
from portal.cases.routing.trying import Trial, try_rule
from portal.clock import local_day
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH
from portal.web.console.kept import keep_typing
from portal.web.console.messages import fault
from portal.web.console.routing_form import RuleForm
from portal.web.console.routing_words import asks
from portal.web.console.viewing import viewer
from portal.web.i18n import short_date
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("routing", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

ROOT = "/console/quy-tac-chuyen"
MOST_SHOWN = 20
SAVED = _l("Saved. From its day on the rule proposes the unit; a person still decides.")


@dataclass(frozen=True)
class Line:
    """One rule as the list shows it."""

    id: int
    asks: list[str]
    unit: str
    beside: list[str]
    valid_from: str
    written: str
    is_active: bool


@bp.get(ROOT)
@staff_may(May.ASSIGN)
def index() -> str:
    """List the rules in the order in which they are asked."""
    with database().reading() as session:
        units = _units(session)
        rows = store.written_rules(session, signed_in().authority_id)
        rules = store.rules_of(session, signed_in().authority_id)
        lines = [
            Line(
                id=rule.id,
                asks=list(asks(session, rule.conditions)),
                unit=units.get(rule.unit_id, ""),
                beside=[units[id_] for id_ in rule.beside if id_ in units],
                valid_from=short_date(rule.valid_from),
                written=f"{row.writer}, {short_date(local_day(row.row.written_at))}",
                is_active=rule.is_active,
            )
            for rule, row in zip(rules, rows, strict=True)
        ]
    return render_template("console/routing.html", lines=lines)


@bp.route(f"{ROOT}/them", methods=BOTH, defaults={"rule_id": None})
@bp.route(f"{ROOT}/<int:rule_id>", methods=BOTH)
@staff_may(May.ASSIGN)
def write(rule_id: int | None) -> Response | tuple[str, int]:
    """Write a rule: what is typed is tried first; only what was tried as it stands is saved."""
    with database().reading() as session:
        form = RuleForm()
        form.offer(session, signed_in().authority_id)
        if request.method == "GET":
            form.show(session, signed_in().authority_id, rule_id, local_day(request_now()))
            return _page(form, rule_id, 200)
        rule = _typed(session, form)
        trial = try_rule(session, viewer(), rule, rule_id) if rule else None
    if rule is None or trial is None:
        return _page(form, rule_id, 422)
    if form.tried.data != _print_of(rule) or not form.save.data:
        form.tried.data = _print_of(rule)
        return _page(form, rule_id, 200, trial)
    return _saved(form, rule, rule_id, trial)


@bp.post(f"{ROOT}/<int:rule_id>/up")
@staff_may(May.ASSIGN)
def up(rule_id: int) -> Response:
    with database().writing() as session:
        move_up(session, viewer(), rule_id, now=request_now())
    return redirect(url_for(".index"), code=303)


@bp.post(f"{ROOT}/<int:rule_id>/off", defaults={"is_active": False})
@bp.post(f"{ROOT}/<int:rule_id>/on", defaults={"is_active": True})
@staff_may(May.ASSIGN)
def force(rule_id: int, is_active: bool) -> Response:
    with database().writing() as session:
        use(session, viewer(), rule_id, is_active=is_active, now=request_now())
    return redirect(url_for(".index"), code=303)


def _saved(
    form: RuleForm, rule: NewRule, rule_id: int | None, trial: Trial
) -> Response | tuple[str, int]:
    try:
        with database().writing() as session:
            if rule_id is None:
                add(session, viewer(), rule, now=request_now())
            else:
                change(session, viewer(), rule_id, rule, now=request_now())
    except InvalidInputError as error:
        _refuse(form, error.fields)
        return _page(form, rule_id, 422, trial)
    flash(str(SAVED), "success")
    return redirect(url_for(".index"), code=303)


def _typed(session: Session, form: RuleForm) -> NewRule | None:
    """Return the rule as typed; None with words beside the fields when it does not fit."""
    if not form.validate():
        return None
    try:
        return form.rule(session, signed_in().authority_id)
    except InvalidInputError as error:
        _refuse(form, error.fields)
        return None


def _refuse(form: RuleForm, fields: Mapping[str, str]) -> None:
    for name, code in fields.items():
        form[name].errors = [fault(name, code)]


def _print_of(rule: NewRule) -> str:
    return hashlib.sha256(repr(rule).encode()).hexdigest()[:16]


def _page(
    form: RuleForm, rule_id: int | None, status: int, trial: Trial | None = None
) -> tuple[str, int]:
    title: LazyString = _l("New rule of routing") if rule_id is None else _l("Rule of routing")
    with database().reading() as session:
        units = _units(session)
    shown = (
        [(one.reference, units.get(one.unit_id, "")) for one in trial.differing] if trial else []
    )
    page = render_template(
        "console/routing_rule.html",
        form=form,
        title=title,
        trial=trial,
        differing=shown[:MOST_SHOWN],
        more=len(shown) - MOST_SHOWN,
    )
    return page, status


def _units(session: Session) -> dict[int, str]:
    return {unit.id: unit.name for unit in assignable_units(session, signed_in().authority_id)}
