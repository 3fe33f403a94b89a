"""Set up the office of a commune: authority, units, a first counter, an administrator."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from portal.keys import Keys
from portal.offices import staff_store, store
from portal.offices.errors import AuthorityExistsError
from portal.offices.events import Actor, record
from portal.offices.kinds import AuthorityType, Role, UnitKind
from portal.offices.links import make_link
from portal.offices.models import Authority, ServicePoint, Staff, Unit
from portal.offices.naming import prefix_of, slug_of
from portal.offices.places import add_point, add_unit, add_village
from portal.offices.staffing import Person, hire
from portal.search import fold

# Where citizens hand in papers: the first code hangs there unless someone says otherwise.
ONE_STOP = "phuc vu hanh chinh cong"


@dataclass(frozen=True)
class Contact:
    """How citizens reach the commune; all of it may still be empty."""

    address: str = ""
    hours: str = ""
    hotline: str = ""
    reception: str = ""
    regulation_receiver: str = ""
    leaders_receiver: str = ""
    leaders_source: str = ""
    regulation_address: str = ""
    regulation_phone: str = ""
    regulation_hours: str = ""


@dataclass(frozen=True)
class NewOffice:
    """What has to be known of a commune before it can begin.

    `units` are pairs of name and kind in order, at least one. `password_hash` is the first
    administrator's; without it a one-time link is made.
    """

    code: str
    name: str
    type: AuthorityType
    province: str
    units: tuple[tuple[str, UnitKind], ...]
    admin_username: str
    admin_name: str
    first_point: str = "Quầy 1"
    villages: tuple[str, ...] = ()
    contact: Contact = field(default_factory=Contact)
    password_hash: str | None = None
    is_demo: bool = False
    months_start_on: int = 1


@dataclass(frozen=True)
class Founded:
    """What setting up made; `link_token` is None when the password is set already."""

    authority: Authority
    point: ServicePoint
    admin: Staff
    link_token: str | None


def set_up(session: Session, keys: Keys, office: NewOffice, *, now: datetime) -> Founded:
    """Create the rows of a new office.

    Raises `AuthorityExistsError` for a code that is set up already, and what the single steps
    raise: `NameTakenError`, `InvalidInputError`.
    """
    authority = _authority(session, office, now)
    actor = Actor(authority.id)
    units = [add_unit(session, actor, name, kind, now=now) for name, kind in office.units]
    for village in office.villages:
        add_village(session, actor, village, now=now)
    one_stop = _one_stop(units)
    point = add_point(session, actor, one_stop.id, office.first_point, now=now)
    # The right hand of the commune: the office that keeps the portal is most often the first.
    person = Person(office.admin_name, units[0].id, frozenset({Role.ADMINISTRATOR}))
    admin = hire(session, actor, office.admin_username, person, now=now)
    if office.password_hash is not None:
        staff_store.set_password_hash(session, admin.id, office.password_hash)
        return Founded(authority, point, admin, None)
    return Founded(authority, point, admin, make_link(session, keys, actor, admin.id, now=now))


def _authority(session: Session, office: NewOffice, now: datetime) -> Authority:
    slugs, prefixes = store.slugs_and_prefixes(session)
    contact = office.contact
    authority = Authority(
        code=office.code,
        slug=slug_of(office.name, office.province, slugs),
        reference_prefix=prefix_of(office.name, prefixes),
        name=office.name,
        type=office.type,
        province=office.province,
        **asdict(contact),
        is_demo=office.is_demo,
        months_start_on=office.months_start_on,
        created_at=now,
    )
    if store.is_code_taken(session, office.code) or not store.add_unique(session, authority):
        raise AuthorityExistsError(commune=office.code)
    record(session, Actor(authority.id), "authority_set_up", now, code=office.code)
    return authority


def _one_stop(units: list[Unit]) -> Unit:
    return next((unit for unit in units if ONE_STOP in fold(unit.name)), units[0])
