"""Every path through the workflow, walked: none answers without its fields, none shows own words.

The walk is adversarial: two people with every permission there is, and a sender who does whatever
a sender can. Who really wrote the reply is noted beside the case, by what was written and not by
what the case says of itself.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from portal.cases.acts import CITIZEN, Act, Actor
from portal.cases.facts import CaseFacts
from portal.cases.judging import allowed, next_state
from portal.cases.kinds import Action, CaseKind, State, Subject, TextPart
from portal.cases.projection import project
from portal.cases.workflow import STEPS
from portal.errors import DomainError, InvalidInputError
from portal.offices.permissions import May
from tests.portal.cases.builders import RECEIVED_AT, facts, make_act

ALL = frozenset(May)
PEOPLE = (CITIZEN, Actor(1, 1, ALL), Actor(2, 1, ALL))
# What only moves days, tells, notes or seals, and leads to no answer; the rest is walked.
ASIDE = {
    *(Action.NOTE, Action.TELL, Action.REISSUE_CODE, Action.EXTEND, Action.RECOMPUTE),
    *(Action.SPLIT, Action.SEAL, Action.RELATE, Action.UNRELATE, Action.TAKE_OVER),
    *(Action.DISPATCH, Action.RECLASSIFY),
}
LANES = [
    (CaseKind.REPORT, Subject.LOCAL_LIFE),
    (CaseKind.REPORT, Subject.ADMINISTRATIVE_ACT),
    (CaseKind.REPORT, Subject.REGULATION),
    (CaseKind.INQUIRY, Subject.LOCAL_LIFE),
    (CaseKind.PRAISE, Subject.SERVICE_QUALITY),
]


@dataclass(frozen=True)
class Place:
    """A case on its way, and who wrote the words that now stand as its reply; 0 for nobody."""

    facts: CaseFacts
    writer: int = 0
    approver: int = 0


@dataclass(frozen=True)
class Event:
    """One happening, as replay reads it."""

    action: Action
    actor_id: int | None
    data: Mapping[str, Any]
    at: Any = RECEIVED_AT


def act_of(action: Action, actor: Actor, place: Place) -> Act:
    """Return an act with everything said; an answer of another case brings its own writer."""
    data: dict[str, Any] = {"drafted_by_id": 2} if action is Action.ANSWER_TOGETHER else {}
    return make_act(action, actor, **data)


def after(place: Place, act: Act) -> Place:
    """Do an allowed act."""
    data = {**act.data, "to": next_state(place.facts, act.action).value}
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in data.items()
    }
    moved = project(place.facts, Event(act.action, act.actor.staff_id, plain))
    writer, approver = place.writer, place.approver
    if TextPart.REPLY in act.texts:
        writer = act.data.get("drafted_by_id") or act.actor.staff_id or 0
        approver = 0
    if act.action is Action.APPROVE:
        approver = act.actor.staff_id or 0
    if act.action in {Action.REOPEN, Action.RETURN}:
        writer = approver = 0
    return Place(replace(moved, calendar_version=1), writer, approver)


def walk(kind: CaseKind, subject: Subject) -> Iterator[tuple[Place, Act, Place]]:
    """Yield every step that is possible from every place that can be reached."""
    start = Place(facts(kind=kind, subject=subject))
    waiting, known = deque([start]), {start}
    while waiting:
        place = waiting.popleft()
        for action in set(STEPS) - ASIDE:
            for actor in PEOPLE:
                act = act_of(action, actor, place)
                try:
                    allowed(place.facts, act)
                except DomainError:
                    continue
                reached = after(place, act)
                yield place, act, reached
                # One follower is as good as many.
                if reached not in known and reached.facts.followers <= 1:
                    known.add(reached)
                    waiting.append(reached)


@pytest.fixture(scope="module")
def steps() -> list[tuple[Place, Act, Place]]:
    return [step for lane in LANES for step in walk(*lane)]


def is_answer(before: Place, reached: Place) -> bool:
    return before.facts.state is not State.ANSWERED and reached.facts.state is State.ANSWERED


def test_the_walk_goes_everywhere(steps: list[tuple[Place, Act, Place]]) -> None:
    assert {act.action for _, act, _ in steps} == set(STEPS) - ASIDE - {
        # For sealed cases, which the walk leaves out.
        *(Action.ENTRUST, Action.HAND_OVER, Action.PURGE),
    }
    assert {reached.facts.state for _, _, reached in steps} >= {
        State.ANSWERED,
        State.FORWARDED,
        State.NOT_ACCEPTED,
    }


def test_no_path_leads_to_an_answer_without_its_words(
    steps: list[tuple[Place, Act, Place]],
) -> None:
    answers = [(act, reached) for before, act, reached in steps if is_answer(before, reached)]
    assert answers
    assert [act.action for act, reached in answers if not reached.writer] == []
    assert [act.action for act, reached in answers if reached.facts.finished_on is None] == []


def test_a_petition_is_signed_with_number_day_signer_and_four_eyes(
    steps: list[tuple[Place, Act, Place]],
) -> None:
    signed = [reached for _, act, reached in steps if act.action is Action.SIGN]
    assert signed
    for one in signed:
        assert one.facts.document_number
        assert one.facts.document_on
        assert one.facts.document_signer
        assert one.approver
        assert one.approver != one.writer


def test_leaving_out_any_needed_field_stops_every_answer(
    steps: list[tuple[Place, Act, Place]],
) -> None:
    tried = 0
    for before, act, reached in steps:
        if not is_answer(before, reached):
            continue
        step = STEPS[act.action]
        for name in step.needs:
            bare = {key: value for key, value in act.data.items() if key != name}
            with pytest.raises(InvalidInputError):
                allowed(before.facts, replace(act, data=bare))
            tried += 1
        for part in step.texts:
            unsaid = {key: value for key, value in act.texts.items() if key is not part}
            with pytest.raises(InvalidInputError):
                allowed(before.facts, replace(act, texts=unsaid))
            tried += 1
    assert tried


def test_nobody_ever_publishes_what_they_wrote(steps: list[tuple[Place, Act, Place]]) -> None:
    published = [(before, act) for before, act, _ in steps if act.action is Action.PUBLISH]
    assert published
    assert [act for before, act in published if before.writer == act.actor.staff_id] == []
    assert [act for before, act in published if not before.writer] == []


def test_no_answer_passes_by_an_explanation_or_a_regulation(
    steps: list[tuple[Place, Act, Place]],
) -> None:
    for before, _act, reached in steps:
        if is_answer(before, reached):
            assert not before.facts.only_forwarded
            assert not before.facts.owes_explanation


def test_what_is_merged_gets_no_answer_of_its_own(
    steps: list[tuple[Place, Act, Place]],
) -> None:
    own = {
        act.action
        for before, act, reached in steps
        if is_answer(before, reached) and before.facts.merged_into_id
    }
    assert own == {Action.ANSWER_TOGETHER}
