"""Questions and praise go their own short way and into no denominator anywhere."""

from dataclasses import replace
from datetime import date

from portal.cases.intake.promises import promises
from portal.cases.kinds import CHOSEN, CaseKind, State, TextPart
from portal.cases.lanes.praising import answer_lightly, thank
from portal.cases.registers.entries import register_entries
from portal.cases.registers.figures import Figures, case_figures
from portal.cases.store import latest_text
from portal.db import Database
from portal.reports.totals import petition_cells
from tests.portal.cases.handling.builders import (
    NOW,
    agrees_with_its_events,
    case_at,
    make_house,
    received,
    turn,
)
from tests.portal.cases.intake.builders import make_open_commune

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
TODAY = date(2026, 11, 20)


def test_each_kind_is_promised_its_own_term(database: Database) -> None:
    with database.writing() as session:
        authority = make_open_commune(session)
        terms = {}
        for kind in CHOSEN:
            reply = promises(session, authority.id, kind, TODAY).reply
            assert reply is not None
            terms[kind] = (reply.rule.code, reply.due.term.days)
    assert terms == {
        CaseKind.REPORT: ("REPLY_OWN", 10),
        CaseKind.PROPOSAL: ("REPLY_OWN", 10),
        CaseKind.INQUIRY: ("REPLY_INQUIRY", 5),
        CaseKind.PRAISE: ("REPLY_PRAISE", 5),
    }


def test_a_question_with_a_unit_is_answered_there(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, kind="inquiry")
        case.unit_id, case.state = house.unit.id, State.ASSIGNED
        answer_lightly(session, turn(house.officer, case), "Đến 17 giờ.", now=NOW)
        assert (case.state, case.finished_on) == (State.ANSWERED, TODAY)


def test_praise_reaches_its_unit_with_thanks(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case = received(session, house, kind="praise")
        thank(session, turn(house.clerk, case), house.unit.id, "Xin cảm ơn.", now=NOW)
        assert (case.state, case.unit_id) == (State.ANSWERED, house.unit.id)
        said = latest_text(session, case.id, TextPart.REPLY)
        assert said is not None
        assert said.body == "Xin cảm ơn."
        assert agrees_with_its_events(session, case)


def test_no_count_of_the_registry_moves_by_a_question_or_praise(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
        case_at(session, house, State.ASSIGNED, number=1)
        before = case_figures(session, house.authority.id, *NOVEMBER, TODAY)
        for number, kind in enumerate((CaseKind.INQUIRY, CaseKind.PRAISE), 2):
            received(session, house, number=number, kind=kind.value)
            done = received(session, house, number=number + 2, kind=kind.value)
            if kind is CaseKind.PRAISE:
                thank(session, turn(house.clerk, done), house.unit.id, "Cảm ơn.", now=NOW)
        after = case_figures(session, house.authority.id, *NOVEMBER, TODAY)
        listed = register_entries(session, house.authority.id, *NOVEMBER, TODAY)
    assert after == before
    assert petition_cells(after.total) == petition_cells(
        replace(Figures(), received=1, open_in_time=1)
    )
    assert sum(entry.kind.is_petition for entry in listed) == 1
    assert len(listed) == 5
