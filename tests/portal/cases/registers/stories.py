"""Cases that are answered and published, with secrets in everything that is not public."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal.cases.acts import CITIZEN, Actor
from portal.cases.events import record
from portal.cases.kinds import Action, State, TextPart
from portal.cases.models import Case
from tests.portal.cases.builders import make_act, make_case
from tests.portal.cases.registers.histories import House, moment

RECEIVED_ON = date(2026, 10, 5)
DUE_ON = date(2026, 10, 19)
PUBLIC_STORY = "Đèn đường đầu thôn tắt hai tuần nay. Trẻ đi học về tối rất khó thấy đường."
PUBLIC_REPLY = "Tổ kỹ thuật đã thay bóng và dây ngày 12/10."


def say(session: Session, case: Case, action: Action, actor: Actor, on: date, **data: Any) -> None:
    """Do one act, with other words than the builder's where `texts` gives them."""
    texts = data.pop("texts", None)
    act = make_act(action, actor, moment(on), **data)
    record(session, case, replace(act, texts=texts) if texts else act)


def make_answered(session: Session, house: House, *, number: int = 1, **submitted: Any) -> Case:
    """Return a case that its unit answered three days after it came."""
    days = {"due_on": DUE_ON.isoformat(), "classify_due_on": "2026-10-07"}
    answered_on = submitted.pop("answered_on", RECEIVED_ON + timedelta(3))
    case = make_case(
        session, house.authority, number=number, at=moment(RECEIVED_ON), **{**days, **submitted}
    )
    clerk = house.people[0]
    unit = {"unit_id": house.units[0].id, "due_on": days["due_on"]}
    say(session, case, Action.ACCEPT, clerk, RECEIVED_ON + timedelta(1))
    say(session, case, Action.ASSIGN, clerk, RECEIVED_ON + timedelta(1), **unit)
    answer(session, house, case, answered_on)
    return case


def answer(session: Session, house: House, case: Case, on: date) -> None:
    """Draft, approve and sign, all on one day; a reopened case is given to its unit first."""
    clerk, other = house.people
    if case.state == State.ACCEPTED:
        unit = {"unit_id": case.unit_id, "due_on": str(case.due_on)}
        say(session, case, Action.ASSIGN, clerk, on, **unit)
    say(session, case, Action.DRAFT, clerk, on)
    say(session, case, Action.APPROVE, other, on)
    say(session, case, Action.SIGN, other, on)


def publish(
    session: Session,
    house: House,
    case: Case,
    *,
    story: str = PUBLIC_STORY,
    reply: str = PUBLIC_REPLY,
    on: date = date(2026, 10, 20),
) -> None:
    texts = {TextPart.PUBLIC_STORY: story, TextPart.PUBLIC_REPLY: reply}
    say(session, case, Action.PUBLISH, house.people[1], on, texts=texts)


def make_published(session: Session, house: House, *, number: int = 1, **words: Any) -> Case:
    case = make_answered(session, house, number=number)
    publish(session, house, case, **words)
    return case


def reopen(session: Session, case: Case, on: date = date(2026, 10, 21)) -> None:
    say(session, case, Action.RATE_REPLY, CITIZEN, on, is_satisfied=False)
    say(session, case, Action.REOPEN, CITIZEN, on, due_on="2026-11-04")
