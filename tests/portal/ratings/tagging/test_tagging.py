"""Tags stay on their comments while the comments are mixed anew, and say no day."""

from datetime import date, datetime

import pytest

from portal.db import Database
from portal.errors import InvalidInputError, NotFoundError
from portal.keys import Keys
from portal.offices.events import Actor
from portal.offices.store import events_of
from portal.ratings.contents import Contents
from portal.ratings.folding import fold
from portal.ratings.remarks import Remark, Wanted, remarks
from portal.ratings.tagging import store
from portal.ratings.tagging.tagging import add_tags, put_away, tag_comment, usual_tags
from tests.builders import make_authority
from tests.portal.ratings.builders import Commune, make_commune, rate

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def commune(database: Database, keys: Keys, now: datetime) -> Commune:
    commune = make_commune(database)
    write(database, keys, commune, now, "Chờ lâu.")
    return commune


def write(database: Database, keys: Keys, commune: Commune, now: datetime, words: str) -> None:
    contents = Contents({"overall": 2}, texts={"comment": words})
    rate(database, keys, commune, now, contents=contents, times=5)
    fold(database, keys)


def texts(database: Database, commune: Commune) -> list[Remark]:
    with database.reading() as session:
        found = remarks(session, commune.authority.id, *NOVEMBER, is_final=True)
    return list(found.texts)


def tags(database: Database, commune: Commune, *names: str, now: datetime) -> list[int]:
    with database.writing() as session:
        add_tags(session, Actor(commune.authority.id), names, now=now)
        found = {tag.name: tag.id for tag in store.tags_of(session, commune.authority.id)}
        return [found[name] for name in names]


def test_a_tag_stays_on_its_comment_when_the_half_month_is_mixed_anew(
    database: Database, keys: Keys, now: datetime, commune: Commune
) -> None:
    wait, manner = tags(database, commune, "Thời gian chờ", "Thái độ", now=now)
    first = texts(database, commune)[0]
    with database.writing() as session:
        tag_comment(session, commune.authority.id, first.id, [wait, manner])
    write(database, keys, commune, now, "Sạch sẽ.")
    tagged = [one for one in texts(database, commune) if Wanted(tag=wait).takes(one)]
    assert [(one.id, one.text) for one in tagged] == [(first.id, "Chờ lâu.")]
    assert set(tagged[0].tags) == {wait, manner}


def test_tagging_leaves_no_trace_of_its_day(
    database: Database, now: datetime, commune: Commune
) -> None:
    (wait,) = tags(database, commune, "Thời gian chờ", now=now)
    with database.writing() as session:
        tag_comment(session, commune.authority.id, texts(database, commune)[0].id, [wait])
    with database.reading() as session:
        assert [one.action for one in events_of(session, commune.authority.id)] == ["tags_added"]


def test_a_tag_put_away_stays_where_it_was_and_comes_back_as_itself(
    database: Database, now: datetime, commune: Commune
) -> None:
    (wait,) = tags(database, commune, "Thời gian chờ", now=now)
    with database.writing() as session:
        tag_comment(session, commune.authority.id, texts(database, commune)[0].id, [wait])
        put_away(session, Actor(commune.authority.id), wait, now=now)
    assert sum(Wanted(tag=wait).takes(one) for one in texts(database, commune)) == 1
    assert tags(database, commune, "Thời gian chờ", now=now) == [wait]
    with database.reading() as session:
        assert [tag.is_active for tag in store.tags_of(session, commune.authority.id)] == [True]


def test_another_commune_tags_nothing_of_ours(
    database: Database, now: datetime, commune: Commune
) -> None:
    (wait,) = tags(database, commune, "Thời gian chờ", now=now)
    comment = texts(database, commune)[0].id
    with database.writing() as session:
        theirs = make_authority(session, slug="phuong-ben-da", code="99002")
    for authority_id, given in ((theirs.id, [wait]), (theirs.id, []), (commune.authority.id, [0])):
        with database.writing() as session, pytest.raises(NotFoundError):
            tag_comment(session, authority_id, comment, given)
    with database.writing() as session, pytest.raises(NotFoundError):
        put_away(session, Actor(theirs.id), wait, now=now)


def test_names_that_say_nothing_and_too_many_are_refused(
    database: Database, now: datetime, commune: Commune
) -> None:
    actor = Actor(commune.authority.id)
    for names in ([" "], ["x" * 61], [f"Nhãn {n}" for n in range(41)]):
        with database.writing() as session, pytest.raises(InvalidInputError):
            add_tags(session, actor, names, now=now)
    with database.writing() as session:
        assert add_tags(session, actor, usual_tags(), now=now) == len(usual_tags())
        assert add_tags(session, actor, usual_tags(), now=now) == 0
