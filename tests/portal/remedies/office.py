"""A commune in which a plan is made: who plans, who answers for a measure, who only reads."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.calendar.editing import seed
from portal.cases.handling.visibility import Viewer
from portal.offices.kinds import Role
from portal.offices.models import Authority, Staff, Unit
from portal.remedies.doing import Hand
from portal.remedies.kinds import Occasion
from portal.remedies.models import RemedyFinding, RemedyMeasure, RemedyPlan
from portal.remedies.planning import (
    FindingDraft,
    MeasureDraft,
    PlanDraft,
    add_finding,
    add_measure,
    make_plan,
)
from tests.builders import make_authority, make_staff, make_unit
from tests.portal.cases.handling.builders import viewer

TODAY = date(2026, 11, 20)
DRAFT = PlanDraft("Khắc phục sau đánh giá", Occasion.INDEX, date(2026, 11, 2), "112/TB-UBND")
FOUND = FindingDraft("Chờ lâu ở quầy.", "Hai quầy cùng mở một giờ.")


@dataclass(frozen=True)
class Office:
    """The coordinator and the chairperson plan, the head answers, the others look on."""

    authority: Authority
    centre: Unit
    school: Unit
    coordinator: Staff
    chair: Staff
    head: Staff
    officer: Staff
    colleague: Staff  # a head, of another unit
    observer: Staff
    stranger: Staff  # a coordinator, of another commune


def make_office(session: Session) -> Office:
    ours = make_authority(session)
    theirs = make_authority(session, slug="phuong-ben-da", code="99002")
    centre, school = make_unit(session, ours), make_unit(session, ours, "Trường Tiểu học")
    seed(session, ours.id, now=datetime(2026, 1, 1, tzinfo=UTC))
    return Office(
        authority=ours,
        centre=centre,
        school=school,
        coordinator=make_staff(session, ours, "coordinator", Role.REFORM_COORDINATOR),
        chair=make_staff(session, ours, "chair", Role.CHAIRPERSON),
        head=make_staff(session, ours, "head", Role.UNIT_HEAD, unit=centre),
        officer=make_staff(session, ours, "officer", Role.CASE_OFFICER, unit=centre),
        colleague=make_staff(session, ours, "colleague", Role.UNIT_HEAD, unit=school),
        observer=make_staff(session, ours, "observer", Role.OBSERVER),
        stranger=make_staff(session, theirs, "stranger", Role.REFORM_COORDINATOR),
    )


def planner(office: Office) -> Viewer:
    return viewer(office.coordinator)


def a_plan(session: Session, office: Office, now: datetime) -> RemedyPlan:
    return make_plan(session, planner(office), DRAFT, now=now)


def a_finding(session: Session, office: Office, now: datetime) -> RemedyFinding:
    plan = a_plan(session, office, now)
    return add_finding(session, planner(office), plan.id, FOUND, now=now)


def a_measure(session: Session, office: Office, now: datetime, **changes: Any) -> RemedyMeasure:
    """Return a measure of the centre, due in a week, under a finding of its own plan or a given."""
    finding = changes.pop("finding", None) or a_finding(session, office, now)
    usual = {"words": "Mở thêm một quầy.", "unit_id": office.centre.id, "staff_id": None}
    draft = MeasureDraft(**{**usual, "due_on": date(2026, 11, 27), **changes})
    return add_measure(session, planner(office), finding.id, draft, now=now)


def at(staff: Staff, measure: RemedyMeasure) -> Hand:
    """Return a person at a measure as it is now."""
    return Hand(viewer(staff), measure.id, measure.version)
