"""The fictional commune itself: units as in real reform plans, counters, villages, staff."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.calendar.terms import Term, TermUnit
from portal.fieldwork.surveys import survey_at
from portal.founding import ReplyTerm, found
from portal.keys import Keys
from portal.notices.choices.staff import Choice, choose
from portal.notices.kinds import OPTIONAL
from portal.offices import staff_store
from portal.offices.events import Actor
from portal.offices.imports import import_procedures
from portal.offices.kinds import AuthorityType, Role, UnitKind
from portal.offices.models import Authority, ServicePoint, Staff, Unit, Village
from portal.offices.places import add_point
from portal.offices.procedures_xlsx import ProcedureRow
from portal.offices.setup import Contact, NewOffice
from portal.offices.staffing import Person, hire
from portal.offices.store import points_of, units_of, villages_of

CODE = "99999"  # no unit of the official register has it
OFFICE = "Văn phòng HĐND và UBND"
ECONOMY = "Phòng Kinh tế"
CULTURE = "Phòng Văn hóa – Xã hội"
ONE_STOP = "Trung tâm Phục vụ hành chính công"
HEALTH = "Trạm Y tế"
SCHOOL = "Trường Tiểu học Suối Mơ"
UNITS = (
    (OFFICE, UnitKind.INTERNAL),
    (ECONOMY, UnitKind.INTERNAL),
    (CULTURE, UnitKind.INTERNAL),
    (ONE_STOP, UnitKind.INTERNAL),
    ("Trung tâm Dịch vụ tổng hợp", UnitKind.INTERNAL),
    ("Công an xã Suối Mơ", UnitKind.VERTICAL),
    (HEALTH, UnitKind.INTERNAL),
    (SCHOOL, UnitKind.INTERNAL),
    ("Trường THCS Suối Mơ", UnitKind.INTERNAL),
)
VILLAGES = (
    "Thôn Trung Tâm",
    "Thôn Đồng Mít",
    "Thôn Bến Đá",
    "Thôn Nà Lạ",
    "Thôn Cầu Gỗ",
    "Buôn Ea Mơ",
    "Buôn Kla",
    "Thôn Tân Hòa",
)
FIRST_POINT = "Quầy 1: Hộ tịch, chứng thực"
POINTS = (
    (ONE_STOP, "Quầy 2: Đất đai, xây dựng"),
    (ONE_STOP, "Quầy 3: Chính sách, bảo trợ"),
    (ONE_STOP, "Quầy 4: Hướng dẫn làm trên mạng"),
    (HEALTH, "Phòng tiếp đón Trạm Y tế"),
    (SCHOOL, "Văn phòng trường Tiểu học"),
)
STAFF = (
    ("chutich", "Trần Quốc Bình", OFFICE, (Role.CHAIRPERSON,)),
    ("chanhvanphong", "Lê Thị Hạnh", OFFICE, (Role.CHIEF_OF_OFFICE,)),
    ("vanthu", "Phạm Thu Trang", OFFICE, (Role.RECORDS_CLERK,)),
    ("motcua", "Hoàng Minh Đức", ONE_STOP, (Role.ONE_STOP_CLERK,)),
    ("canbo.motcua", "Bùi Thị Mai", ONE_STOP, (Role.CASE_OFFICER,)),
    ("truong.motcua", "Ngô Văn Sơn", ONE_STOP, (Role.UNIT_HEAD,)),
    ("canbo.kinhte", "Nguyễn Văn Lâm", ECONOMY, (Role.CASE_OFFICER,)),
    ("truong.kinhte", "Đặng Thị Ngọc", ECONOMY, (Role.UNIT_HEAD,)),
    ("canbo.vanhoa", "H'Lan Niê", CULTURE, (Role.CASE_OFFICER, Role.REFORM_COORDINATOR)),
    ("truong.vanhoa", "Vũ Anh Tuấn", CULTURE, (Role.UNIT_HEAD,)),
    ("canbo.tramyte", "Đỗ Thị Yến", HEALTH, (Role.CASE_OFFICER,)),
    ("canbo.tieuhoc", "Lý Văn Páo", SCHOOL, (Role.CASE_OFFICER, Role.SURVEY_KEEPER)),
    ("giamsat", "Mai Văn Thành", OFFICE, (Role.OBSERVER,)),
    ("nhapphieu", "Phan Thị Lụa", OFFICE, (Role.PAPER_TYPIST,)),
)
# Real codes and names, as the National Public Service Portal lists them.
PROCEDURES = (
    ProcedureRow("1.001193", "Đăng ký khai sinh", "Hộ tịch", ()),
    ProcedureRow("1.000894", "Đăng ký kết hôn", "Hộ tịch", ()),
    ProcedureRow("1.000656", "Đăng ký khai tử", "Hộ tịch", ()),
    ProcedureRow("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân", "Hộ tịch", ()),
    ProcedureRow("2.000635", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", ()),
    ProcedureRow("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực", ()),
)
WRITTEN_TO = ("chutich", "canbo.kinhte", "truong.kinhte")
ADMIN = ("quantri", "Trịnh Công Huy")
CONTACT = Contact(
    address="Thôn Trung Tâm, xã Suối Mơ",
    hours="7:30–11:30 và 13:30–17:00, thứ Hai đến thứ Sáu",
    hotline="0200 000 000",
    reception="sáng thứ Năm hằng tuần, phòng tiếp công dân",
    regulation_address="1 Đường Trung Tâm, tỉnh Minh Họa",
    regulation_phone="0200 000 001",
)
TERM = Term(10, TermUnit.WORKING)


@dataclass(frozen=True)
class Commune:
    """What the generator needs of the commune it founded."""

    authority: Authority
    units: dict[str, Unit]
    points: list[ServicePoint]
    villages: list[Village]
    staff: dict[str, Staff]
    survey_id: int


def settle(session: Session, keys: Keys, password_hash: str, *, now: datetime) -> Commune:
    """Found the commune and hire its staff, all with the one demonstration password."""
    founded = found(session, keys, _office(password_hash), ReplyTerm(TERM), now=now)
    authority = founded.authority
    units = {unit.name: unit for unit in units_of(session, authority.id)}
    for unit_name, name in POINTS:
        add_point(session, Actor(authority.id), units[unit_name].id, name, now=now)
    import_procedures(session, Actor(authority.id), PROCEDURES, replaces=False, now=now)
    hired = _hired(session, units, password_hash, now)
    _give_addresses(session, keys, hired, now)
    survey = survey_at(session, authority.id, now=now)
    if survey is None:
        raise LookupError("founding opens a survey")
    return Commune(
        authority=authority,
        units=units,
        points=list(points_of(session, authority.id)),
        villages=list(villages_of(session, authority.id)),
        staff={founded.admin.username: founded.admin} | hired,
        survey_id=survey.id,
    )


def _give_addresses(session: Session, keys: Keys, staff: dict[str, Staff], now: datetime) -> None:
    """Let some be written to; nothing leaves a demonstration unless a mail server is named."""
    for username in WRITTEN_TO:
        person = staff[username]
        choice = Choice(f"{username}@suoi-mo.example", "vi", frozenset(OPTIONAL))
        choose(session, keys, (person.authority_id, person.id), choice, now=now)


def _office(password_hash: str) -> NewOffice:
    return NewOffice(
        code=CODE,
        name="Xã Suối Mơ",
        type=AuthorityType.XA,
        province="Tỉnh Minh Họa",
        units=UNITS,
        admin_username=ADMIN[0],
        admin_name=ADMIN[1],
        first_point=FIRST_POINT,
        villages=VILLAGES,
        contact=CONTACT,
        password_hash=password_hash,
        is_demo=True,
    )


def _hired(
    session: Session, units: dict[str, Unit], password_hash: str, now: datetime
) -> dict[str, Staff]:
    staff = {}
    for username, name, unit_name, roles in STAFF:
        unit = units[unit_name]
        person = Person(name, unit.id, frozenset(roles))
        staff[username] = hire(session, Actor(unit.authority_id), username, person, now=now)
        staff_store.set_password_hash(session, staff[username].id, password_hash)
    return staff
