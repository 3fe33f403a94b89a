"""Notices of a commune: quiet hours, webhook, how the outbox stands, and what could not be sent."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import BooleanField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from portal.errors import NotFoundError
from portal.notices import store
from portal.notices.choices.commune import (
    LONGEST,
    Outlets,
    outlets_of,
    renew_secret,
    set_outlets,
    webhook_secret,
)
from portal.notices.habits import Quiet, shipped
from portal.notices.kinds import Progress
from portal.offices.permissions import May
from portal.offices.staff_store import staff_of_authority
from portal.web.admin.pages import actor, attempt, done, is_saved, show
from portal.web.forms import StaffForm, tidy
from portal.web.notice_lines import lines
from portal.web.security import staff_may
from portal.web.session import config, database, request_now

bp = Blueprint("notices_set_up", __name__)

MOST_SHOWN = 50
QUEUED_AGAIN = _l("It will be tried again.")
PUT_AWAY = _l("Put away.")
RENEWED = _l("The webhook has a new secret; the old one is worthless.")


class OutletsForm(StaffForm):
    """When people are left alone, and where a machine is told."""

    since = TimeField(_l("Nobody is written to from"), validators=[InputRequired()])
    quiet_until = TimeField(_l("until"), validators=[InputRequired()])
    source = StringField(_l("Source"), filters=[tidy], validators=[Optional(), Length(max=LONGEST)])
    webhook_url = StringField(
        _l("Webhook"), filters=[tidy], validators=[Optional(), Length(max=LONGEST)]
    )
    sends_messages = BooleanField(_l("Send text messages to senders who chose a call"))

    def chosen(self) -> Outlets:
        quiet = Quiet(self.since.data, self.quiet_until.data, self.source.data or "")
        url = self.webhook_url.data or ""
        messages = "sends_messages" in self and self.sends_messages.data
        return Outlets(quiet, url, sends_messages=bool(messages))


@bp.route("/admin/thu-bao", methods=["GET", "POST"])
@staff_may(May.SET_UP)
def index() -> Response | tuple[str, int]:
    authority_id = actor().authority_id
    with database().reading() as session:
        outlets = outlets_of(session, authority_id)
        counted = store.counts(session, authority_id)
        dead = store.dead_letters(session, authority_id, MOST_SHOWN)
        people = staff_of_authority(session, authority_id)
    form = _form(outlets)
    if form.validate_on_submit() and is_saved(
        form, lambda session: set_outlets(session, authority_id, form.chosen()), "webhook_url"
    ):
        return done("notices_set_up.index")
    names = {one.id: one.display_name for one in people}
    return show("admin/notices.html", form, dead=lines(dead, names), **_facts(outlets, counted))


@bp.post("/admin/thu-bao/<int:notice_id>/gui-lai")
@staff_may(May.SET_UP)
def again(notice_id: int) -> Response:
    return _dead(notice_id, store.send_again, QUEUED_AGAIN)


@bp.post("/admin/thu-bao/<int:notice_id>/bo")
@staff_may(May.SET_UP)
def put_away(notice_id: int) -> Response:
    return _dead(notice_id, store.give_up, PUT_AWAY)


@bp.post("/admin/thu-bao/khoa")
@staff_may(May.SET_UP)
def renew() -> Response:
    """Make another secret of the webhook."""
    return attempt(
        lambda session: renew_secret(session, actor().authority_id),
        "notices_set_up.index",
        lambda endpoint: done(endpoint, RENEWED),
    )


def _dead(
    notice_id: int, act: Callable[[Session, int, int, datetime], bool], words: LazyString
) -> Response:
    with database().writing() as session:
        if not act(session, actor().authority_id, notice_id, request_now()):
            raise NotFoundError(notice_id=notice_id)
    return done("notices_set_up.index", words)


def _form(outlets: Outlets) -> OutletsForm:
    quiet = outlets.quiet
    form = OutletsForm(
        since=quiet.since,
        quiet_until=quiet.until,
        # The program’s own reason is no source of the commune’s hours.
        source="" if quiet == shipped().quiet else quiet.source,
        webhook_url=outlets.webhook_url,
        sends_messages=outlets.sends_messages,
    )
    if not config().phone_channel:
        del form.sends_messages
    return form


def _facts(outlets: Outlets, counted: dict[Progress, int]) -> dict[str, object]:
    authority_id, turn = actor().authority_id, outlets.webhook_turn
    secret = webhook_secret(config().keys, authority_id, turn) if outlets.webhook_url else ""
    waiting = counted.get(Progress.QUEUED, 0) + counted.get(Progress.SENDING, 0)
    return {
        "secret": secret,
        "waiting": waiting,
        "sent": counted.get(Progress.SENT, 0),
        "is_set_up": config().mail is not None,
    }
