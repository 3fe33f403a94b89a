"""Who sees what and who does what: the tables that are enforced, read out in words."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask_babel import LazyString

from portal.cases.kinds import Action, State
from portal.cases.workflow import STEPS
from portal.offices.kinds import Role
from portal.offices.permissions import GRANTS, May
from portal.web.admin.messages import ROLES
from portal.web.case_words import ACTIONS, STATES
from portal.web.console.permission_words import ALLOWED
from portal.web.security import any_staff

bp = Blueprint("permissions", __name__)


@dataclass(frozen=True)
class Post:
    """A role and everything it allows; what is not listed is refused."""

    name: LazyString
    allowed: list[LazyString]


@dataclass(frozen=True)
class Act:
    """What can be done to a case, by which roles and from where."""

    name: LazyString
    roles: list[LazyString]
    states: list[LazyString]


@bp.get("/console/quyen")
@any_staff
def index() -> str:
    posts = [
        Post(ROLES[role], [ALLOWED[may] for may in May if may in GRANTS[role]]) for role in Role
    ]
    acts = [_act(action) for action in STEPS if STEPS[action].may]
    return render_template("console/permissions.html", posts=posts, acts=acts)


def doers(action: Action) -> list[Role]:
    """Return the roles that may do an act, before unit, state and conditions are looked at."""
    needed = STEPS[action].may or frozenset()
    return [role for role in Role if GRANTS[role] & needed]


def _act(action: Action) -> Act:
    step = STEPS[action]
    return Act(
        ACTIONS[action],
        [ROLES[role] for role in doers(action)],
        [STATES[state] for state in State if state in step.sources],
    )
