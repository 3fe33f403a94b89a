"""The pages of publication: prepare the public copy, take it down again."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.cases.handling.turns import Turn
from portal.cases.kinds import Action
from portal.cases.replies.publishing import (
    PublicCopy,
    doubts,
    publish,
    starting_copy,
    unpublish,
)
from portal.cases.replies.redaction import Doubtful
from portal.errors import InvalidInputError, NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, open_desk, work
from portal.web.console.forms import PublishForm, UnpublishForm
from portal.web.console.kept import keep_typing
from portal.web.console.words import DOUBTS
from portal.web.security import staff_may
from portal.web.session import database, request_now, signed_in

bp = Blueprint("publishing", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

PUBLISH = ActPage(
    Action.PUBLISH,
    title=_l("Publish"),
    button=_l("Publish"),
    done=_l("Published. Everyone can read the public copy."),
    intro=_l(
        "Take out everything that tells who somebody is: names, numbers, addresses. The originals "
        "stay as they are."
    ),
    template="console/publish.html",
)
UNPUBLISH = ActPage(
    Action.UNPUBLISH,
    title=_l("Take down from the public page"),
    button=_l("Take down"),
    done=_l("Taken down."),
    kind="danger",
)


@bp.route(f"{CASE}/publish", methods=BOTH)
@staff_may(May.PUBLISH)
def publish_case(reference: str) -> Answer:
    desk = open_desk(PUBLISH, reference)
    with database().reading() as session:
        start = starting_copy(session, desk.file.case)
        form = PublishForm(public_story=start.story, public_reply=start.reply)
        found = doubts(session, signed_in().authority_id, _copy(form))
    shown = [(DOUBTS[item.doubt], item.fragment) for item in found]
    if not found:
        del form.looked
    return work(desk, form, lambda s, turn: _publish(s, turn, form, found), doubts=shown)


@bp.route(f"{CASE}/unpublish", methods=BOTH)
@staff_may(May.PUBLISH)
def unpublish_case(reference: str) -> Answer:
    desk, form = open_desk(UNPUBLISH, reference), UnpublishForm()
    return work(desk, form, lambda s, turn: unpublish(s, turn, form.reason.data, now=request_now()))


def _publish(session: Session, turn: Turn, form: PublishForm, found: tuple[Doubtful, ...]) -> None:
    if found and not form.looked.data:
        raise InvalidInputError(looked="required")
    publish(session, turn, _copy(form), now=request_now())


def _copy(form: PublishForm) -> PublicCopy:
    return PublicCopy(form.public_story.data or "", form.public_reply.data or "")
