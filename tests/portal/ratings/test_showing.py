"""No subtraction of shown figures gives a small group away."""

from hypothesis import given
from hypothesis import strategies as some

from portal.ratings.showing import size, sizes, visible_in_parts, visible_in_total
from surveys.scoring import Counts

QUESTIONS = ("*", "manner", "fees")
K = 5


def table(responses: int, manner: int, fees: int) -> Counts:
    """Make a group in which as many answered each question."""
    return {"*": {0: responses}, "manner": {4: min(manner, responses)}, "fees": {1: min(fees, 3)}}


TABLES = some.builds(table, some.integers(0, 12), some.integers(0, 12), some.integers(0, 3))


@given(parts=some.dictionaries(some.integers(1, 9), TABLES, min_size=1, max_size=6))
def test_whatever_is_hidden_hides_among_others(parts: dict[int, Counts]) -> None:
    sums = {
        question: sum(size(counts, question) for counts in parts.values()) for question in QUESTIONS
    }
    whole = visible_in_total([sums], K)
    visible = visible_in_parts(list(parts), [sizes(parts)], whole, K)
    for question in whole:
        hidden = [
            size(parts[part], question)
            for part in parts
            if question not in visible[part] and size(parts[part], question)
        ]
        assert not hidden or sum(hidden) >= K
        assert len(hidden) != 1 or hidden[0] >= K
        assert all(
            size(parts[part], question) == 0 or size(parts[part], question) >= K
            for part in parts
            if question in visible[part]
        )


@given(counts=TABLES)
def test_nothing_of_a_small_whole_is_shown(counts: Counts) -> None:
    people = {question: size(counts, question) for question in counts}
    assert bool(visible_in_total([people], K)) == (size(counts, "*") >= K)


def test_parts_never_show_a_question_that_their_whole_hides() -> None:
    parts = {1: table(9, 9, 2), 2: table(9, 9, 2)}
    visible = visible_in_parts([1, 2], [sizes(parts)], frozenset({"*", "manner"}), K)
    assert visible == {1: frozenset({"*", "manner"}), 2: frozenset({"*", "manner"})}
