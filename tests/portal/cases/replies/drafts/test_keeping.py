"""A draft outlives the window it was typed in, and no version is lost to another."""

import threading
from datetime import timedelta

import pytest

from portal.cases.kinds import CaseKind, State
from portal.cases.models import Case
from portal.cases.replies.drafts import store
from portal.cases.replies.drafts.keeping import (
    NOTHING_YET,
    NewerDraftError,
    Written,
    hand_in,
    save,
    written_in,
)
from portal.cases.replies.points.point import Point
from portal.cases.sealing.sealing import seal
from portal.db import Database
from portal.errors import InvalidInputError, NotAllowedError, NotFoundError
from portal.offices.models import Staff
from tests.portal.cases.handling.builders import (
    NOW,
    House,
    case_at,
    make_house,
    saying,
    turn,
)

HALF = Written([Point(raised="Đèn đường", found="Ba bóng cháy")], "Chờ vật tư.")
LATER = NOW + timedelta(minutes=20)


def begin(database: Database) -> tuple[House, Case]:
    with database.writing() as session:
        house = make_house(session)
        return house, case_at(session, house, State.ASSIGNED)


def saved(database: Database, who: Staff, case: Case) -> Written | None:
    with database.reading() as session:
        draft = store.draft_of(session, case.id, who.id)
        return written_in(draft) if draft else None


def test_half_an_answer_is_kept_as_it_stands(database: Database) -> None:
    house, case = begin(database)
    with database.writing() as session:
        assert save(session, turn(house.officer, case), HALF, NOTHING_YET, now=NOW) == 1
    with database.writing() as session:
        assert save(session, turn(house.officer, case), Written([]), 1, now=LATER) == 2
    with database.reading() as session:
        draft = store.draft_of(session, case.id, house.officer.id)
        assert draft is not None
        assert (draft.begun_at, draft.saved_at, draft.version) == (NOW, LATER, 2)
    assert saved(database, house.officer, case) == Written([])


@pytest.mark.parametrize("seen", [NOTHING_YET, 1, 3])
def test_a_version_that_was_not_seen_is_not_written_over(database: Database, seen: int) -> None:
    house, case = begin(database)
    with database.writing() as session:
        save(session, turn(house.officer, case), Written([]), NOTHING_YET, now=NOW)
        save(session, turn(house.officer, case), HALF, 1, now=NOW)
    with pytest.raises(NewerDraftError), database.writing() as session:
        save(session, turn(house.officer, case), Written([]), seen, now=LATER)
    assert saved(database, house.officer, case) == HALF


def test_of_two_windows_one_is_told(database: Database) -> None:
    house, case = begin(database)
    outcomes: list[str] = []

    def window(words: str) -> None:
        try:
            with database.writing() as session:
                written = Written([Point(done=words)])
                save(session, turn(house.officer, case), written, NOTHING_YET, now=NOW)
            outcomes.append("saved")
        except NewerDraftError:
            outcomes.append("told")

    windows = [threading.Thread(target=window, args=(f"Bản {n}",)) for n in range(4)]
    for one in windows:
        one.start()
    for one in windows:
        one.join()
    assert sorted(outcomes) == ["saved", "told", "told", "told"]


def test_each_writer_has_their_own_and_sees_the_others(database: Database) -> None:
    house, case = begin(database)
    with database.writing() as session:
        save(session, turn(house.officer, case), HALF, NOTHING_YET, now=NOW)
        save(session, turn(house.head, case), Written([]), NOTHING_YET, now=LATER)
        (beside,) = store.drafts_beside(session, case.id, house.head.id)
        assert (beside.writer, beside.draft.begun_at) == (house.officer.display_name, NOW)
        assert written_in(beside.draft) == HALF


def test_handing_in_ends_the_draft_of_its_writer_alone(database: Database) -> None:
    house, case = begin(database)
    whole = Written(saying())
    with database.writing() as session:
        save(session, turn(house.head, case), HALF, NOTHING_YET, now=NOW)
        save(session, turn(house.officer, case), whole, NOTHING_YET, now=NOW)
        hand_in(session, turn(house.officer, case), whole, 1, now=NOW)
    assert saved(database, house.officer, case) is None
    assert saved(database, house.head, case) == HALF
    with database.reading() as session:
        assert session.get_one(Case, case.id).state == State.DRAFTED


def test_what_is_not_handed_in_stays(database: Database) -> None:
    house, case = begin(database)
    with database.writing() as session:
        save(session, turn(house.officer, case), HALF, NOTHING_YET, now=NOW)
    for written, seen, error in (
        (HALF, 1, InvalidInputError),
        (Written(saying()), NOTHING_YET, NewerDraftError),
    ):
        with pytest.raises(error), database.writing() as session:
            hand_in(session, turn(house.officer, case), written, seen, now=NOW)
        assert saved(database, house.officer, case) == HALF


def test_a_case_that_moved_on_still_takes_the_words(database: Database) -> None:
    house, case = begin(database)
    with database.writing() as session:
        hand_in(session, turn(house.head, case), Written(saying()), NOTHING_YET, now=NOW)
        save(session, turn(house.officer, case), HALF, NOTHING_YET, now=NOW)
    assert saved(database, house.officer, case) == HALF


def test_nobody_else_saves(database: Database) -> None:
    house, case = begin(database)
    for nosy, error in (
        (house.clerk, NotAllowedError),
        (house.colleague, NotFoundError),
        (house.stranger, NotFoundError),
    ):
        with pytest.raises(error), database.writing() as session:
            save(session, turn(nosy, case), HALF, NOTHING_YET, now=NOW)


def test_sealing_leaves_no_draft_behind(database: Database) -> None:
    house, case = begin(database)
    with database.writing() as session:
        save(session, turn(house.officer, case), HALF, NOTHING_YET, now=NOW)
        seal(session, turn(house.chief, case), CaseKind.DENUNCIATION, house.chief.id, "…", now=NOW)
    assert saved(database, house.officer, case) is None


def test_a_draft_is_forgotten_only_once_its_case_has_ended(database: Database) -> None:
    house, case = begin(database)
    with database.writing() as session:
        ended = case_at(session, house, State.ANSWERED, number=2)
        for one in (case, ended):
            save(session, turn(house.officer, one), HALF, NOTHING_YET, now=NOW)
        assert store.forget_before(session, NOW) == 0
        assert store.forget_before(session, LATER) == 1
    assert saved(database, house.officer, case) == HALF
