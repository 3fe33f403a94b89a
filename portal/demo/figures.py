"""What the house of the demonstration fixed and said about its figures."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from portal.clock import local_day
from portal.demo.commune import ONE_STOP, Commune
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.ratings.tagging.tagging import add_tags, usual_tags
from portal.reports.choosing import choose
from portal.reports.schedule.fixing import fix
from portal.reports.schedule.kinds import Way
from portal.reports.schedule.rules import Fixed
from portal.reports.schedule.store import periods_of_year
from portal.reports.store import periods_of
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.targets.setting import Goal, set_target
from portal.reports.voices.writing import Counter, Place, note, reply

PLAN = "Kế hoạch 12/KH-UBND (minh họa)"
GOALS = ((90, TargetMethod.WALK_UP), (95, TargetMethod.SIPAS))
NOTE = "Quầy 4 mới mở, người hướng dẫn đang tập việc. Từ tháng sau có thêm một người vào buổi sáng."
REPLY = "Quầy này chủ yếu hướng dẫn làm trên mạng; mạng chậm nhiều buổi trong tháng."
# Days from the cut-off to the day of publication.
WAIT = timedelta(days=10)


def speak(session: Session, commune: Commune, now: datetime) -> None:
    """Set targets, days of publication and tags; say something beside last month's figures."""
    authority_id, today = commune.authority.id, local_day(now)
    chair = Actor(authority_id, commune.staff["chutich"].id)
    for percent, method in GOALS:
        begin = date(today.year, 1, 1)
        goal = Goal(TargetObject.PROCEDURES, None, method, percent, PLAN, begin)
        set_target(session, chair, goal, now=now)
    add_tags(session, chair, usual_tags(), now=now)
    days = {
        row.key: Fixed(Way.ON_DAY, row.cutoff_on + WAIT)
        for row in periods_of_year(session, authority_id, today.year)
        if row.to_on >= today
    }
    fix(session, chair, today.year, days, now=now)
    last = choose(periods_of(session, authority_id), today, None).chosen
    if last is not None:
        _say(session, commune, chair, last.key, now)


def _say(session: Session, commune: Commune, chair: Actor, key: str, now: datetime) -> None:
    place = Place(key, "satisfied_share")
    note(session, chair, Role.CHAIRPERSON, place, NOTE, now=now)
    centre = commune.units[ONE_STOP].id
    point = [point for point in commune.points if point.unit_id == centre][-1]
    head = Actor(chair.authority_id, commune.staff["truong.motcua"].id)
    reply(session, head, Counter(key, point.id, centre), REPLY, now=now)
