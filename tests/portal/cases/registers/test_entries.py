"""The register lists what the figures count, case by case, and names nobody."""

from collections import Counter
from dataclasses import astuple
from datetime import date

from hypothesis import given

from portal.calendar.editing import seed
from portal.cases.kinds import CaseKind
from portal.cases.registers.entries import register_entries
from portal.cases.registers.figures import case_figures
from portal.cases.registers.standing import Standing
from portal.db import Database
from tests.builders import make_authority
from tests.portal.cases.builders import STORY, make_case
from tests.portal.cases.registers.histories import (
    History,
    days,
    histories,
    live,
    make_house,
    moment,
)
from tests.portal.cases.registers.stories import make_answered, make_published
from tests.portal.cases.registers.test_figures import LATER, LIFE, OCTOBER, as_counts, undone


@LIFE
@given(lives=histories, one=days, other=days, today=days)
def test_the_register_adds_up_to_the_figures(
    database: Database, lives: list[History], one: date, other: date, today: date
) -> None:
    from_on, to_on = sorted((one, other))
    with undone(database) as session:
        house = make_house(session, make_authority(session))
        for number, history in enumerate(lives, start=1):
            live(session, house, number, history)
        authority_id = house.authority.id
        figures = case_figures(session, authority_id, from_on, to_on, today).total
        entries = register_entries(session, authority_id, from_on, to_on, today)
    petitions = [entry for entry in entries if entry.kind.is_petition]
    standings = Counter(entry.standing.value for entry in petitions)
    standings["received"] = sum(entry.received_on >= from_on for entry in petitions)
    standings["carried_over"] = sum(entry.received_on < from_on for entry in petitions)
    standings["published"] = sum(entry.is_published for entry in petitions)
    assert +standings == as_counts(figures)


def test_lateness_is_told_in_working_days(database: Database) -> None:
    with undone(database) as session:
        house = make_house(session, make_authority(session))
        seed(session, house.authority.id, now=moment(date(2026, 1, 5)))
        make_answered(session, house, number=1, answered_on=date(2026, 10, 26))
        make_case(
            session, house.authority, number=2, at=moment(date(2026, 10, 1)), due_on="2026-10-23"
        )
        make_published(session, house, number=3)
        entries = register_entries(session, house.authority.id, *OCTOBER, LATER)
    assert [(one.standing, one.days_late, one.is_published) for one in entries] == [
        (Standing.OPEN_OVERDUE, 5, False),
        (Standing.ANSWERED_LATE, 5, False),
        (Standing.ANSWERED_IN_TIME, None, True),
    ]


def test_what_was_finished_after_the_span_is_open_in_it(database: Database) -> None:
    with undone(database) as session:
        house = make_house(session, make_authority(session))
        make_answered(session, house, answered_on=date(2026, 11, 2))
        (entry,) = register_entries(session, house.authority.id, *OCTOBER, LATER)
    assert entry.finished_on is None
    assert entry.standing is Standing.OPEN_OVERDUE


def test_the_register_holds_questions_too_and_no_words_of_anybody(database: Database) -> None:
    with undone(database) as session:
        house = make_house(session, make_authority(session))
        make_case(session, house.authority, kind="inquiry", at=moment(date(2026, 10, 5)))
        (entry,) = register_entries(session, house.authority.id, *OCTOBER, LATER)
    assert entry.kind is CaseKind.INQUIRY
    assert STORY not in str(astuple(entry))
