"""The page that closes a case whose sender is still not satisfied after the second look."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.cases.kinds import Action
from portal.cases.replies.ending.unsatisfied import LONGEST_ADDRESS, close_unsatisfied
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import READ_BY_SENDER, ActForm, line, text_area
from portal.web.console.kept import keep_typing
from portal.web.security import staff_may
from portal.web.session import request_now

bp = Blueprint("ending", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

CLOSE = ActPage(
    Action.CLOSE_UNSATISFIED,
    title=_l("Close: no new facts"),
    button=_l("Close the case"),
    done=_l("Closed. The sender reads why and where to turn; it stays counted as not satisfied."),
    intro=_l(
        "The sender was answered twice and is still not satisfied. If anything new was said, "
        "do not close: note what follows from it."
    ),
    kind="danger",
)


class EndForm(ActForm):
    """Why nothing new was found, and the next address."""

    reason = text_area(_l("Why there is nothing new"), hint=READ_BY_SENDER)
    next_address = line(
        _l("Where the sender can turn next"),
        LONGEST_ADDRESS,
        _l("Office, address, hours. The sender reads this."),
    )


@bp.route(f"{CASE}/close", methods=BOTH)
@staff_may(May.APPROVE)
def close_case(reference: str) -> Answer:
    desk, form = open_desk(CLOSE, reference), EndForm()
    return work(
        desk,
        form,
        lambda s, turn: close_unsatisfied(
            s, turn, form.reason.data, form.next_address.data, now=request_now()
        ),
    )
