"""Ratings one by one: a month, levels, and never the few of anything."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from portal.db import Database
from portal.keys import Keys
from portal.ratings import microdata
from portal.ratings.contents import Contents
from portal.ratings.folding import fold, fold_rest
from portal.ratings.listing import Asked, visible_months, whole_months
from portal.ratings.microdata import Line, lines, listing, profile_counts
from portal.ratings.results import PeriodResults, results
from tests.builders import make_survey
from tests.portal.ratings.builders import Commune, counted, make_commune, rate

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))
EARLY, LATE = date(2026, 10, 1), date(2026, 10, 15)
AT_FIRST, LATER = (datetime(2026, 10, day, 3, tzinfo=UTC) for day in (3, 20))


def asked(
    n: int, half: date = EARLY, question: str = "*", code: str = "form", counter: int = 1
) -> Asked:
    level = 0 if question == "*" else 4
    return Asked(code, counted((counter, "qr", ""), question, level, half, n))


@pytest.mark.parametrize(
    ("cells", "questions"),
    [
        ([asked(5), asked(5, question="manner")], {"*", "manner"}),
        ([asked(4), asked(4, question="manner")], None),
        ([asked(9), asked(4, question="fees")], {"*"}),
        ([asked(9), asked(1, LATE)], None),
        ([asked(9), asked(3, code="other")], None),
        ([asked(9), asked(5, question="overall"), asked(7, code="other")], {"*", "overall"}),
        ([asked(9, question="overall", code="other"), asked(9, code="other")], None),
        ([asked(9), asked(5, code="other", counter=2), asked(3, code="other", counter=1)], None),
        ([asked(3), asked(9, counter=2)], {"*"}),
    ],
)
def test_a_month_and_its_questions_are_listed_if_enough_answered(
    cells: Sequence[Asked], questions: set[str] | None
) -> None:
    found = visible_months(cells, "form", 5, [EARLY], 1)
    assert found == ({EARLY: questions} if questions else {})


def test_only_whole_months_of_the_commune_are_listed() -> None:
    december, january = date(2026, 12, 15), date(2027, 1, 15)
    assert whole_months(date(2026, 11, 2), date(2027, 1, 31), 1) == [
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert whole_months(december, date(2027, 3, 13), 15) == [december, january]
    assert whole_months(date(2026, 2, 1), date(2026, 2, 27), 1) == []
    assert visible_months([asked(9, december)], "form", 5, [january], 15) == {}
    cells = [asked(9, december), asked(9, date(2027, 1, 1))]
    assert visible_months(cells, "form", 5, [december], 15) == {december: {"*"}}


def figures(database: Database, commune: Commune, *, is_final: bool = True) -> PeriodResults:
    with database.reading() as session:
        return results(session, commune.authority.id, *OCTOBER, is_final=is_final)


def listed(database: Database, commune: Commune, *, is_final: bool = True) -> list[Line]:
    found = figures(database, commune, is_final=is_final)
    with database.reading() as session:
        of = listing(session, found)
    return list(lines(database, of))


def test_every_rating_is_one_line_of_a_month_in_an_order_of_chance(
    database: Database, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune = make_commune(database)
    for n in range(1, 6):
        said = Contents({"overall": n, "manner": 2 * (n % 2)})
        rate(database, keys, commune, AT_FIRST, point=n % 3, contents=said, times=3)
    fold_rest(database, keys, commune.authority.id, OCTOBER[1])
    found = figures(database, commune)
    with database.reading() as session:
        of = listing(session, found)
    assert of.questions == ("manner", "overall")
    whole = list(lines(database, of))
    monkeypatch.setattr(microdata, "BATCH", 4)
    assert list(lines(database, of)) == whole
    given = [(EARLY, (2 * (n % 2), n)) for n in range(1, 6) for _ in range(3)]
    assert sorted(whole) == sorted(given)


def test_nothing_is_listed_before_the_figures_are_settled(database: Database, keys: Keys) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, AT_FIRST, times=9)
    fold(database, keys)
    assert listed(database, commune, is_final=False) == []
    assert len(listed(database, commune)) == 9
    rate(database, keys, commune, LATER)  # waits sealed
    assert listed(database, commune) == []


def test_a_quiet_half_leaves_its_month_out(database: Database, keys: Keys) -> None:
    commune = make_commune(database)
    rate(database, keys, commune, AT_FIRST, times=9)
    rate(database, keys, commune, LATER, times=2)
    fold_rest(database, keys, commune.authority.id, OCTOBER[1])
    assert listed(database, commune) == []


def test_ratings_of_another_questionnaire_are_not_listed(database: Database, keys: Keys) -> None:
    commune = make_commune(database)
    with database.writing() as session:
        unit = commune.units[1]
        other = make_survey(session, commune.authority, code="health-station", unit=unit)
    theirs = Commune(commune.authority, commune.units, commune.points, other.id)
    rate(database, keys, commune, AT_FIRST, times=6)
    rate(database, keys, theirs, AT_FIRST, point=2, times=5)
    fold_rest(database, keys, commune.authority.id, OCTOBER[1])
    assert len(listed(database, commune)) == 6


def test_answers_about_the_person_are_counted_apart_and_never_the_few(
    database: Database, keys: Keys
) -> None:
    commune = make_commune(database, code="sipas-full")
    woman, man = (Contents({"told": 4}, profile={"sex": [one]}) for one in ("woman", "man"))
    for said, times in ((woman, 6), (man, 7)):
        rate(database, keys, commune, AT_FIRST, contents=said, times=times)
    rare = Contents({"told": 4}, profile={"age": ["from_18"]})
    rate(database, keys, commune, AT_FIRST, contents=rare, times=2)
    fold_rest(database, keys, commune.authority.id, OCTOBER[1])
    found = figures(database, commune)
    with database.reading() as session:
        counts = profile_counts(session, found)
        assert profile_counts(session, figures(database, commune, is_final=False)) == {}
    assert counts["sex"] == {"woman": 6, "man": 7}
    assert counts["age"] == {}
