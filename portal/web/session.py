"""What a view may ask of the application: its parts, its one `now`, who is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import Flask, Request, Response, current_app, g, request
from flask import session as cookie
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from portal.clock import local_day, utc_now
from portal.config import Config
from portal.db import Database
from portal.fieldwork.posters.visits import Visits
from portal.files.shelf import Shelf
from portal.offices.kinds import Role
from portal.offices.lending import Lent
from portal.offices.models import Authority, StaffSession
from portal.offices.permissions import May, granted
from portal.offices.sessions import is_due_to_be_seen, mark_seen, session_of
from portal.offices.standing_in import lent_to
from portal.web.throttle import Throttle
from portal.web.watch import Watch

COOKIE_KEY = "staff"


@dataclass(frozen=True)
class Parts:
    """The application's own parts, made once by `create_app`."""

    config: Config
    database: Database
    throttle: Throttle
    watch: Watch
    shelf: Shelf
    visits: Visits


class StaffCookies(SecureCookieSessionInterface):
    """The cookie of staff: whoever sends none pays nothing for it, and gets none unasked."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session or session.accessed or session.modified:
            super().save_session(app, session, response)


@dataclass(frozen=True)
class AuthorityView:
    """What pages show of the commune they belong to."""

    id: int
    name: str
    province: str
    slug: str
    is_demo: bool
    hotline: str
    address: str
    hours: str
    reception: str

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.province}"

    @classmethod
    def of(cls, row: Authority) -> "AuthorityView":
        return cls(**{name: getattr(row, name) for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class SignedIn:
    """The member of staff behind the request and what they may do."""

    id: int
    display_name: str
    authority_id: int
    unit_id: int | None
    unit_name: str | None
    roles: frozenset[Role]
    may: frozenset[May]
    session_digest: bytes
    lent: tuple[Lent, ...] = ()

    @classmethod
    def of(cls, row: StaffSession, lent: tuple[Lent, ...] = ()) -> "SignedIn":
        staff = row.staff
        return cls(
            id=staff.id,
            display_name=staff.display_name,
            authority_id=staff.authority_id,
            unit_id=staff.unit_id,
            unit_name=staff.unit.name if staff.unit else None,
            roles=staff.roles,
            may=granted(staff.roles).union(*(one.may for one in lent)),
            session_digest=row.digest,
            lent=lent,
        )


def parts() -> Parts:
    return cast("Parts", current_app.extensions["portal"])


def database() -> Database:
    return parts().database


def config() -> Config:
    return parts().config


def shelf() -> Shelf:
    return parts().shelf


def allow(kind: str, who: str, limit: int, seconds: int) -> bool:
    """Count one more of `kind` by `who`; False when it is more than `limit` in the window."""
    return parts().throttle.hit(kind, who, request_now(), seconds) <= limit


def request_now() -> datetime:
    """Return the one moment at which this whole request happens."""
    if "now" not in g:
        g.now = utc_now()
    return cast("datetime", g.now)


def client_address() -> str:
    return request.remote_addr or ""


def show_authority(row: Authority) -> AuthorityView:
    """Let the page and its header know which commune it belongs to."""
    view = AuthorityView.of(row)
    g.authority = view
    return view


def current_staff() -> SignedIn | None:
    """Return who is signed in; the cookie is looked at once per request."""
    if "staff" not in g:
        g.staff = _staff_of_cookie()
    return cast("SignedIn | None", g.staff)


def signed_in() -> SignedIn:
    """Return who is signed in; the access rule of the view has made sure someone is."""
    return cast("SignedIn", current_staff())


def is_of_staff() -> bool:
    """Whether this looks like a browser of staff; no database is asked, for it may be gone."""
    if "staff" in g:
        return g.staff is not None
    # Who sends no cookie has none looked at: citizens' pages do not depend on any.
    name = current_app.config["SESSION_COOKIE_NAME"]
    return name in request.cookies and COOKIE_KEY in cookie


def _staff_of_cookie() -> SignedIn | None:
    token = cookie.get(COOKIE_KEY)
    if not isinstance(token, str):
        return None
    with database().reading() as session:
        row = session_of(session, config().keys, token, request_now())
        if row is None:
            return None
        show_authority(row.staff.authority)
        today = local_day(request_now())
        lent = lent_to(session, row.staff.authority_id, row.staff_id, today)
        staff, is_due = SignedIn.of(row, lent), is_due_to_be_seen(row, request_now())
    if is_due:
        with database().writing() as session:
            mark_seen(session, staff.session_digest, now=request_now())
    return staff
