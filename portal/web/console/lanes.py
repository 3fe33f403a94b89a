"""Lanes at the desk: another lane, the light path of questions and praise, a split."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from portal.cases.handling.store import assignable_units
from portal.cases.intake.reissue import new_code
from portal.cases.kinds import Action
from portal.cases.lanes.praising import answer_lightly, thank
from portal.cases.lanes.reclassifying import reclassify
from portal.cases.lanes.splitting import Portion, split
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import ReplyForm
from portal.web.console.kept import keep_typing
from portal.web.console.lane_forms import ReclassifyForm, SplitForm, ThankForm
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("lanes", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

RECLASSIFY = ActPage(
    Action.RECLASSIFY,
    title=_l("Put into another lane"),
    button=_l("Put into this lane"),
    done=_l("The case goes on in its new lane."),
    intro=_l(
        "Reference and history stay. Where the new lane has another term, the day moves and the "
        "sender reads why."
    ),
)
THANK = ActPage(
    Action.THANK,
    title=_l("Thank, and pass on to the unit"),
    button=_l("Thank and pass on"),
    done=_l("The sender can read the thanks, and the unit the praise."),
)
ANSWER = ActPage(
    Action.ANSWER_LIGHTLY,
    title=_l("Answer the question"),
    button=_l("Answer the sender"),
    done=_l("Answered. The sender can read it now."),
    intro=_l("A question needs no signed document."),
)
SPLIT = ActPage(
    Action.SPLIT,
    title=_l("Split off a part"),
    button=_l("Make it a case of its own"),
    done=_l("The part is a case of its own now, received on the day of the letter."),
    intro=_l(
        "For a letter about several matters. The letter stays as it was written; the sender’s one "
        "code shows both."
    ),
)


@bp.route(f"{CASE}/lane", methods=BOTH)
@staff_may(May.SEE_CASES)
def reclassify_case(reference: str) -> Answer:
    """Offer another lane; the desk and the leaders may change it."""
    desk = open_desk(RECLASSIFY, reference)
    form = ReclassifyForm(obj=desk.file.case)
    return work(
        desk,
        form,
        lambda s, turn: reclassify(
            s, turn, form.kind.data, form.subject.data, form.reason.data, now=request_now()
        ),
    )


@bp.route(f"{CASE}/thank", methods=BOTH)
@staff_may(May.TRIAGE)
def thank_sender(reference: str) -> Answer:
    desk, form = open_desk(THANK, reference), ThankForm()
    with database().reading() as session:
        form.offer(assignable_units(session, signed_in().authority_id))
    return work(
        desk,
        form,
        lambda s, turn: thank(s, turn, form.unit_id.data, form.words.data, now=request_now()),
    )


@bp.route(f"{CASE}/reply", methods=BOTH)
@staff_may(May.HANDLE)
def answer_question(reference: str) -> Answer:
    desk, form = open_desk(ANSWER, reference), ReplyForm()
    form.ask_why_late(is_late=desk.must_say_why_late)
    return work(
        desk,
        form,
        lambda s, turn: answer_lightly(s, turn, form.reply.data, form.why_late, now=request_now()),
    )


@bp.route(f"{CASE}/split", methods=BOTH)
@staff_may(May.TRIAGE)
def split_case(reference: str) -> Answer:
    """Make a case of a part; its code is made before the transaction and told to nobody."""
    desk = open_desk(SPLIT, reference)
    form = SplitForm(words=desk.file.story)
    keys, is_fast = config().keys, config().fast_hashing
    made = new_code(keys, 0, is_fast=is_fast) if form.is_submitted() else None
    return work(
        desk,
        form,
        lambda s, turn: made and split(s, keys, turn, _portion(form), made, now=request_now()),
    )


def _portion(form: SplitForm) -> Portion:
    return Portion(form.kind.data, form.subject.data, form.words.data)
