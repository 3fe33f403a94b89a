"""A target is held only against a figure of its own method, and only as far as chance allows."""

from datetime import date

import pytest

from portal.ratings.shares import share_of_answers, share_of_people
from portal.reports.targets.judging import Standing, judge
from portal.reports.targets.kinds import TargetMethod, TargetObject
from portal.reports.targets.models import Target
from portal.reports.targets.proposals import SEEN, proposals


def target(percent: int, method: TargetMethod = TargetMethod.WALK_UP) -> Target:
    return Target(
        object=TargetObject.COMMUNE_SERVICE,
        method=method,
        percent=percent,
        source="Kế hoạch 12/KH-UBND",
        valid_from=date(2026, 1, 1),
    )


@pytest.mark.parametrize(
    ("percent", "standing"),
    [(79, Standing.REACHED), (90, Standing.UNDECIDED), (96, Standing.MISSED)],
)
def test_reached_and_missed_are_said_only_beyond_chance(percent: int, standing: Standing) -> None:
    # 180 of 200: Wilson gives 85.1–93.4.
    share = share_of_people({5: 180, 1: 20})
    assert judge(target(percent), share, TargetMethod.WALK_UP).standing is standing


@pytest.mark.parametrize("other", [one for one in TargetMethod if one != TargetMethod.WALK_UP])
def test_a_figure_made_in_another_way_is_held_against_no_target(other: TargetMethod) -> None:
    share = share_of_people({5: 200})
    judged = judge(target(50, other), share, TargetMethod.WALK_UP)
    assert judged.standing is Standing.NOT_COMPARABLE


def test_without_a_figure_or_its_range_nothing_is_judged() -> None:
    for share in (None, share_of_answers({"a": {5: 9}, "b": {4: 9}})):
        judged = judge(target(50), share, TargetMethod.WALK_UP)
        assert judged.standing is Standing.NO_FIGURE


def test_what_others_set_is_offered_without_a_method_and_with_where_it_was_seen() -> None:
    found = [(one.percent, one.object) for one in proposals()]
    assert [percent for percent, _ in found].count(95) == 3
    assert (98, TargetObject.PROCEDURES) in found
    assert {(90, TargetObject.HEALTH), (90, TargetObject.EDUCATION)} <= set(found)
    assert {one.method for one in proposals()} == {TargetMethod.UNNAMED}
    assert {one.seen for one in proposals()} <= set(SEEN)
