"""A survey on paper: who drafts what, and what a draft must say."""

from datetime import UTC, date, datetime

import pytest

from portal.db import Database
from portal.errors import (
    ChangedMeanwhileError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from portal.fieldwork import store
from portal.fieldwork.approving import approve
from portal.fieldwork.drafting import Desk, change, draft, withdraw
from portal.fieldwork.kinds import Scope, SurveyKind, SurveyState
from portal.fieldwork.surveys import place_at
from portal.offices.store import events_of
from tests.portal.fieldwork.house import a_plan, actor, make_house


def test_a_draft_says_what_was_planned_and_is_asked_nowhere(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        plan = a_plan(
            house,
            kind=SurveyKind.SAMPLE,
            scope=Scope.POINTS,
            points=frozenset({house.points[0].id, house.points[2].id}),
            co_organiser=" Mặt trận Tổ quốc xã ",
            languages=("vi",),
        )
        survey = draft(session, house.desk, plan, now=now)
        assert (survey.state, survey.created_by_id) == (SurveyState.DRAFT, house.coordinator.id)
        assert (survey.co_organiser, survey.languages) == ("Mặt trận Tổ quốc xã", "vi")
        # The first of November in Việt Nam begins at 17:00 UTC; the thirtieth is asked whole.
        assert survey.opens_at == datetime(2026, 10, 31, 17, tzinfo=UTC)
        assert survey.closes_at == datetime(2026, 11, 30, 17, tzinfo=UTC)
        assert [p.name for p in store.points_of_survey(session, survey)] == [
            "Quầy 1",
            "Văn phòng trường",
        ]
        assert events_of(session, house.authority.id)[-1].action == "survey_drafted"
        place = place_at(session.connection(), house.points[0].code, now=now)
        assert not place.is_asked


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"title": "  "}, {"title": "length"}),
        ({"title": "x" * 201}, {"title": "length"}),
        ({"to_on": date(2026, 10, 31)}, {"to_on": "before_from"}),
        ({"languages": ()}, {"languages": "not_translated"}),
        ({"languages": ("vi", "fr")}, {"languages": "not_translated"}),
        ({"scope": Scope.UNIT}, {"unit_id": "required"}),
        ({"scope": Scope.UNIT, "unit_id": 999}, {"unit_id": "own_unit_only"}),
        ({"scope": Scope.POINTS}, {"points": "required"}),
        ({"scope": Scope.POINTS, "points": frozenset({999})}, {"points": "own_unit_only"}),
        ({"co_organiser": "x" * 201}, {"co_organiser": "too_long"}),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_kept(
    database: Database, now: datetime, changes: dict[str, object], faults: dict[str, str]
) -> None:
    with database.writing() as session:
        house = make_house(session)
        with pytest.raises(InvalidInputError) as refused:
            draft(session, house.desk, a_plan(house, **changes), now=now)
        assert refused.value.fields == faults
        assert store.sheets_of(session, house.authority.id, None) == []


def test_a_keeper_drafts_for_the_own_unit_only(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        wrong = [
            a_plan(house),
            a_plan(house, scope=Scope.UNIT, unit_id=house.centre.id),
            a_plan(house, scope=Scope.POINTS, points=frozenset({house.points[0].id})),
        ]
        for plan in wrong:
            with pytest.raises(InvalidInputError):
                draft(session, house.school_desk, plan, now=now)
        own = a_plan(house, scope=Scope.UNIT, unit_id=house.school.id)
        points = a_plan(house, scope=Scope.POINTS, points=frozenset({house.points[2].id}))
        kept = [draft(session, house.school_desk, plan, now=now).id for plan in (own, points)]
        draft(session, house.desk, a_plan(house), now=now)
        seen = store.sheets_of(session, house.authority.id, house.school.id)
        assert {sheet.survey.id for sheet in seen} == set(kept)
        assert len(store.sheets_of(session, house.authority.id, None)) == 3


def test_only_the_author_changes_a_draft_and_only_the_version_seen(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        with pytest.raises(NotAllowedError):
            change(session, Desk(actor(house.deputy)), survey.id, 1, a_plan(house), now=now)
        with pytest.raises(NotFoundError):
            change(session, Desk(actor(house.stranger)), survey.id, 1, a_plan(house), now=now)
        changed = change(session, house.desk, survey.id, 1, a_plan(house, title="Đợt hai"), now=now)
        assert (changed.title, changed.version) == ("Đợt hai", 2)
        with pytest.raises(ChangedMeanwhileError):
            change(session, house.desk, survey.id, 1, a_plan(house), now=now)


def test_an_approved_survey_is_neither_changed_nor_withdrawn(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        approve(session, actor(house.chair), survey.id, 1, now=now)
        with pytest.raises(ChangedMeanwhileError):
            change(session, house.desk, survey.id, 1, a_plan(house, title="Khác"), now=now)
        with pytest.raises(ChangedMeanwhileError):
            withdraw(session, house.desk, survey.id, now=now)


def test_a_withdrawn_draft_stays_withdrawn(database: Database, now: datetime) -> None:
    with database.writing() as session:
        house = make_house(session)
        survey = draft(session, house.desk, a_plan(house), now=now)
        assert withdraw(session, house.desk, survey.id, now=now).state == SurveyState.WITHDRAWN
        with pytest.raises(ChangedMeanwhileError):
            approve(session, actor(house.chair), survey.id, 1, now=now)
        with pytest.raises(ChangedMeanwhileError):
            change(session, house.desk, survey.id, 1, a_plan(house), now=now)
