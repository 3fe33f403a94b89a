"""Writing plans: what does not fit changes nothing, what changed stays readable."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from portal.cases.kinds import State
from portal.db import Database
from portal.errors import ChangedMeanwhileError, InvalidInputError, NotFoundError
from portal.offices.kinds import UnitKind
from portal.remedies import store
from portal.remedies.days import rest_day
from portal.remedies.errors import FindingInUseError
from portal.remedies.kinds import StepKind
from portal.remedies.linking import link_case, unlink_case
from portal.remedies.plan_file import open_plan
from portal.remedies.planning import (
    FindingDraft,
    add_finding,
    change_finding,
    change_plan,
    make_plan,
    remove_finding,
)
from portal.remedies.steps_store import steps_of_plan
from tests.builders import make_unit
from tests.portal.cases.handling.builders import case_at, make_house, viewer
from tests.portal.remedies.office import (
    DRAFT,
    FOUND,
    TODAY,
    a_finding,
    a_measure,
    a_plan,
    make_office,
    planner,
)


def test_a_plan_opens_with_everything_under_it(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        a_measure(session, office, now, finding=finding)
        a_measure(session, office, now, finding=finding, staff_id=office.officer.id)
        file = open_plan(session, viewer(office.observer), finding.plan_id, TODAY)
    assert [found.finding.words for found in file.findings] == [FOUND.words]
    assert [(line.unit, line.person) for line in file.measures] == [
        ("Trung tâm Phục vụ hành chính công", None),
        ("Trung tâm Phục vụ hành chính công", "Officer"),
    ]
    kinds = [line.step.kind for line in file.steps]
    assert kinds == [StepKind.PLANNED, StepKind.FINDING_ADDED, StepKind.ADDED, StepKind.ADDED]
    assert {line.by for line in file.steps} == {"Coordinator"}


def test_the_head_of_a_plan_keeps_what_it_said_before(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        plan = a_plan(session, office, now)
        draft = replace(DRAFT, title="Khắc phục theo kết luận")
        change_plan(session, planner(office), plan.id, 1, draft, now=now)
        assert (plan.title, plan.version) == ("Khắc phục theo kết luận", 2)
        with pytest.raises(ChangedMeanwhileError):
            change_plan(session, planner(office), plan.id, 1, DRAFT, now=now)
        last = steps_of_plan(session, plan.id)[-1].step
    assert last.words == "Khắc phục sau đánh giá – 02/11/2026 – 112/TB-UBND"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": " "}, {"title": "required"}),
        ({"title": "x" * 201}, {"title": "too_long"}),
        ({"document_no": "x" * 61}, {"document_no": "too_long"}),
        ({"occasion_on": date(2026, 11, 21)}, {"occasion_on": "in_the_future"}),
        ({"occasion_on": date(1926, 11, 20)}, {"occasion_on": "far_away"}),
    ],
    ids=["no title", "long title", "long number", "tomorrow", "a century ago"],
)
def test_a_head_that_does_not_fit_is_refused_by_its_field(
    database: Database, now: datetime, changes: dict[str, object], fault: dict[str, str]
) -> None:
    with database.writing() as session:
        office = make_office(session)
        draft = replace(DRAFT, **changes)  # type: ignore[arg-type]  # a test names the fields
        with pytest.raises(InvalidInputError) as refused:
            make_plan(session, planner(office), draft, now=now)
        assert refused.value.fields == fault
        assert store.plan_lines(session, office.authority.id, TODAY) == []


def test_a_finding_is_reworded_and_removed_only_while_nothing_is_done(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        who = planner(office)
        finding = a_finding(session, office, now)
        reworded = FindingDraft("Chờ lâu buổi sáng.", FOUND.cause)
        change_finding(session, who, finding.id, 1, reworded, now=now)
        for draft, fault in ((FindingDraft("", "x"), "words"), (FindingDraft("x", " "), "cause")):
            with pytest.raises(InvalidInputError) as refused:
                change_finding(session, who, finding.id, 2, draft, now=now)
            assert refused.value.fields == {fault: "required"}
        a_measure(session, office, now, finding=finding)
        with pytest.raises(FindingInUseError):
            remove_finding(session, who, finding.id, now=now)
        other = add_finding(session, who, finding.plan_id, FOUND, now=now)
        assert remove_finding(session, who, other.id, now=now) == finding.plan_id
        steps = [line.step for line in steps_of_plan(session, finding.plan_id)]
    assert [step.words for step in steps if step.kind == StepKind.FINDING_CHANGED] == [
        f"{FOUND.words}\n{FOUND.cause}"
    ]
    assert steps[-1].kind == StepKind.FINDING_REMOVED


def test_who_answers_belongs_to_the_unit_and_the_unit_to_the_commune(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        police = make_unit(session, office.authority, "Công an xã", UnitKind.VERTICAL)
        for changes, fault in (
            ({"unit_id": police.id}, {"unit_id": "required"}),
            ({"unit_id": None}, {"unit_id": "required"}),
            ({"staff_id": office.colleague.id}, {"staff_id": "not_of_the_unit"}),
            ({"staff_id": office.stranger.id}, {"staff_id": "not_of_the_unit"}),
            ({"due_on": date(2026, 11, 19)}, {"due_on": "in_the_past"}),
            ({"due_on": date(9999, 1, 1)}, {"due_on": "far_away"}),
            ({"words": "x" * 2001}, {"words": "too_long"}),
        ):
            with pytest.raises(InvalidInputError) as refused:
                a_measure(session, office, now, finding=finding, **changes)
            assert refused.value.fields == fault
        assert open_plan(session, planner(office), finding.plan_id, TODAY).measures == []


def test_a_rest_day_is_warned_of_and_an_unloaded_year_is_not_guessed(database: Database) -> None:
    with database.writing() as session:
        office = make_office(session)
        sunday = rest_day(session, office.authority.id, date(2026, 11, 22))
        assert sunday is not None
        assert not sunday.is_working
        assert rest_day(session, office.authority.id, date(2026, 11, 23)) is None
        assert rest_day(session, office.authority.id, date(2090, 1, 1)) is None


def test_another_commune_finds_no_plan(database: Database, now: datetime) -> None:
    with database.writing() as session:
        office = make_office(session)
        finding = a_finding(session, office, now)
        nosy = viewer(office.stranger)
        with pytest.raises(NotFoundError):
            open_plan(session, nosy, finding.plan_id, TODAY)
        with pytest.raises(NotFoundError):
            add_finding(session, nosy, finding.plan_id, FOUND, now=now)
        with pytest.raises(NotFoundError):
            change_finding(session, nosy, finding.id, 1, FOUND, now=now)
        assert store.plan_lines(session, nosy.authority_id, TODAY) == []


def test_a_case_behind_a_finding_is_read_by_those_who_may_see_it(
    database: Database, now: datetime
) -> None:
    with database.writing() as session:
        house = make_house(session)
        chief, officer, colleague = (
            viewer(one) for one in (house.chief, house.officer, house.colleague)
        )
        case = case_at(session, house, State.ASSIGNED)
        plan = make_plan(session, chief, DRAFT, now=now)
        finding = add_finding(session, chief, plan.id, FOUND, now=now)
        link_case(session, chief, finding.id, f" {case.reference.lower()} ", now=now)
        for reference, fault in ((case.reference, "linked"), ("XX-1", "no_such_case")):
            with pytest.raises(InvalidInputError) as refused:
                link_case(session, chief, finding.id, reference, now=now)
            assert refused.value.fields == {"reference": fault}
        with pytest.raises(InvalidInputError):
            link_case(session, colleague, finding.id, case.reference, now=now)
        shown = {
            who: [
                one.reference for one in store.cases_of(session, who, plan.id).get(finding.id, ())
            ]
            for who in (chief, officer, colleague)
        }
        assert list(shown.values()) == [[case.reference], [case.reference], []]
        with pytest.raises(NotFoundError):
            unlink_case(session, colleague, finding.id, case.reference, now=now)
        unlink_case(session, chief, finding.id, case.reference, now=now)
        assert store.cases_of(session, chief, plan.id) == {}
        words = [line.step.words for line in steps_of_plan(session, plan.id)]
    assert not any(case.reference in each for each in words)
