"""Events: the row equals their replay, the chain shows tampering, two officers do not collide."""

import threading
from datetime import date

import pytest
from sqlalchemy import delete, select, update

from portal.cases.acts import CITIZEN, Act
from portal.cases.chain import GENESIS, link_hash
from portal.cases.errors import WrongStateError
from portal.cases.events import facts_of, record, replay, text_is_untouched, verify_chain
from portal.cases.kinds import Action, State, TextPart
from portal.cases.models import Case, CaseEvent, CaseText
from portal.cases.store import case_by_locator, case_by_reference, events_of, latest_text, texts_of
from portal.db import Database
from portal.errors import ChangedMeanwhileError, DomainError
from portal.offices.kinds import Role
from tests.builders import make_authority, make_staff, make_unit
from tests.portal.cases.builders import RECEIVED_AT, STORY, actor_of, make_act, make_case, walk


def walk_to_the_end(database: Database) -> int:
    """Take a case through nearly every action, reopened and published, and return its id."""
    with database.writing() as session:
        authority = make_authority(session)
        unit = make_unit(session, authority)
        clerk = actor_of(make_staff(session, authority, "lan", Role.ONE_STOP_CLERK))
        chief = actor_of(make_staff(session, authority, "hùng", Role.CHIEF_OF_OFFICE))
        officer = actor_of(make_staff(session, authority, "mai", Role.CASE_OFFICER, unit=unit))
        head = actor_of(make_staff(session, authority, "bình", Role.UNIT_HEAD, unit=unit))
        records = actor_of(make_staff(session, authority, "thư", Role.RECORDS_CLERK))
        case = make_case(session, authority, reply_by="phone")
        to_unit = {"unit_id": unit.id}
        state = walk(
            session,
            case,
            (Action.ASK, clerk, {}),
            (Action.SUPPLY, CITIZEN, {}),
            (Action.ACCEPT, clerk, {}),
            (Action.ASSIGN, chief, to_unit),
            (Action.GIVE_BACK, officer, {}),
            (Action.ASSIGN, chief, to_unit),
            (Action.ASK, officer, {}),
            (Action.SUPPLY, CITIZEN, {}),
            (Action.ASK, officer, {}),
            (Action.RESUME, officer, {}),
            (Action.DRAFT, officer, {}),
            (Action.RETURN, head, {}),
            (Action.DRAFT, officer, {}),
            (Action.APPROVE, head, {}),
            (Action.SIGN, records, {}),
            (Action.PUBLISH, chief, {}),
            (Action.UNPUBLISH, chief, {}),
            (Action.PUBLISH, chief, {}),
            (Action.TELL, clerk, {}),
            (Action.RATE_REPLY, CITIZEN, {}),
            (Action.NOTE, officer, {}),
            (Action.REOPEN, CITIZEN, {}),
            (Action.ASSIGN, chief, to_unit),
            (Action.DRAFT, officer, {}),
            (Action.APPROVE, chief, {}),
            (Action.SIGN, records, {}),
            (Action.RATE_REPLY, CITIZEN, {"is_satisfied": True}),
            (Action.REISSUE_CODE, clerk, {}),
        )
        assert state is State.ANSWERED
        return case.id


def test_the_row_equals_the_replay_of_its_events(database: Database) -> None:
    case_id = walk_to_the_end(database)
    with database.reading() as session:
        case = session.get_one(Case, case_id)
        assert replay(session, case_id) == facts_of(case)
        assert len(events_of(session, case_id)) == 29
        assert (case.published_at, case.told_on) == (None, None)
        assert (case.times_reopened, case.is_satisfied, case.code_turn) == (1, True, 1)
        assert case.finished_on == date(2026, 11, 20)


@pytest.mark.parametrize("action", [Action.NOT_ACCEPT, Action.FORWARD, Action.ANSWER_AT_ONCE])
def test_short_ways_equal_their_replay_too(database: Database, action: Action) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        clerk = actor_of(make_staff(session, authority, "lan", Role.ONE_STOP_CLERK))
        case = make_case(session, authority)
        record(session, case, make_act(action, clerk))
        assert replay(session, case.id) == facts_of(case)
        assert case.finished_on == date(2026, 11, 19)
        assert not facts_of(case).state.is_open


def test_a_whole_chain_has_no_broken_link(database: Database) -> None:
    walk_to_the_end(database)
    with database.reading() as session:
        authority_id = session.scalars(select(Case.authority_id)).one()
        assert verify_chain(session, authority_id) is None


def test_a_changed_event_is_found(database: Database) -> None:
    walk_to_the_end(database)
    with database.writing() as session:
        session.execute(update(CaseEvent).where(CaseEvent.seq == 4).values(data={"to": "answered"}))
    with database.reading() as session:
        assert verify_chain(session, 1) == 4


def test_a_removed_event_is_found_in_the_middle_and_at_the_end(database: Database) -> None:
    walk_to_the_end(database)
    for seq in (22, 7):
        with database.writing() as session:
            session.execute(delete(CaseEvent).where(CaseEvent.seq == seq))
        with database.reading() as session:
            assert verify_chain(session, 1) == seq


def test_an_authority_without_events_has_a_whole_chain(database: Database) -> None:
    with database.reading() as session:
        assert verify_chain(session, 7) is None


def test_two_communes_have_two_chains(database: Database) -> None:
    with database.writing() as session:
        here = make_case(session, make_authority(session))
        there = make_case(session, make_authority(session, slug="phuong-ben-xuan", code="99002"))
        assert [events_of(session, case.id)[0].seq for case in (here, there)] == [1, 1]


def test_an_event_keeps_a_commitment_and_never_the_words(database: Database) -> None:
    with database.writing() as session:
        case = make_case(session, make_authority(session))
        event, story = events_of(session, case.id)[0], texts_of(session, case.id)[0]
        assert story.body == STORY
        assert STORY not in str(event.data)
        assert text_is_untouched(event, story)
        story.body = "Đèn vẫn sáng."
        assert not text_is_untouched(event, story)


def test_a_text_can_be_erased_and_the_chain_stays_whole(database: Database) -> None:
    with database.writing() as session:
        case = make_case(session, make_authority(session))
        session.execute(delete(CaseText).where(CaseText.case_id == case.id))
    with database.reading() as session:
        assert verify_chain(session, case.authority_id) is None


def test_an_act_in_the_wrong_state_writes_nothing(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        chief = actor_of(make_staff(session, authority, "hùng", Role.CHIEF_OF_OFFICE))
        case = make_case(session, authority)
        with pytest.raises(WrongStateError):
            record(session, case, make_act(Action.ASSIGN, chief))
        assert case.version == 0
        assert len(events_of(session, case.id)) == 1


def test_a_page_seen_before_a_change_cannot_write(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        clerk = actor_of(make_staff(session, authority, "lan", Role.ONE_STOP_CLERK))
        case = make_case(session, authority)
        record(session, case, make_act(Action.ACCEPT, clerk))
        with pytest.raises(ChangedMeanwhileError):
            record(
                session, case, Act(Action.FORWARD, clerk, RECEIVED_AT, {"sent_to": "Sở"}, seen=0)
            )


def test_of_two_officers_at_once_one_is_told(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        clerk = actor_of(make_staff(session, authority, "lan", Role.ONE_STOP_CLERK))
        case_id = make_case(session, authority).id
    both_have_read = threading.Barrier(2)
    outcomes: list[str] = []

    def accept() -> None:
        try:
            with database.reading() as session:
                seen = session.get_one(Case, case_id).version
            both_have_read.wait(10)
            with database.writing() as session:
                case = session.get_one(Case, case_id)
                act = make_act(Action.ACCEPT, clerk)
                record(session, case, Act(act.action, clerk, act.at, seen=seen))
            outcomes.append("done")
        except DomainError as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["changed_meanwhile", "done"]


def test_a_case_is_found_by_reference_and_by_locator(database: Database) -> None:
    with database.writing() as session:
        authority = make_authority(session)
        case = make_case(session, authority)
        assert case_by_reference(session, authority.id, case.reference) is case
        assert case_by_reference(session, authority.id + 1, case.reference) is None
        assert case_by_locator(session, case.locator) is case
        assert case_by_locator(session, "nobody") is None


def test_texts_are_found_by_part_and_the_latest_counts(database: Database) -> None:
    case_id = walk_to_the_end(database)
    with database.reading() as session:
        assert [text.part for text in texts_of(session, case_id, TextPart.STORY)] == ["story"]
        replies = texts_of(session, case_id, TextPart.REPLY)
        assert len(replies) == 3
        latest = latest_text(session, case_id, TextPart.REPLY)
        assert latest is not None
        assert latest.id == replies[-1].id
        assert latest_text(session, case_id, TextPart.REPLY_COMMENT) is None


def test_the_hash_does_not_depend_on_the_order_of_keys() -> None:
    one = link_hash(GENESIS, {"a": 1, "b": "ê̆"}, RECEIVED_AT)
    assert one == link_hash(GENESIS, {"b": "ê̆", "a": 1}, RECEIVED_AT)
    assert one != link_hash(GENESIS, {"a": 1, "b": "ê"}, RECEIVED_AT)
