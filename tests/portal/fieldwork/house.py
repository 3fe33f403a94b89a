"""A commune with two units and the people who draft and approve surveys."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.fieldwork.drafting import Desk, SurveyPlan
from portal.fieldwork.kinds import Scope, SurveyKind
from portal.fieldwork.questionnaires import builtin
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.models import Authority, ServicePoint, Staff, Unit
from tests.builders import LONG_AGO, make_authority, make_point, make_staff, make_unit


@dataclass(frozen=True)
class House:
    """The coordinator drafts for all, the keeper for the school, the chair approves."""

    authority: Authority
    centre: Unit
    school: Unit
    points: tuple[ServicePoint, ServicePoint, ServicePoint]
    coordinator: Staff
    keeper: Staff
    chair: Staff
    deputy: Staff
    stranger: Staff
    questionnaire_id: int

    @property
    def desk(self) -> Desk:
        return Desk(actor(self.coordinator))

    @property
    def school_desk(self) -> Desk:
        return Desk(actor(self.keeper), self.school.id)


def actor(staff: Staff) -> Actor:
    return Actor(staff.authority_id, staff.id)


def make_house(session: Session) -> House:
    ours = make_authority(session)
    theirs = make_authority(session, slug="phuong-ben-da", code="99002")
    centre, school = make_unit(session, ours), make_unit(session, ours, "Trường Tiểu học")
    points = (
        make_point(session, centre, code="K7M2QXG", name="Quầy 1"),
        make_point(session, centre, code="B4C9TW2", name="Quầy 2"),
        make_point(session, school, code="P3R8NYA", name="Văn phòng trường"),
    )
    return House(
        authority=ours,
        centre=centre,
        school=school,
        points=points,
        coordinator=make_staff(session, ours, "coordinator", Role.REFORM_COORDINATOR),
        keeper=make_staff(session, ours, "keeper", Role.SURVEY_KEEPER, unit=school),
        chair=make_staff(session, ours, "chair", Role.CHAIRPERSON),
        deputy=make_staff(session, ours, "deputy", Role.DEPUTY),
        stranger=make_staff(session, theirs, "stranger", Role.CHAIRPERSON),
        questionnaire_id=builtin(session, "counter-short", now=LONG_AGO).id,
    )


def a_plan(house: House, **changes: object) -> SurveyPlan:
    """Return a plan for the whole commune in November, with changes."""
    usual: dict[str, object] = {
        "questionnaire_id": house.questionnaire_id,
        "title": "Khảo sát quý IV",
        "kind": SurveyKind.WALK_UP,
        "scope": Scope.AUTHORITY,
        "from_on": date(2026, 11, 1),
        "to_on": date(2026, 11, 30),
        "languages": ("vi", "en"),
    }
    return SurveyPlan(**{**usual, **changes})  # type: ignore[arg-type]  # a test names the fields
