"""The log: four records as one list, and nothing of it for whom a case names."""

from datetime import timedelta

from sqlalchemy.orm import Session

from portal.cases.handling.naming import note_whom
from portal.cases.handling.visibility import Viewer
from portal.cases.kinds import CaseKind, State
from portal.cases.named import Named
from portal.cases.sealing.sealing import seal
from portal.db import Database
from portal.keeping.logbook.kinds import Group, Narrowed
from portal.keeping.logbook.store import count_lines, forget_sign_ins, log_lines
from portal.offices.events import Actor, record
from portal.people.details import ReadingPurpose
from portal.people.models import ContactReading
from tests.portal.cases.handling.builders import NOW, House, case_at, make_house, turn, viewer

WHY = "Người viết nói rõ tên."


def actions(session: Session, narrowed: Narrowed) -> list[tuple[str, str]]:
    """Return action and reference of each line but the calendar that came with the commune."""
    lines = log_lines(session, narrowed, 100)
    assert len(lines) == count_lines(session, narrowed)
    return [(one.action, one.reference) for one in lines if one.action != "calendar_edited"]


def a_busy_day(session: Session, house: House) -> tuple[str, str]:
    """Open a contact, name the chief in one case, seal another; return both references."""
    about, sealed = (case_at(session, house, State.RECEIVED, number=n) for n in (1, 2))
    session.add(
        ContactReading(
            authority_id=house.authority.id,
            case_id=about.id,
            staff_id=house.clerk.id,
            purpose=ReadingPurpose.REPLY,
            at=NOW,
        )
    )
    note_whom(session, turn(house.clerk, about), Named(staff_id=house.chief.id), WHY, now=NOW)
    kind = CaseKind.DENUNCIATION
    seal(session, turn(house.clerk, sealed), kind, house.clerk.id, WHY, now=NOW)
    desk = Actor(house.authority.id, house.clerk.id)
    record(session, desk, "signed_in", NOW + timedelta(minutes=1))
    record(session, desk, "staff_changed", NOW + timedelta(minutes=2), staff_id=house.head.id)
    record(session, Actor(house.stranger.authority_id), "signed_in", NOW)
    session.flush()
    return about.reference, sealed.reference


def test_every_record_is_in_it_once_and_the_latest_first(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        about, _sealed = a_busy_day(session, house)
        found = actions(session, Narrowed(viewer(house.records)))
    assert found[:2] == [("staff_changed", ""), ("signed_in", "")]
    # The sealed one is told without its reference: somebody else keeps it.
    assert set(found[2:]) == {("contact_opened", about), ("name", about), ("seal", "")}


def test_whom_a_case_names_reads_nothing_of_it(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        about, _sealed = a_busy_day(session, house)
        found = actions(session, Narrowed(viewer(house.chief)))
    assert about not in {reference for _action, reference in found}
    assert "name" not in {action for action, _reference in found}


def test_what_is_about_the_leaders_is_in_nobodys_log_but_its_keepers(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = case_at(session, house, State.RECEIVED)
        kind = CaseKind.ABOUT_LEADERS
        seal(session, turn(house.clerk, case), kind, house.clerk.id, WHY, now=NOW)
        assert actions(session, Narrowed(viewer(house.chief))) == []
        assert actions(session, Narrowed(viewer(house.clerk))) == [("seal", case.reference)]


def test_it_is_narrowed_by_person_group_and_day(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        a_busy_day(session, house)
        eyes = viewer(house.records)
        by_group = {group: actions(session, Narrowed(eyes, group=group)) for group in Group}
        assert [len(by_group[group]) for group in Group] == [1, 1, 1, 2, 0, 0, 0]
        assert actions(session, Narrowed(eyes, person_id=house.head.id)) == []
        assert len(actions(session, Narrowed(eyes, person_id=house.clerk.id))) == 5
        later = NOW + timedelta(minutes=1)
        assert len(actions(session, Narrowed(eyes, since=later))) == 2
        assert len(actions(session, Narrowed(eyes, until=later))) == 3


def test_another_commune_has_its_own(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        a_busy_day(session, house)
        nosy = house.stranger
        eyes = Viewer(nosy.id, nosy.authority_id, None, viewer(nosy).may)
        assert actions(session, Narrowed(eyes)) == [("signed_in", "")]


def test_sign_ins_go_after_their_time_and_nothing_else(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        a_busy_day(session, house)
        assert forget_sign_ins(session, NOW + timedelta(hours=1)) == 2
        left = {action for action, _reference in actions(session, Narrowed(viewer(house.records)))}
    assert left == {"contact_opened", "name", "seal", "staff_changed"}
