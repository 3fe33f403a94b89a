"""Plain builders of rows for tests; each takes a session and returns what it added."""

import os
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.kiosks.models import Kiosk
from portal.fieldwork.models import Survey
from portal.fieldwork.questionnaires import builtin
from portal.offices.kinds import AuthorityType, Role, UnitKind
from portal.offices.models import Authority, ServicePoint, Staff, StaffRole, Unit, Village

LONG_AGO = datetime(2025, 7, 1, tzinfo=UTC)


def make_authority(session: Session, *, slug: str = "xa-suoi-mo", code: str = "99001") -> Authority:
    authority = Authority(
        code=code,
        slug=slug,
        reference_prefix="".join(part[0] for part in slug.split("-")).upper() + code[-1],
        name="Xã Suối Mơ",
        type=AuthorityType.XA,
        province="Tỉnh Minh Họa",
        address="Thôn 1, xã Suối Mơ",
        hours="7:30–11:30, 13:30–17:00, thứ Hai đến thứ Sáu",
        hotline="0200 000 000",
        reception="Thứ Năm hằng tuần, phòng tiếp công dân",
        created_at=LONG_AGO,
    )
    session.add(authority)
    session.flush()
    return authority


def make_unit(
    session: Session,
    authority: Authority,
    name: str = "Trung tâm Phục vụ hành chính công",
    kind: UnitKind = UnitKind.INTERNAL,
) -> Unit:
    unit = Unit(authority_id=authority.id, name=name, kind=kind)
    session.add(unit)
    session.flush()
    return unit


def make_point(
    session: Session, unit: Unit, *, code: str = "K7M2QXG", name: str = "Quầy 1"
) -> ServicePoint:
    point = ServicePoint(
        authority_id=unit.authority_id, unit=unit, code=code, name=name, created_at=LONG_AGO
    )
    session.add(point)
    session.flush()
    return point


def make_tablet(session: Session, point: ServicePoint) -> Kiosk:
    """Return a tablet at a place, whose link nobody knows."""
    tablet = Kiosk(
        authority_id=point.authority_id,
        service_point_id=point.id,
        name="Máy ở Quầy 1",
        digest=os.urandom(32),
        languages="vi en",
        interval_seconds=5,
        made_at=LONG_AGO,
    )
    session.add(tablet)
    session.flush()
    return tablet


def make_village(session: Session, authority: Authority, name: str = "Thôn 1") -> Village:
    village = Village(authority_id=authority.id, name=name)
    session.add(village)
    session.flush()
    return village


def make_survey(
    session: Session,
    authority: Authority,
    *,
    code: str = "counter-short",
    kind: SurveyKind = SurveyKind.WALK_UP,
    unit: Unit | None = None,
    opens_at: datetime = LONG_AGO,
    closes_at: datetime | None = None,
) -> Survey:
    """Return an approved survey of the whole authority, or of one unit."""
    survey = Survey(
        authority_id=authority.id,
        questionnaire_id=builtin(session, code, now=LONG_AGO).id,
        title="Khảo sát tại quầy",
        kind=kind,
        scope=Scope.UNIT if unit else Scope.AUTHORITY,
        unit_id=unit.id if unit else None,
        languages="vi en",
        opens_at=opens_at,
        closes_at=closes_at,
        state=SurveyState.APPROVED,
        created_at=LONG_AGO,
        approved_at=LONG_AGO,
    )
    session.add(survey)
    session.flush()
    return survey


def make_staff(
    session: Session, authority: Authority, username: str, *roles: Role, unit: Unit | None = None
) -> Staff:
    staff = Staff(
        authority=authority,
        username=username,
        display_name=username.title(),
        unit=unit,
        created_at=LONG_AGO,
        role_rows=[StaffRole(role=role) for role in roles],
    )
    session.add(staff)
    session.flush()
    return staff
