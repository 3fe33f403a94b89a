"""The pages of the answer: return, approve, tell."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.cases.kinds import Action, ReplyBy
from portal.cases.replies.drafting import approve, return_draft
from portal.cases.replies.telling import tell
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import ApproveForm, ReturnForm, TellForm
from portal.web.console.kept import keep_typing
from portal.web.console.words import REPLY_BY
from portal.web.security import staff_may
from portal.web.session import request_now

bp = Blueprint("replies", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

RETURN = ActPage(
    Action.RETURN,
    title=_l("Return with remarks"),
    button=_l("Return to the unit"),
    done=_l("The draft is back with the unit."),
    template="console/judge.html",
)
APPROVE = ActPage(
    Action.APPROVE,
    title=_l("Approve the reply"),
    button=_l("Approve"),
    done=_l("Approved. It waits for the signed document."),
    template="console/judge.html",
)
TELL = ActPage(
    Action.TELL,
    title=_l("Tell the sender"),
    button=_l("The sender has been told"),
    done=_l("Written down: the sender has been told."),
    intro=_l("Call, hand over or write first, then say here how it was done."),
    template="console/tell.html",
)


@bp.route(f"{CASE}/return", methods=BOTH)
@staff_may(May.APPROVE)
def return_reply(reference: str) -> Answer:
    desk, form = open_desk(RETURN, reference), ReturnForm()
    return work(
        desk, form, lambda s, turn: return_draft(s, turn, form.remarks.data, now=request_now())
    )


@bp.route(f"{CASE}/approve", methods=BOTH)
@staff_may(May.APPROVE)
def approve_reply(reference: str) -> Answer:
    desk, form = open_desk(APPROVE, reference), ApproveForm()
    form.ask_why_late(is_late=desk.must_say_why_late)
    return work(desk, form, lambda s, turn: approve(s, turn, form.why_late, now=request_now()))


@bp.route(f"{CASE}/tell", methods=BOTH)
@staff_may(May.SEE_CASES)
def tell_sender(reference: str) -> Answer:
    """Write down how; the desk, the records clerk and the unit in charge may do so."""
    desk = open_desk(TELL, reference)
    wish = ReplyBy(desk.file.case.reply_by)
    form = TellForm(way=wish)
    return work(
        desk,
        form,
        lambda s, turn: tell(s, turn, form.way.data, now=request_now()),
        wish=REPLY_BY[wish],
    )
