"""A commune with everyone a case passes through, and cases at every step of their way."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from portal.calendar.editing import seed
from portal.cases.events import facts_of, replay
from portal.cases.handling.assigning import assign
from portal.cases.handling.triage import accept
from portal.cases.handling.turns import Turn
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import CaseKind, State, Subject
from portal.cases.models import Case
from portal.cases.replies.answering import SignedDocument, record_signed
from portal.cases.replies.drafting import approve, draft
from portal.cases.replies.points.point import Point
from portal.cases.store import add_search_words
from portal.clock import local_day
from portal.offices.kinds import Role, UnitKind
from portal.offices.models import Authority, Staff, Unit
from portal.offices.permissions import granted
from portal.search import fold
from tests.builders import make_authority, make_staff, make_unit
from tests.portal.cases.builders import STORY, make_case

# Friday, 8:00 in Việt Nam, the day after the case came in.
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
# Monday after the due day of 4 December.
TOO_LATE = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
REPLY = "Xã đã thay bóng đèn ngày 23/11, mời bà con kiểm tra."


def saying(words: str = REPLY) -> tuple[Point, ...]:
    """Return an answer of one point that passes the gate, if its words do."""
    return (
        Point(
            raised="Đèn đường hỏng hai tuần",
            found="Ba bóng đèn bị cháy.",
            done=words,
            when="Ngày 23/11/2026",
            by_whom="Phòng Kinh tế",
            ground="Hợp đồng sửa chữa chiếu sáng số 12",
            next_step="Nếu đèn lại tắt, xin báo lại ở đây.",
        ),
    )


def typed(words: str = REPLY) -> dict[str, str]:
    """Return the same answer as somebody types it."""
    return {f"points-0-{name}": value for name, value in asdict(saying(words)[0]).items()}


@dataclass(frozen=True)
class House:
    """A commune, its units and one person of each role."""

    authority: Authority
    unit: Unit
    other_unit: Unit
    police: Unit
    clerk: Staff
    chief: Staff
    officer: Staff
    head: Staff
    records: Staff
    colleague: Staff  # the same role in another unit
    stranger: Staff  # the same role in another commune


def make_house(session: Session) -> House:
    authority = make_authority(session)
    unit = make_unit(session, authority, "Phòng Kinh tế")
    other = make_unit(session, authority, "Phòng Văn hóa – Xã hội")
    elsewhere = make_authority(session, slug="phuong-ben-xuan", code="99002")
    foreign = make_unit(session, elsewhere, "Phòng Kinh tế")
    for commune in (authority, elsewhere):
        seed(session, commune.id, now=datetime(2026, 1, 1, tzinfo=UTC))
    return House(
        authority=authority,
        unit=unit,
        other_unit=other,
        police=make_unit(session, authority, "Công an xã", UnitKind.VERTICAL),
        clerk=make_staff(session, authority, "lan", Role.ONE_STOP_CLERK),
        chief=make_staff(session, authority, "hung", Role.CHIEF_OF_OFFICE),
        officer=make_staff(session, authority, "mai", Role.CASE_OFFICER, unit=unit),
        head=make_staff(session, authority, "binh", Role.UNIT_HEAD, unit=unit),
        records=make_staff(session, authority, "thu", Role.RECORDS_CLERK),
        colleague=make_staff(session, authority, "nga", Role.CASE_OFFICER, unit=other),
        stranger=make_staff(session, elsewhere, "son", Role.CHIEF_OF_OFFICE, unit=foreign),
    )


def viewer(staff: Staff) -> Viewer:
    return Viewer(staff.id, staff.authority_id, staff.unit_id, granted(staff.roles))


def turn(staff: Staff, case: Case) -> Turn:
    """Return a person at a case as it is now."""
    return Turn(viewer(staff), case.id, case.version)


def received(session: Session, house: House, *, number: int = 1, **submitted: Any) -> Case:
    case = make_case(session, house.authority, number=number, **submitted)
    add_search_words(session, case, fold(f"{case.reference} {STORY}"))
    return case


WAY = (State.RECEIVED, State.ACCEPTED, State.ASSIGNED, State.DRAFTED, State.APPROVED)


def case_at(session: Session, house: House, state: State, *, number: int = 1) -> Case:
    """Return a case that went the usual way as far as `state`."""
    case = received(session, house, number=number)
    people = (house.clerk, house.chief, house.officer, house.head, house.records)
    wanted = len(WAY) if state is State.ANSWERED else WAY.index(state)
    for step, person in list(zip(_steps(house), people, strict=True))[:wanted]:
        step(session, turn(person, case), now=NOW)
    assert case.state == state
    return case


def _steps(house: House) -> list[Callable[..., Case]]:
    return [
        partial(accept, kind=CaseKind.REPORT, subject=Subject.LOCAL_LIFE),
        partial(assign, unit_id=house.unit.id, officer_id=house.officer.id),
        partial(draft, points=saying()),
        approve,
        partial(record_signed, document=document()),
    ]


def document(number: str = "214/UBND-KT", at: datetime = NOW) -> SignedDocument:
    return SignedDocument(number, local_day(at), "Nguyễn Văn An")


def agrees_with_its_events(session: Session, case: Case) -> bool:
    """Say whether the row is what its events add up to."""
    return replay(session, case.id) == facts_of(case)
