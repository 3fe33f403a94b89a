"""Cases on one matter: similar ones looked at, related, merged, and taken apart again."""

from flask import Blueprint, request
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length

from portal.cases.kinds import Action
from portal.cases.merging.merging import merge, relate, unmerge, unrelate
from portal.cases.merging.suggesting import SimilarCase, similar_open
from portal.errors import NotFoundError
from portal.offices.permissions import May
from portal.web.console.desk import BOTH, CASE, ActPage, Answer, Desk, open_desk, work
from portal.web.console.forms import NEEDED, ActForm
from portal.web.console.kept import keep_typing
from portal.web.console.viewing import viewer
from portal.web.forms import tidy
from portal.web.security import staff_may
from portal.web.session import database, request_now

bp = Blueprint("merging", __name__)
bp.register_error_handler(NotFoundError, keep_typing)

MERGE = ActPage(
    Action.MERGE,
    title=_l("Answer together with another case"),
    button=_l("Answer them together"),
    done=_l("The answer to the other case will reach this sender, too."),
    intro=_l(
        "For two reports of one matter. Each sender keeps the code, the day promised and gets the "
        "reply; each case counts. Until the answer it can be taken apart again."
    ),
    template="console/hands/merge.html",
)
UNMERGE = ActPage(
    Action.UNMERGE,
    title=_l("Handle by itself again"),
    button=_l("Take it out"),
    done=_l("The case is handled by itself again. It stays with its unit."),
)
RELATE = ActPage(
    Action.RELATE,
    title=_l("Note a related case"),
    button=_l("Note it on both"),
    done=_l("Noted on both cases."),
    intro=_l("Each is still handled and answered by itself."),
    template="console/hands/merge.html",
)
UNRELATE = ActPage(
    Action.UNRELATE,
    title=_l("Not related after all"),
    button=_l("Take the note back"),
    done=_l("The note is taken back on both cases."),
)


class OtherForm(ActForm):
    """The reference of another case."""

    other = StringField(
        _l("Reference of the other case"), filters=[tidy], validators=[NEEDED, Length(max=24)]
    )


@bp.route(f"{CASE}/merge", methods=BOTH)
@staff_may(May.SEE_CASES)
def merge_case(reference: str) -> Answer:
    """Merge; the desk and the leaders may do so."""
    desk, form = open_desk(MERGE, reference), _other()
    return work(
        desk,
        form,
        lambda s, turn: merge(s, turn, form.other.data, now=request_now()),
        similar=_similar(desk),
    )


@bp.route(f"{CASE}/unmerge", methods=BOTH)
@staff_may(May.SEE_CASES)
def unmerge_case(reference: str) -> Answer:
    """Take a case out; the desk, the leaders and the unit may do so."""
    desk, form = open_desk(UNMERGE, reference), ActForm()
    return work(desk, form, lambda s, turn: unmerge(s, turn, now=request_now()))


@bp.route(f"{CASE}/relate", methods=BOTH)
@staff_may(May.SEE_CASES)
def relate_case(reference: str) -> Answer:
    """Relate; the desk and the leaders may do so."""
    desk, form = open_desk(RELATE, reference), _other()
    return work(
        desk,
        form,
        lambda s, turn: relate(s, turn, form.other.data, now=request_now()),
        similar=_similar(desk),
    )


@bp.route(f"{CASE}/unrelate", methods=BOTH)
@staff_may(May.SEE_CASES)
def unrelate_case(reference: str) -> Answer:
    """Take the note back; the desk and the leaders may do so."""
    desk, form = open_desk(UNRELATE, reference), _other()
    return work(desk, form, lambda s, turn: unrelate(s, turn, form.other.data, now=request_now()))


def _other() -> OtherForm:
    """Return the form, with the reference of the link that led here."""
    return OtherForm(other=request.args.get("other", ""))


def _similar(desk: Desk) -> list[SimilarCase]:
    case = desk.file.case
    with database().reading() as session:
        return list(similar_open(session, viewer(), case))
