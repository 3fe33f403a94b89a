"""The first-run wizard: an empty installation becomes a commune’s portal in two pages."""

from flask import Blueprint, render_template, request, url_for
from markupsafe import Markup

from portal.documents.qr import qr_svg
from portal.errors import DomainError, InvalidInputError, NotFoundError
from portal.founding import found
from portal.offices import store
from portal.offices.communes import Commune, commune, find
from portal.offices.errors import NameTakenError
from portal.offices.first_run import claimed, is_token
from portal.offices.passwords import fault_of
from portal.web.admin.messages import FAULTS, PASSWORD_FAULTS, UNFIT
from portal.web.admin.pages import refuse
from portal.web.admin.places import address_of
from portal.web.admin.setup_forms import DetailsForm
from portal.web.console.credentials import own_hasher
from portal.web.forms import tidy
from portal.web.messages import sentence
from portal.web.security import everyone
from portal.web.session import config, database, request_now

bp = Blueprint("setup", __name__)

SHOWN = 30
# Where a fault of the domain shows in the form.
FIELDS = {"username": "admin_username", "display_name": "admin_name", "name": "first_point"}


@bp.get("/cai-dat/<token>")
@everyone
def choose(token: str) -> str:
    """Find the commune by code or name; without a script the list is a page of links."""
    _open(token)
    query = tidy(request.args.get("q"))
    found_communes = [
        (one, url_for("setup.details", token=token, code=one.code)) for one in find(query, SHOWN)
    ]
    return render_template(
        "admin/setup_choose.html", query=query, communes=found_communes, shown=SHOWN
    )


@bp.route("/cai-dat/<token>/<code>", methods=["GET", "POST"])
@everyone
def details(token: str, code: str) -> str | tuple[str, int]:
    _open(token)
    chosen = commune(code)
    form = DetailsForm().offer(chosen)
    if form.validate_on_submit() and _has_good_password(form):
        made = _founded(form, chosen)
        if made is not None:
            return made
    back = url_for("setup.choose", token=token)
    html = render_template("admin/setup_details.html", form=form, commune=chosen, back=back)
    return html, 422 if form.errors else 200


def _open(token: str) -> None:
    """Refuse everyone without the token, and everyone once there is a commune."""
    if not is_token(config().data_dir, token):
        raise NotFoundError
    with database().reading() as session:
        if store.authority_exists(session):
            raise NotFoundError


def _founded(form: DetailsForm, chosen: Commune) -> str | None:
    """Found the commune and say so; None when the form has to be looked at again.

    The last page is the answer itself: there is nothing to go back to, the token is spent.
    """
    office = form.office(chosen, own_hasher().hash(form.password.data))
    try:
        with claimed(config().data_dir), database().writing() as session:
            founded = found(session, config().keys, office, form.reply, now=request_now())
            names = {"commune": founded.authority.name, "point": founded.point.name}
            address = address_of(founded.point.code)
            public = f"{config().public_url}/c/{founded.authority.slug}/"
    except (InvalidInputError, NameTakenError) as error:
        _explain(form, error)
        return None
    picture = Markup(qr_svg(address, names["point"]))  # noqa: S704 our own drawing
    return render_template(
        "admin/setup_done.html", **names, address=address, public=public, picture=picture
    )


def _explain(form: DetailsForm, error: DomainError) -> None:
    if not isinstance(error, InvalidInputError):
        refuse(form, "villages", sentence(error))
        return
    for name, fault in error.fields.items():
        refuse(form, FIELDS.get(name, "admin_username"), FAULTS.get(fault, UNFIT))


def _has_good_password(form: DetailsForm) -> bool:
    fault = fault_of(form.password.data, form.admin_username.data)
    if fault is not None:
        refuse(form, "password", PASSWORD_FAULTS[fault])
    return fault is None
