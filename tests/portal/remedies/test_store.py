"""Listings of measures: SQL says what plain Python says, in a fixed number of statements."""

from datetime import date, datetime
from itertools import count, product

from sqlalchemy import event, select

from portal.db import Database
from portal.remedies import store
from portal.remedies.doing import finish
from portal.remedies.kinds import Listing
from portal.remedies.models import RemedyMeasure
from portal.remedies.owners import may_recheck, owns
from portal.remedies.papers.tables import is_late
from portal.remedies.plan_file import open_plan
from tests.portal.cases.handling.builders import viewer
from tests.portal.remedies.office import (
    TODAY,
    a_finding,
    a_measure,
    at,
    make_office,
    planner,
)

MONDAY_AFTER = date(2026, 11, 30)


def test_the_listings_hold_what_their_names_say(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        late, week, school = (
            a_measure(session, office, now, finding=finding, **changes).id
            for changes in (
                {"due_on": date(2026, 11, 29)},
                {"due_on": date(2026, 12, 6)},
                {"due_on": date(2026, 12, 7), "unit_id": office.school.id},
            )
        )
        told = a_measure(session, office, now, finding=finding)
        finish(session, at(office.head, told), "Xong.", now=now)
        who = viewer(office.head)
        found = {
            one: {
                line.measure.id
                for line in store.measure_lines(
                    session, office.authority.id, store.listed(one, who, MONDAY_AFTER)
                )
            }
            for one in Listing
        }
        counts = store.count_measures(session, who, MONDAY_AFTER, list(Listing))
        assert found == {
            Listing.OPEN: {late, week, school},
            Listing.MINE: {late, week},
            Listing.LATE: {late},
            Listing.WEEK: {week},
            Listing.RECHECK: {told.id},
            Listing.ALL: {late, week, school, told.id},
        }
        assert counts == {one: len(ids) for one, ids in found.items()}
        plan = store.plan_lines(session, office.authority.id, MONDAY_AFTER)[0]
        assert plan[1:] == (1, 4, 0, 1, date(2026, 11, 29))


def test_sql_and_python_agree_on_owners_judges_and_lateness(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        people = (office.head, office.officer, office.colleague, office.chair, office.coordinator)
        for unit, person in product((office.centre, office.school), (None, *people[:3])):
            if person is None or person.unit_id == unit.id:
                named = {"unit_id": unit.id, "staff_id": person.id if person else None}
                measure = a_measure(session, office, now, finding=finding, **named)
                teller = person or (office.head if unit is office.centre else office.colleague)
                if measure.id % 2:
                    finish(session, at(teller, measure), "Xong.", now=now)
        rows = session.scalars(select(RemedyMeasure)).all()
        for staff in people:
            who = viewer(staff)
            for condition, rule in (
                (store.owned_by(who), owns),
                (store.judged_by(who), may_recheck),
            ):
                found = set(session.scalars(select(RemedyMeasure.id).where(condition)))
                told = {row.id for row in rows if row.done_by_id or rule is owns}
                assert found == {row.id for row in rows if rule(who, row)} & told
        lines = store.measure_lines(session, office.authority.id, store.is_late(MONDAY_AFTER))
        everything = store.listed(Listing.ALL, planner(office), TODAY)
        every = store.measure_lines(session, office.authority.id, everything)
        assert len(lines) == sum(is_late(line, MONDAY_AFTER) for line in every) > 0


def test_a_long_plan_costs_as_many_queries_as_a_short_one(
    database: Database, now: datetime
) -> None:
    statements = count()
    counted: list[int] = []
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        event.listen(database.engine, "before_cursor_execute", lambda *_: next(statements))
        for measures in (1, 6):
            for _number in range(measures):
                a_measure(session, office, now, finding=finding)
            session.flush()
            session.expunge_all()
            before = next(statements)
            open_plan(session, planner(office), finding.plan_id, TODAY)
            store.plan_lines(session, office.authority.id, TODAY)
            store.count_measures(session, planner(office), TODAY, list(Listing))
            counted.append(next(statements) - before)
    assert counted[0] == counted[1]
