"""Who knocks at the console's reports: those of the house, and a stranger of another commune."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.offices.kinds import Role
from portal.offices.models import Staff, Unit
from tests.builders import make_authority, make_staff, make_unit
from tests.portal.reports.world import World


@dataclass(frozen=True)
class People:
    """The officer in charge of reports, a colleague of a unit, a clerk, and a stranger."""

    coordinator: Staff
    colleague: Staff
    clerk: Staff
    stranger: Staff


def make_people(session: Session, world: World) -> People:
    ours = world.commune.authority
    unit = session.get_one(Unit, world.commune.units[1].id)
    theirs = make_authority(session, slug="phuong-ben-da", code="99002")
    other = make_unit(session, theirs, "Văn phòng")
    return People(
        coordinator=make_staff(session, ours, "coordinator", Role.REFORM_COORDINATOR),
        colleague=make_staff(session, ours, "colleague", Role.CASE_OFFICER, unit=unit),
        clerk=make_staff(session, ours, "clerk", Role.ONE_STOP_CLERK),
        stranger=make_staff(session, theirs, "stranger", Role.REFORM_COORDINATOR, unit=other),
    )
