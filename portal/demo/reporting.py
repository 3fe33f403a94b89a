"""The report of the last month: files by hand with their source, and what two units wrote."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.db import Database
from portal.demo.commune import CULTURE, ECONOMY, HEALTH, Commune
from portal.offices.events import Actor
from portal.reports import store
from portal.reports.byhand import store as byhand
from portal.reports.byhand.entering import Source, check, enter
from portal.reports.byhand.kinds import HandState
from portal.reports.models import Period
from portal.reports.unitparts.judging import accept
from portal.reports.unitparts.reminding import remind
from portal.reports.unitparts.turns import Turn
from portal.reports.unitparts.writing import keep

FILES = {
    "files_online": 412,
    "files_direct": 655,
    "files_carried": 38,
    "files_early": 861,
    "files_on_time": 187,
    "files_late": 6,
    "files_open": 50,
    "files_overdue": 1,
    "files_complained": 9,
}
WRITTEN = (
    (
        ECONOMY,
        "truong.kinhte",
        {
            "done": "Sửa 3 điểm ngập trên đường liên thôn, nạo vét 400 m mương.",
            "causes": "Mưa lớn kéo dài giữa tháng; vật tư về chậm.",
            "proposals": "Bố trí kinh phí nạo vét trước mùa mưa.",
        },
    ),
    (
        HEALTH,
        "canbo.tramyte",
        {"done": "Kê thêm ghế ở phòng chờ, mở thêm một bàn tiếp đón buổi sáng."},
    ),
)


def report_last_month(database: Database, commune: Commune, now: datetime) -> None:
    """Let the last final month be reported on as a commune does; one part still waits."""
    with database.writing() as session:
        rows = store.periods_of(session, commune.authority.id)
        month = next(row for row in rows if row.cutoff_on < local_day(now))
        month.due_down_on = month.to_on + timedelta(days=5)
        _enter_files(session, commune, month, now)
        _write_parts(session, commune, month, now)
        remind(session, month.due_down_on)


def _enter_files(session: Session, commune: Commune, month: Period, now: datetime) -> None:
    source = Source("52/BC-TTPVHCC", _day_after(month.to_on))
    enter(session, _actor(commune, "canbo.vanhoa"), month.key, FILES, source, now=now)
    rows = byhand.rows_of(session, commune.authority.id, [month.key], {HandState.WAITING})
    waiting = [row.figure.id for row in rows]
    check(session, _actor(commune, "chanhvanphong"), month.key, waiting, now=now)


def _write_parts(session: Session, commune: Commune, month: Period, now: datetime) -> None:
    for unit, writer, texts in WRITTEN:
        turn = Turn(_actor(commune, writer), commune.units[unit].id, month.key)
        keep(session, turn, texts, is_sent=True, now=now)
    first = commune.units[WRITTEN[0][0]].id
    accept(session, Turn(_actor(commune, "canbo.vanhoa"), first, month.key, 1), now=now)
    own = Turn(_actor(commune, "truong.vanhoa"), commune.units[CULTURE].id, month.key)
    keep(session, own, {"done": "Tổng hợp phiếu khảo sát tháng."}, is_sent=False, now=now)


def _actor(commune: Commune, username: str) -> Actor:
    return Actor(commune.authority.id, commune.staff[username].id)


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
