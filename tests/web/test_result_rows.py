"""A row shows a share, or says why there is none, and never half of it."""

from portal.ratings.figures import GroupResults
from portal.ratings.shares import share_of_people
from portal.web.result_rows import Shown, group_row, question_row
from surveys.scoring import Counts

LEVELS = {1: 1, 4: 5, 5: 2, 0: 3}


def group(responses: int | None, counts: Counts, *, is_hidden: bool = False) -> GroupResults:
    overall = share_of_people(counts.get("overall", {}))
    return GroupResults(1, "Quầy 1", is_hidden, responses, counts, overall, None)


def test_a_share_is_told_in_whole_people() -> None:
    row = group_row("Quầy 1", group(11, {"overall": LEVELS}))
    assert row.shown is Shown.SHARE
    assert row.view is not None
    assert (row.view.percent, row.view.low, row.view.high, row.view.n) == (88, 52, 98, 8)
    assert (row.levels, row.not_applicable) == ([1, 0, 0, 5, 2], 3)


def test_half_a_percent_is_rounded_as_at_school() -> None:
    row = group_row("x", group(8, {"overall": {1: 3, 5: 5}}))  # 62.5 %
    assert row.view is not None
    assert row.view.percent == 63


def test_a_hidden_group_shows_no_number() -> None:
    row = group_row("x", group(None, {}, is_hidden=True))
    assert (row.shown, row.responses, row.levels, row.view) == (Shown.HIDDEN, 0, [], None)


def test_a_group_whose_overall_question_is_hidden_does_not_look_empty() -> None:
    assert group_row("x", group(9, {"signs": LEVELS})).shown is Shown.HIDDEN


def test_a_group_that_nobody_rated_is_empty_and_not_hidden() -> None:
    assert group_row("x", group(0, {})).shown is Shown.EMPTY
    assert group_row("x", None).shown is Shown.EMPTY


def test_a_question_that_few_answered_is_hidden() -> None:
    answered = group(9, {"signs": LEVELS})
    assert question_row("signs", answered, "signs").shown is Shown.SHARE
    assert question_row("fees", answered, "fees").shown is Shown.HIDDEN
    assert question_row("fees", group(0, {}), "fees").shown is Shown.EMPTY
