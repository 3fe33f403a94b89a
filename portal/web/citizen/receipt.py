"""The receipt: shown for ten minutes after sending, at a sealed address, and never cached."""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from portal.calendar.store import load_calendar
from portal.cases.deadline import Deadline
from portal.cases.intake.submit import Receipt, receipt_of
from portal.clock import local_day
from portal.documents.qr import qr_svg
from portal.documents.receipt import ReceiptWords, receipt_png
from portal.errors import NotFoundError
from portal.offices.store import authority_by_id
from portal.web.citizen import passes
from portal.web.citizen.passes import PassExpiredError, PassKind
from portal.web.deadlines import Chip, DayRow, Span, chip, day_rows, rule_sentence
from portal.web.i18n import lang
from portal.web.security import everyone
from portal.web.session import AuthorityView, config, database, request_now, show_authority
from portal.words.translate import weekday_date

bp = Blueprint("receipt", __name__)


@dataclass(frozen=True)
class ShownPromise:
    """A promise as the receipt shows it."""

    chip: Chip
    days: list[DayRow]
    source: str
    is_provisional: bool


@dataclass(frozen=True)
class Shown:
    """Everything a receipt shows."""

    authority: AuthorityView
    receipt: Receipt
    classify: ShownPromise | None
    reply: ShownPromise | None


@bp.get("/bien-nhan/<token>")
@everyone
def show(token: str) -> str | tuple[str, int]:
    """Show the receipt; reloading works until its ten minutes are over."""
    try:
        shown = _shown(token)
    except PassExpiredError:
        return render_template("citizen/receipt_over.html"), 410
    title = _("QR code to the page where the case can be followed")
    qr = Markup(qr_svg(_tracking_url(), title, 32))  # noqa: S704  # our own SVG; the title is escaped there
    return render_template(
        "citizen/receipt.html",
        shown=shown,
        receipt=shown.receipt,
        qr=qr,
        tracking_url=_tracking_url(),
        token=token,
    )


@bp.get("/bien-nhan/<token>/anh.png")
@everyone
def picture(token: str) -> Response | tuple[str, int]:
    """Return the receipt as a picture to keep."""
    try:
        shown = _shown(token)
    except PassExpiredError:
        return render_template("citizen/receipt_over.html"), 410
    response = Response(receipt_png(_words(shown), _tracking_url()), mimetype="image/png")
    name = f"{shown.receipt.reference}.png"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _shown(token: str) -> Shown:
    keys, now = config().keys, request_now()
    submission_id = passes.read(keys, PassKind.RECEIPT, token, now)
    with database().reading() as session:
        receipt = receipt_of(session, keys, submission_id)
        if receipt is None:
            raise NotFoundError
        return Shown(
            show_authority(authority_by_id(session, receipt.authority_id)),
            receipt,
            _promise(session, receipt, receipt.classify),
            _promise(session, receipt, receipt.reply),
        )


def _promise(session: Session, receipt: Receipt, known: Deadline | None) -> ShownPromise | None:
    if known is None:
        return None
    calendar = load_calendar(session, receipt.authority_id)
    span = Span(known.starts_on, known.on)
    counted = chip(calendar, span, local_day(request_now()), lang())
    return ShownPromise(
        replace(counted, tone="waiting"),  # a promise just made is nothing to worry about yet
        day_rows(known.counted, lang()) if known.counted else [],
        rule_sentence(known.rule, lang()) if known.rule else "",
        known.counted is not None and known.counted.is_provisional,
    )


def _words(shown: Shown) -> ReceiptWords:
    receipt = shown.receipt
    code = receipt.access_code
    return ReceiptWords(
        commune=f"{shown.authority.name}, {shown.authority.province}",
        title=_("Receipt of a petition"),
        reference_label=_("Case reference"),
        reference=receipt.reference,
        code_label=_("Access code"),
        code=code.printed if code else _("replaced at the counter"),
        promises=tuple(_promise_sentences(shown)),
        advice=_("Keep this picture to yourself: whoever has the code can read the case."),
        address=_tracking_url(),
        warning=_("Demonstration data") if shown.authority.is_demo else "",
    )


def _promise_sentences(shown: Shown) -> list[str]:
    sentences = []
    if shown.classify:
        day = weekday_date(shown.classify.chip.due_on, lang())
        sentences.append(_("You will know whether it is accepted by %(day)s.", day=day))
    if shown.reply:
        day = weekday_date(shown.reply.chip.due_on, lang())
        sentences.append(_("If it is accepted, it will be answered by %(day)s.", day=day))
    return sentences


def _tracking_url() -> str:
    """Return the address of the tracking page as it is printed; never one with a code in it."""
    return config().public_url + url_for("tracking.look_up", lang=None)
