"""A founded commune can be rated, written to and reported on, or it is not founded at all."""

from datetime import date, datetime

import pytest
from sqlalchemy import func, select

from portal.calendar.store import load_calendar, rule
from portal.calendar.terms import Term, TermUnit
from portal.clock import local_day
from portal.db import Database
from portal.errors import InvalidInputError
from portal.fieldwork.questionnaire_store import usable
from portal.fieldwork.surveys import place_at
from portal.founding import ReplyTerm, found
from portal.keys import Keys
from portal.offices.models import Authority
from portal.reports.periods import period
from tests.portal.offices.builders import an_office


def test_calendar_term_survey_and_periods_are_there(
    database: Database, keys: Keys, now: datetime
) -> None:
    reply = ReplyTerm(Term(7, TermUnit.CALENDAR), "QĐ 1/2026")
    office = an_office(months_start_on=15)
    with database.writing() as session:
        founded = found(session, keys, office, reply, now=now)
        authority_id, code = founded.authority.id, founded.point.code
    with database.reading() as session:
        place = place_at(session.connection(), code, now=now)
        asked = usable(session, authority_id, int(place.questionnaire_id or 0))
        assert (asked.code, asked.authority_id, place.languages) == ("counter-short", None, "vi en")
        assert not load_calendar(session, authority_id).is_working(date(2026, 11, 24))
        own = rule(session, authority_id, "REPLY_OWN", local_day(now))
        assert (own.term, own.source) == (reply.term, "QĐ 1/2026")
        assert period(session, authority_id, "2026-12").from_on == date(2026, 11, 15)
        assert period(session, authority_id, "2027-12").to_on == date(2027, 12, 14)


def test_without_a_source_the_term_is_the_commune_s_own(
    database: Database, keys: Keys, now: datetime
) -> None:
    with database.writing() as session:
        authority = found(session, keys, an_office(), ReplyTerm(), now=now).authority
        own = rule(session, authority.id, "REPLY_OWN", local_day(now))
        assert (own.scope, own.source) == ("commune_default", "")


def test_a_source_too_long_founds_nothing(database: Database, keys: Keys, now: datetime) -> None:
    reply = ReplyTerm(source="x" * 301)
    with pytest.raises(InvalidInputError), database.writing() as session:
        found(session, keys, an_office(), reply, now=now)
    with database.reading() as session:
        assert session.scalar(select(func.count(Authority.id))) == 0
