"""Random histories of cases, made by the real events, and the same figures counted by hand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.cases.acts import CITIZEN, Actor
from portal.cases.events import facts_of, record, replay
from portal.cases.facts import CaseFacts
from portal.cases.judging import possible
from portal.cases.kinds import CHOSEN, Action, CaseKind, State
from portal.cases.models import Case
from portal.cases.workflow import STEPS
from portal.offices.kinds import Role
from portal.offices.models import Authority, Unit
from portal.offices.permissions import May
from tests.builders import make_staff, make_unit
from tests.portal.cases.builders import make_act, make_case

FIRST_DAY = date(2026, 9, 1)
LAST_DAY = date(2026, 12, 31)
ACTIONS = sorted(set(STEPS) - {Action.REISSUE_CODE, Action.NOTE, Action.UNPUBLISH})


@dataclass(frozen=True)
class House:
    """A commune with two units and two people who may do everything."""

    authority: Authority
    units: tuple[Unit, Unit]
    people: tuple[Actor, Actor]


@dataclass(frozen=True)
class History:
    """One case: when it came, what it is, and wishes for what happens next, days apart."""

    received: int
    term: int | None
    kind: CaseKind
    may_publish: bool
    wishes: list[tuple[Action, int, int]]


histories = st.lists(
    st.builds(
        History,
        received=st.integers(0, 80),
        term=st.none() | st.integers(1, 30),
        kind=st.sampled_from(CHOSEN),
        may_publish=st.booleans(),
        wishes=st.lists(
            st.tuples(st.sampled_from(ACTIONS), st.integers(0, 15), st.integers(0, 1)), max_size=10
        ),
    ),
    max_size=5,
)
days = st.dates(FIRST_DAY, LAST_DAY)


def make_house(session: Session, authority: Authority) -> House:
    units = (make_unit(session, authority), make_unit(session, authority, "Phòng Kinh tế"))
    staff = [make_staff(session, authority, f"{n}-{authority.slug}", Role.DEPUTY) for n in "ab"]
    people = [Actor(one.id, None, frozenset(May)) for one in staff]
    return House(authority, units, (people[0], people[1]))


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def live(session: Session, house: House, number: int, history: History) -> CaseFacts:
    """Make a case and let every wish come true that the workflow allows; return its facts.

    After any history the row is what its events add up to.
    """
    day = FIRST_DAY + timedelta(history.received)
    due = day + timedelta(history.term) if history.term else None
    case = make_case(
        session,
        house.authority,
        number=number,
        at=moment(day),
        kind=history.kind.value,
        may_publish=history.may_publish,
        due_on=due.isoformat() if due else None,
    )
    for action, wait, which in history.wishes:
        day += timedelta(wait)
        _grant(session, house, case, (action, which), day)
    assert replay(session, case.id) == facts_of(case)
    return facts_of(case)


def _grant(session: Session, house: House, case: Case, wish: tuple[Action, int], day: date) -> None:
    action, which = wish
    step = STEPS[action]
    actor = CITIZEN if step.may is None else house.people[which]
    if action not in possible(facts_of(case), actor, moment(day)):
        return
    data = _wished(house, case, wish, day)
    record(session, case, make_act(action, actor, moment(day), **data))


def _wished(house: House, case: Case, wish: tuple[Action, int], day: date) -> dict[str, object]:
    """Return what an act says in this house; whatever it leaves out is the builder's."""
    action, which = wish
    is_named = case.named_unit_id == house.units[which].id
    unit_id, due = house.units[0 if is_named else which].id, case.due_on
    person = house.people[which].staff_id
    said: dict[Action, dict[str, object]] = {
        Action.ASSIGN: {"unit_id": unit_id, "due_on": (due or day + timedelta(7)).isoformat()},
        Action.NAME: {"named_unit_id": house.units[1].id if which else None},
        Action.RATE_REPLY: {"is_satisfied": bool(which)},
        Action.EXTEND: {"due_on": (due + timedelta(3 + which)).isoformat()} if due else {},
        Action.RECOMPUTE: {"due_on": (due or day).isoformat()},
        Action.REOPEN: {"due_on": (day + timedelta(5 + which)).isoformat()},
        Action.THANK: {"unit_id": unit_id},
        Action.MERGE: {"unit_id": unit_id, "merged_into_id": case.id},
        Action.ASK_EXPLANATION: {"explaining_unit_id": unit_id},
        Action.SEAL: {"handler_id": person},
        Action.ENTRUST: {"handler_id": person},
    }
    return said.get(action, {})


def count_by_hand(
    facts: Iterable[CaseFacts], from_on: date, to_on: date, today: date
) -> Counter[str]:
    """Count petitions one by one, the way a clerk would with a ledger and a pencil."""
    found: Counter[str] = Counter()
    for one in facts:
        # A sealed case was no petition, in whatever span it came.
        if one.kind.is_petition and one.received_on <= to_on and not _over_before(one, from_on):
            found["received" if one.received_on >= from_on else "carried_over"] += 1
            found[_fate(one, to_on, min(to_on, today))] += 1
            found["published"] += _is_published(one, to_on)
            found["extended"] += _is_extended(one, to_on)
    return found


def _over_before(one: CaseFacts, day: date) -> bool:
    return one.finished_on is not None and one.finished_on < day


def _fate(one: CaseFacts, to_on: date, as_of: date) -> str:
    if one.finished_on is None or one.finished_on > to_on:
        waits = one.paused_on is not None and one.due_on and one.paused_on < one.due_on
        late = one.due_on is not None and one.due_on < as_of and not waits
        return "open_overdue" if late else "open_in_time"
    if one.state is not State.ANSWERED:
        return one.state.value
    if one.due_on is None:
        return "answered_without_due"
    return "answered_in_time" if one.finished_on <= one.due_on else "answered_late"


def _is_extended(one: CaseFacts, to_on: date) -> bool:
    put_off = one.extended_on is not None and one.extended_on <= to_on
    is_open = one.finished_on is None or one.finished_on > to_on
    return put_off and (is_open or one.state is State.ANSWERED)


def _is_published(one: CaseFacts, to_on: date) -> bool:
    over = one.finished_on is not None and one.finished_on <= to_on
    return over and one.state is State.ANSWERED and one.published_at is not None
