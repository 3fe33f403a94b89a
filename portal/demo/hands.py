"""What the demonstration shows of who works on a case: rules, a merged pair, a stand-in."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.cases.handling.assigning import assign
from portal.cases.handling.triage import accept
from portal.cases.intake.petition import NewPetition
from portal.cases.intake.submit import send
from portal.cases.kinds import CaseKind, Channel, ReplyBy, SenderKind, Subject
from portal.cases.merging.merging import merge
from portal.cases.models import Case
from portal.cases.routing.editing import NewRule, add
from portal.cases.routing.matching import Conditions
from portal.clock import local_day
from portal.demo.petitions import Stage
from portal.offices.events import Actor
from portal.offices.kinds import Role
from portal.offices.staff_store import staff_of_authority
from portal.offices.standing_in import Absence, name_stand_in

DRAIN = "Cống thoát nước trước chợ Suối Mơ bị rác bít kín, mưa một lúc là nước tràn vào quầy hàng."
AGAIN = "Nước tràn vào quầy hàng trước chợ Suối Mơ vì cống thoát nước bị bít, mong sớm thông cống."
THIRD = "Chợ Suối Mơ: cống thoát nước bị bít, nước tràn vào quầy hàng mỗi khi mưa."
ECONOMY, CULTURE = "Phòng Kinh tế", "Phòng Văn hóa – Xã hội"
# Words of a story, the unit they lead to, and who coordinates.
RULES = (
    (("rác", "cống", "thoát nước", "đèn đường", "ổ gà"), ECONOMY, (CULTURE,)),
    (("tiếng ồn", "karaoke", "nhà văn hóa", "hộ nghèo"), CULTURE, ()),
)
AWAY, STANDS_IN, DAYS = "truong.kinhte", "canbo.kinhte", timedelta(days=5)


def show_hands(stage: Stage, now: datetime) -> None:
    """Write two rules, merge a pair of petitions, leave a third one, and name a stand-in."""
    first, second = _sent(stage, DRAIN, now), _sent(stage, AGAIN, now)
    _sent(stage, THIRD, now)
    units = stage.commune.units
    with stage.database.writing() as session:
        for case in (first, second):
            accept(session, stage.turn(Role.ONE_STOP_CLERK, case), CaseKind.REPORT, None, now=now)
        chief = stage.turn(Role.CHIEF_OF_OFFICE, first)
        for words, unit, beside in RULES:
            led = tuple(units[name].id for name in beside)
            conditions = Conditions(words=words)
            rule = NewRule(conditions, units[unit].id, led, local_day(now))
            add(session, chief.viewer, rule, now=now)
        assign(session, chief, units[ECONOMY].id, None, (units[CULTURE].id,), now=now)
        merge(session, stage.turn(Role.ONE_STOP_CLERK, second), first.reference, now=now)
        _stand_in(session, stage, now)


def _stand_in(session: Session, stage: Stage, now: datetime) -> None:
    authority_id, today = stage.commune.authority.id, local_day(now)
    people = {one.username: one.id for one in staff_of_authority(session, authority_id)}
    wanted = Absence(people[AWAY], people[STANDS_IN], today, today + DAYS)
    name_stand_in(session, Actor(authority_id, people[AWAY]), wanted, now=now)


def _sent(stage: Stage, story: str, now: datetime) -> Case:
    petition = NewPetition(
        authority_id=stage.commune.authority.id,
        story=story,
        kind=CaseKind.REPORT,
        subject=Subject.LOCAL_LIFE,
        sender_kind=SenderKind.PERSON,
        is_anonymous=True,
        reply_by=ReplyBy.CODE,
        may_publish=True,
        village_id=stage.commune.villages[0].id,
        channel=Channel.WEB,
    )
    submission_id = stage.rng.randbytes(16)
    receipt = send(stage.database, stage.keys, petition, submission_id, now=now, is_fast=True)
    with stage.database.reading() as session:
        return session.get_one(Case, receipt.case_id)
