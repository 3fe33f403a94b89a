"""Figures behind a finding: kept as they stood, read again, never one that is hidden."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.keys import Keys
from portal.offices.kinds import Role
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.remedies.doing import finish
from portal.remedies.figures import Bookshelf, ThenAndNow, Value
from portal.remedies.labels import compared_text, value_text
from portal.remedies.linking import FigureLink, link_figure, unlink_figure
from portal.remedies.models import RemedyFigure
from portal.remedies.plan_file import open_plan
from portal.remedies.planning import MeasureDraft, add_finding, add_measure, make_plan
from portal.remedies.rechecking import Judgement, recheck
from portal.remedies.steps_store import steps_of_measure
from portal.reports.kinds import PeriodKind
from portal.reports.models import Period
from tests.builders import make_staff
from tests.portal.cases.handling.builders import viewer
from tests.portal.ratings.builders import rate
from tests.portal.remedies.office import DRAFT, FOUND, at
from tests.portal.reports.world import FIRST_COUNTER, NOW, OCTOBER, World, make_world

SHARE = FigureLink(OCTOBER, "satisfied_share", None)
DECEMBER = datetime(2026, 12, 20, 2, tzinfo=UTC)


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    return make_world(database, keys)


def test_a_share_is_kept_as_it_stood_and_read_again_in_the_latest_final_month(
    database: Database, keys: Keys, world: World
) -> None:
    with database.writing() as session:
        who = viewer(make_staff(session, world.commune.authority, "k", Role.REFORM_COORDINATOR))
        plan = make_plan(session, who, DRAFT, now=NOW)
        finding = add_finding(session, who, plan.id, FOUND, now=NOW)
        figure = link_figure(session, who, finding.id, SHARE, now=NOW)
        assert (figure.was_part, figure.was_of) == (23, 26)
        compared = open_plan(session, who, plan.id, NOW.date()).findings[0].figures[0].compared
        assert not compared.is_later
        assert compared.now == compared.was
        assert "chưa có kỳ sau" in compared_text("satisfied_share", compared, "vi")
    november = datetime(2026, 11, 25, 3, tzinfo=UTC)
    happy = Contents(FIRST_COUNTER[0])
    rate(database, keys, world.commune, november, point=0, contents=happy, times=40)
    fold(database, keys)
    with database.writing() as session:
        figures = open_plan(session, who, plan.id, DECEMBER.date()).findings[0].figures
        compared = figures[0].compared
        assert compared.is_later
        assert (compared.now, compared.now_in and compared.now_in.key) == (Value(40, 40), "2026-11")
    assert compared_text("satisfied_share", compared, "vi") == (
        "lúc lập 88,5% (26 phiếu; khoảng 71–96 trong 100 người) (Tháng 10/2026), nay 100,0% "
        "(40 phiếu; khoảng 91–100 trong 100 người) (Tháng 11/2026): khác biệt có thể do ngẫu nhiên"
    )


def test_a_re_check_keeps_the_figures_it_saw(database: Database, world: World) -> None:
    with database.writing() as session:
        ours = world.commune.authority
        chair = make_staff(session, ours, "chair", Role.CHAIRPERSON)
        head = make_staff(
            session, ours, "head", Role.UNIT_HEAD, unit=session.merge(world.commune.units[0])
        )
        who = viewer(chair)
        plan = make_plan(session, who, DRAFT, now=NOW)
        finding = add_finding(session, who, plan.id, FOUND, now=NOW)
        unit_id = world.commune.units[0].id
        link_figure(session, who, finding.id, replace(SHARE, unit_id=unit_id), now=NOW)
        draft = MeasureDraft("Mở quầy.", unit_id, None, date(2026, 11, 27))
        measure = add_measure(session, who, finding.id, draft, now=NOW)
        finish(session, at(head, measure), "Xong.", now=NOW)
        recheck(session, at(chair, measure), Judgement(True, "Tốt."), now=NOW)
        seen = steps_of_measure(session, measure.id)[-1].step.data["figures"]
    assert seen == [
        {
            "code": "satisfied_share",
            "unit_id": unit_id,
            "was": [15, 18],
            "was_in": OCTOBER,
            "now": [15, 18],
            "now_in": OCTOBER,
        }
    ]


def test_what_is_not_shown_or_not_there_is_not_kept(database: Database, world: World) -> None:
    with database.writing() as session:
        who = viewer(make_staff(session, world.commune.authority, "k", Role.REFORM_COORDINATOR))
        plan = make_plan(session, who, DRAFT, now=NOW)
        finding = add_finding(session, who, plan.id, FOUND, now=NOW)
        for link in (
            replace(SHARE, period_key="2026-11"),  # runs: its shares are not shown
            replace(SHARE, period_key="2026-12"),  # has not begun
            replace(SHARE, code="low"),
            replace(SHARE, unit_id=10_000),
        ):
            with pytest.raises(InvalidInputError) as refused:
                link_figure(session, who, finding.id, link, now=NOW)
            assert refused.value.fields == {"code": "not_shown"}
        kept = [
            link_figure(session, who, finding.id, replace(SHARE, unit_id=unit), now=NOW)
            for unit in (None, world.commune.units[0].id)
        ]
        for figure in kept:
            again = replace(SHARE, unit_id=figure.unit_id)
            with pytest.raises(InvalidInputError) as refused:
                link_figure(session, who, finding.id, again, now=NOW)
            assert refused.value.fields == {"code": "linked"}
        unlink_figure(session, who, finding.id, kept[0].id, now=NOW)
        with pytest.raises(NotFoundError):
            unlink_figure(session, who, finding.id, kept[0].id, now=NOW)


def test_petitions_are_counted_and_compared_without_a_range(
    database: Database, world: World
) -> None:
    with database.writing() as session:
        shelf = Bookshelf(session, world.authority_id, NOW.date())
        assert shelf.value(OCTOBER, "received", None) == Value(6)
        in_time = shelf.value(OCTOBER, "in_time_share", None)
    assert in_time == Value(1, 4)
    assert value_text("in_time_share", in_time, "vi") == "25,0% (1 trên 4)"
    assert value_text("received", Value(1234), "vi") == "1.234"
    assert value_text("received", None, "vi") == "không hiển thị"


def test_a_period_that_was_removed_leaves_the_figure_as_it_was_written_down(
    database: Database, world: World
) -> None:
    figure = RemedyFigure(
        finding_id=1, period_key="gone", code="received", was_part=7, was_of=None, unit_id=None
    )
    with database.reading() as session:
        compared = Bookshelf(session, world.authority_id, NOW.date()).compared(figure)
    assert compared == ThenAndNow(Value(7), None, None, None)
    words = compared_text("received", compared, "vi")
    assert words == "lúc lập 7 (–); chưa có kỳ sau đã chốt số liệu"


def test_a_difference_beyond_chance_is_said_to_be_one() -> None:
    was, now = (
        Period(key=key, name=key, kind=PeriodKind.MONTH, to_on=NOW.date() + timedelta(days))
        for key, days in (("2026-08", 0), ("2026-10", 61))
    )
    apart = ThenAndNow(Value(60, 100), was, Value(90, 100), now)
    assert compared_text("satisfied_share", apart, "en").endswith(": more than chance explains")
