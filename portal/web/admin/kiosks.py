"""Tablets at counters: make one with a link that is shown once, revoke, bring in their files."""

from collections import Counter

from flask import Blueprint, flash
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from portal.clock import local_day
from portal.documents.qr import qr_svg
from portal.errors import DomainError
from portal.fieldwork.kiosks import store
from portal.fieldwork.kiosks.errors import FileDateError, KioskUnknownError, NoBoxesError
from portal.fieldwork.kiosks.files import LARGEST_FILE, read_file
from portal.fieldwork.kiosks.receiving import Answer, Receipt
from portal.fieldwork.kiosks.registry import LONGEST_NAME, KioskPlan, make_kiosk, revoke_kiosk
from portal.fieldwork.kiosks.rules import shipped
from portal.offices.permissions import May
from portal.offices.store import points_of
from portal.web.admin.pages import actor, attempt, done, is_saved, show
from portal.web.citizen.kiosk_desk import KioskDesk
from portal.web.forms import StaffForm, WholeNumber, tidy
from portal.web.i18n import NAMES
from portal.web.messages import sentence
from portal.web.security import staff_may
from portal.web.session import config, database, request_now, signed_in

bp = Blueprint("kiosks", __name__)

TAKEN_OUT = _l("The tablet is out of use. What it still holds can be brought in as a file.")


class KioskForm(StaffForm):
    """A tablet to be."""

    name = StringField(
        _l("Name of the tablet"),
        filters=[tidy],
        validators=[InputRequired(), Length(max=LONGEST_NAME)],
    )
    point = SelectField(_l("Place of the tablet"), coerce=int)
    languages = SelectMultipleField(
        _l("Languages to choose from"),
        choices=[SelectChoice(value=code, label=name) for code, name in NAMES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        default=list(NAMES),
    )
    interval = WholeNumber(_l("Seconds between two ratings"), validators=[InputRequired()])

    def offer(self, session: Session) -> "KioskForm":
        """Offer the places in use."""
        points = points_of(session, signed_in().authority_id, only_active=True)
        self.point.choices = [
            SelectChoice(value=point.id, label=f"{point.name} ({point.unit.name})")
            for point in points
        ]
        return self


class BoxesForm(StaffForm):
    """A file that a tablet exported."""

    file = FileField(_l("File from a tablet (.json)"), validators=[FileRequired()])


@bp.get("/admin/kiosks")
@staff_may(May.SET_UP)
def index() -> tuple[str, int]:
    return _listed(KioskForm(interval=shipped().interval), BoxesForm())


@bp.post("/admin/kiosks/new")
@staff_may(May.SET_UP)
def make() -> tuple[str, int]:
    """Show the link once, in the answer itself: no cookie, log or table ever holds it."""
    with database().reading() as session:
        form = KioskForm().offer(session)
    tokens: list[str] = []
    if form.validate() and is_saved(form, lambda session: tokens.append(_made(session, form))):
        address = f"{config().public_url}/kiosk/{tokens[0]}"
        qr = Markup(qr_svg(address, form.name.data))  # noqa: S704  # drawn by us, its title escaped
        return show("admin/kiosk_link.html", name=form.name.data, address=address, qr=qr)
    return _listed(form, BoxesForm(formdata=None))


@bp.post("/admin/kiosks/<int:kiosk_id>/revoke")
@staff_may(May.SET_UP)
def revoke(kiosk_id: int) -> Response:
    return attempt(
        lambda session: revoke_kiosk(session, actor(), kiosk_id, now=request_now()),
        "kiosks.index",
        lambda endpoint: done(endpoint, TAKEN_OUT),
    )


@bp.post("/admin/kiosks/file")
@staff_may(May.SET_UP)
def bring() -> Response | tuple[str, int]:
    form = BoxesForm()
    if form.validate():
        try:
            receipts = _brought(form.file.data.read(LARGEST_FILE + 1))
        except (NoBoxesError, FileDateError, KioskUnknownError) as error:
            form.file.errors = [_why_not(error)]
        else:
            flash(_told(receipts), "success")
            return done("kiosks.index", _l("The file has been read."))
    return _listed(KioskForm(formdata=None, interval=shipped().interval), form)


def _listed(form: KioskForm, boxes: BoxesForm) -> tuple[str, int]:
    with database().reading() as session:
        form.offer(session)
        kiosks = store.kiosks_of(session, signed_in().authority_id)
    html, status = show("admin/kiosks.html", form, boxes=boxes, kiosks=kiosks)
    return html, 422 if boxes.errors else status


def _made(session: Session, form: KioskForm) -> str:
    languages, seconds = tuple(form.languages.data or ()), form.interval.data
    plan = KioskPlan(form.point.data, form.name.data, languages, seconds)
    return make_kiosk(session, config().keys, actor(), plan, now=request_now())[1]


def _brought(content: bytes) -> list[Receipt]:
    """Take in a file at the same gate as the network; a tablet out of use is welcome here.

    A file may lie for days: what day its tablet believed in is not known, so its own days count.
    """
    if len(content) > LARGEST_FILE:
        raise NoBoxesError
    today = local_day(request_now())
    file = read_file(content, today)
    with database().glancing() as connection:
        kiosk = store.kiosk_by_id(connection, signed_in().authority_id, file.kiosk_id)
    if kiosk is None:
        raise KioskUnknownError
    return list(KioskDesk(kiosk, today).take(file.boxes).values())


def _told(receipts: list[Receipt]) -> str:
    n = Counter(receipt.answer for receipt in receipts)
    parts = (
        ngettext("%(num)d rating is new", "%(num)d ratings are new", n[Answer.STORED]),
        ngettext("%(num)d was here before", "%(num)d were here before", n[Answer.ALREADY]),
        ngettext("%(num)d was refused", "%(num)d were refused", n[Answer.REFUSED]),
    )
    return " · ".join(parts)


def _why_not(error: DomainError) -> str:
    if isinstance(error, KioskUnknownError):
        return str(_l("The tablet of this file is not one of this commune’s."))
    return str(sentence(error))
