"""Each person’s own page: where they want to be written to, and about what."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.errors import InvalidInputError
from portal.notices.choices.staff import Choice, choice_of, choose
from portal.notices.choices.store import mail_of
from portal.notices.kinds import OPTIONAL, Kind
from portal.notices.writing.troubles import KINDS
from portal.web.forms import StaffForm, tidy
from portal.web.i18n import NAMES, lang
from portal.web.security import any_staff
from portal.web.session import config, database, request_now, signed_in
from portal.words.translate import say

bp = Blueprint("own_notices", __name__)

FAULTS = {
    "not_an_email": _l("This does not look like an e-mail address."),
    "too_long": _l("This is too long."),
}


class OwnNoticesForm(StaffForm):
    """An address, a language, and what can be left out."""

    email = StringField(_l("Your e-mail"), filters=[tidy], validators=[Optional()])
    language = RadioField(
        _l("Language of the letters"),
        choices=[SelectChoice(value=code, label=name) for code, name in NAMES.items()],
    )
    wanted = SelectMultipleField(
        _l("Write to me about"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[Optional()],
    )

    @property
    def choice(self) -> Choice:
        wanted = frozenset(Kind(name) for name in self.wanted.data)
        return Choice(self.email.data or "", self.language.data, wanted)


@bp.route("/console/thu-bao", methods=["GET", "POST"])
@any_staff
def index() -> Response | tuple[str, int]:
    staff = signed_in()
    with database().reading() as session:
        kept = choice_of(session, config().keys, staff.id)
        row = mail_of(session, staff.id)
        fails = row is not None and row.failed_at is not None
    form = _form(kept or Choice("", lang(), frozenset(OPTIONAL)))
    if form.validate_on_submit() and _is_kept(form):
        flash(_("Saved."), "success")
        return redirect(url_for("own_notices.index"), code=303)
    page = render_template(
        "console/own_notices.html", form=form, fails=fails, is_set_up=config().mail is not None
    )
    return page, 422 if form.errors else 200


def _form(chosen: Choice) -> OwnNoticesForm:
    wanted = [kind.value for kind in OPTIONAL if kind in chosen.wanted]
    form = OwnNoticesForm(email=chosen.email, language=chosen.language, wanted=wanted)
    form.wanted.choices = [SelectChoice(kind.value, say(lang(), KINDS[kind])) for kind in OPTIONAL]
    return form


def _is_kept(form: OwnNoticesForm) -> bool:
    staff = signed_in()
    who = (staff.authority_id, staff.id)
    try:
        with database().writing() as session:
            choose(session, config().keys, who, form.choice, now=request_now())
    except InvalidInputError as error:
        form.email.errors = [FAULTS[error.fields["email"]]]
        return False
    return True
