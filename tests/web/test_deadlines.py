"""Due dates on pages: the chip's words and tone, its bar, and the table behind it."""

from datetime import date

import pytest
from flask import Flask

from portal.calendar.days import WorkCalendar
from portal.calendar.rules import RuleCode
from portal.calendar.shipped import shipped_calendar, shipped_rules
from portal.calendar.terms import Term, TermUnit, due
from portal.web.deadlines import Span, chip, day_rows, rule_sentence

FRIDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 25)
CALENDAR = shipped_calendar()


@pytest.mark.parametrize(
    ("today", "finished_on", "tone", "passed"),
    [
        (FRIDAY, None, "soon", 0),
        (date(2026, 11, 24), None, "soon", 1),
        (WEDNESDAY, None, "soon", 2),
        (date(2026, 11, 26), None, "late", 2),
        (date(2026, 12, 1), WEDNESDAY, "done", 2),
        (date(2026, 12, 1), date(2026, 11, 23), "done", 1),
        (date(2026, 12, 1), date(2026, 11, 26), "late", 2),
    ],
)
def test_a_chip_says_how_a_date_stands_and_how_much_has_passed(
    today: date, finished_on: date | None, tone: str, passed: int
) -> None:
    shown = chip(CALENDAR, Span(FRIDAY, WEDNESDAY, finished_on), today, "vi")
    assert (shown.tone, shown.passed, shown.total) == (tone, passed, 2)
    assert shown.phrase


def test_a_date_far_ahead_is_calm() -> None:
    assert chip(CALENDAR, Span(FRIDAY, date(2026, 12, 4)), FRIDAY, "vi").tone == "ok"


def test_without_a_calendar_there_is_no_bar() -> None:
    unknown = WorkCalendar({}, frozenset(), 0)
    shown = chip(unknown, Span(FRIDAY, WEDNESDAY), FRIDAY, "vi")
    assert (shown.passed, shown.total) == (0, 0)


def test_the_table_begins_with_the_day_received_and_counts_only_working_days() -> None:
    rows = day_rows(due(CALENDAR, FRIDAY, Term(2, TermUnit.WORKING)), "vi")
    assert [row.number for row in rows] == [None, None, None, 1, None, 2]
    assert (rows[0].date, rows[-1].date) == (FRIDAY, WEDNESDAY)
    assert "28/2026/QH16" in rows[4].why


def test_a_rule_names_itself_its_term_and_where_it_comes_from(app: Flask) -> None:
    rules = {rule.code: rule for rule in shipped_rules()}
    with app.test_request_context("/?lang=en"):
        app.preprocess_request()
        sentence = rule_sentence(rules[RuleCode.PAKN_TRANSFER], "en")
    assert "5 working days" in sentence
    assert "20/2008" in sentence
