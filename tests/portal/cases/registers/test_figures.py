"""The figures of a span lose no petition and agree with a count by hand."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, example, given, settings
from sqlalchemy.orm import Session

from portal.cases.facts import CaseFacts
from portal.cases.kinds import Action, CaseKind
from portal.cases.registers.figures import CaseFigures, Figures, case_figures
from portal.db import Database
from tests.builders import make_authority
from tests.portal.cases.registers.histories import (
    History,
    House,
    count_by_hand,
    days,
    histories,
    live,
    make_house,
)

LIFE = settings(
    max_examples=500 if os.environ.get("PROVE") else 60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
LATER = date(2026, 11, 22)
ANSWERED_LATE = [(Action.ANSWER_AT_ONCE, 12, 0)]


@contextmanager
def undone(database: Database) -> Iterator[Session]:
    """Yield a session whose work is thrown away, so that every history begins in an empty house."""
    with database.writing() as session:
        yield session
        session.rollback()


def history(received: int, *wishes: tuple[Action, int, int], **other: object) -> History:
    values = {"term": 10, "kind": CaseKind.REPORT, "may_publish": True, **other}
    return History(received=received, wishes=list(wishes), **values)  # type: ignore[arg-type]  # values of its own fields


def lived(session: Session, lives: list[History]) -> tuple[House, list[CaseFacts]]:
    house = make_house(session, make_authority(session))
    facts = [live(session, house, number, one) for number, one in enumerate(lives, start=1)]
    return house, facts


def figures_of(
    database: Database, *lives: History, today: date = LATER, span: tuple[date, date] = OCTOBER
) -> CaseFigures:
    with undone(database) as session:
        house, _ = lived(session, list(lives))
        return case_figures(session, house.authority.id, *span, today)


def as_counts(figures: Figures) -> Counter[str]:
    return +Counter(asdict(figures))


@LIFE
@given(lives=histories, one=days, other=days, today=days)
@example([history(3, *ANSWERED_LATE)], date(2026, 9, 1), date(2026, 9, 30), LATER)
def test_nothing_is_lost_in_any_history(
    database: Database, lives: list[History], one: date, other: date, today: date
) -> None:
    from_on, to_on = sorted((one, other))
    with undone(database) as session:
        house, facts = lived(session, lives)
        found = case_figures(session, house.authority.id, from_on, to_on, today)
    total = found.total
    closed = total.answered + total.not_accepted + total.forwarded
    assert total.carried_over + total.received == closed + total.still_open
    assert as_counts(total) == +count_by_hand(facts, from_on, to_on, today)


@LIFE
@given(lives=histories, one=days, other=days, today=days)
def test_the_units_add_up_to_the_whole(
    database: Database, lives: list[History], one: date, other: date, today: date
) -> None:
    from_on, to_on = sorted((one, other))
    with undone(database) as session:
        house, facts = lived(session, lives)
        found = case_figures(session, house.authority.id, from_on, to_on, today)
    assert sum(found.by_unit.values(), Figures()) == found.total
    by_hand = defaultdict(list)
    for fact in facts:
        by_hand[fact.unit_in_charge].append(fact)
    for unit_id, figures in found.by_unit.items():
        assert as_counts(figures) == +count_by_hand(by_hand[unit_id], from_on, to_on, today)


@LIFE
@given(lives=histories, one=days, other=days, cut=days)
def test_what_one_span_leaves_open_the_next_carries_over(
    database: Database, lives: list[History], one: date, other: date, cut: date
) -> None:
    from_on, cut, to_on = sorted((one, other, cut))
    with undone(database) as session:
        house, _ = lived(session, lives)
        before = case_figures(session, house.authority.id, from_on, cut, LATER).total
        after_cut = date.fromordinal(cut.toordinal() + 1)
        after = case_figures(session, house.authority.id, after_cut, max(to_on, after_cut), LATER)
    assert before.still_open == after.total.carried_over


def test_a_quiet_span_has_no_figures_and_no_share(database: Database) -> None:
    total = figures_of(database).total
    assert total == Figures()
    assert total.in_time_share is None


def test_the_due_day_itself_is_in_time_and_the_day_after_is_late(database: Database) -> None:
    on_the_day = figures_of(database, history(30, (Action.ANSWER_AT_ONCE, 10, 0))).total
    a_day_later = figures_of(database, history(30, (Action.ANSWER_AT_ONCE, 11, 0))).total
    assert (on_the_day.answered_in_time, on_the_day.answered_late) == (1, 0)
    assert (a_day_later.answered_in_time, a_day_later.answered_late) == (0, 1)


def test_an_answer_without_a_due_day_is_neither_in_time_nor_late(database: Database) -> None:
    total = figures_of(database, history(30, (Action.ANSWER_AT_ONCE, 1, 0), term=None)).total
    assert (total.answered, total.answered_without_due) == (1, 1)
    assert total.in_time_share == 0


def test_questions_and_praise_are_in_no_figure(database: Database) -> None:
    kinds = (CaseKind.INQUIRY, CaseKind.PRAISE)
    assert figures_of(database, *(history(30, kind=kind) for kind in kinds)).total == Figures()


def test_an_open_petition_is_overdue_only_once_its_day_has_passed(database: Database) -> None:
    due_on_17_october = history(36)
    on_the_day = figures_of(database, due_on_17_october, today=date(2026, 10, 17)).total
    a_day_later = figures_of(database, due_on_17_october, today=date(2026, 10, 18)).total
    assert (on_the_day.open_in_time, on_the_day.open_overdue) == (1, 0)
    assert (a_day_later.open_in_time, a_day_later.open_overdue) == (0, 1)


def test_whoever_leaves_petitions_lying_does_not_look_punctual(database: Database) -> None:
    answered = history(31, (Action.ANSWER_AT_ONCE, 2, 0))
    lying = history(31)
    total = figures_of(database, answered, lying).total
    assert total.in_time_share == Fraction(1, 2)


def test_forwarding_is_not_refusing(database: Database) -> None:
    forwarded = history(31, (Action.FORWARD, 2, 0))
    refused = history(31, (Action.NOT_ACCEPT, 2, 0))
    total = figures_of(database, forwarded, refused).total
    assert (total.forwarded, total.not_accepted, total.answered) == (1, 1, 0)


def test_another_commune_is_not_counted(database: Database) -> None:
    with undone(database) as session:
        lived(session, [history(31)])
        other = make_authority(session, slug="phuong-ben-da", code="99002")
        assert case_figures(session, other.id, *OCTOBER, LATER).total == Figures()
