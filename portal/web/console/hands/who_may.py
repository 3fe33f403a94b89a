"""Who may do what, and what it needs: the table of the workflow itself, read out for staff."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import gettext as _

from portal.cases.kinds import Action, State
from portal.cases.step import ANY, OPEN, Step
from portal.cases.workflow import STEPS
from portal.offices.permissions import GRANTS
from portal.web.admin.messages import ROLES
from portal.web.case_words import ACTIONS, STATES
from portal.web.citizen.tracking_steps import SHOWN
from portal.web.console.hands.who_may_words import CONDITIONS, FIELDS, PARTS
from portal.web.security import any_staff

bp = Blueprint("who_may", __name__)


@dataclass(frozen=True)
class Row:
    """One step: its name, who, from where to where, what must be said, what must hold."""

    title: str
    who: list[str]
    sources: list[str]
    target: str
    needs: list[str]
    conditions: list[str]
    is_shown: bool


@bp.get("/console/ai-lam-gi")
@any_staff
def index() -> str:
    rows = [row_of(action, step) for action, step in STEPS.items()]
    return render_template("console/hands/who_may.html", rows=rows)


def row_of(action: Action, step: Step) -> Row:
    """Return a row of the workflow's table in words."""
    fields = [FIELDS[name] for name in step.needs if name in FIELDS]
    return Row(
        title=str(ACTIONS[action]),
        who=_who(step) if action is not Action.CLOSE_UNCONFIRMED else [str(_("the portal itself"))],
        sources=_states(step),
        target=str(STATES[step.target]) if step.target else "",
        needs=[str(words) for words in (*fields, *(PARTS[part] for part in step.texts))],
        conditions=[str(CONDITIONS[condition.__name__]) for condition in step.conditions],
        is_shown=action in SHOWN,
    )


def _who(step: Step) -> list[str]:
    roles = [str(ROLES[role]) for role, may in GRANTS.items() if step.may and may & step.may]
    if step.may is None or step.or_sender:
        roles.append(str(_("The sender")))
    if step.or_beside:
        roles.append(str(_("a coordinating unit")))
    return roles


def _states(step: Step) -> list[str]:
    if step.sources >= ANY:
        return [str(_("in every state"))]
    if step.sources == OPEN:
        return [str(_("while it is open"))]
    return [str(STATES[state]) for state in State if state in step.sources]
