"""A sheet is taken once, on a day that fits, and goes to the sealed ratings of that day."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from portal.clock import local_day
from portal.db import Database
from portal.errors import InvalidInputError
from portal.fieldwork.paper import store
from portal.fieldwork.paper.batches import MOST_SHEETS, Order, order
from portal.fieldwork.paper.days import ClosedDays
from portal.fieldwork.paper.entering import Outcome
from portal.fieldwork.paper.errors import DayClosedError, SheetTakenError, SheetUnknownError
from portal.fieldwork.paper.kinds import Channel, SheetState
from portal.fieldwork.paper.models import PaperSheet
from portal.fieldwork.paper.rules import FEWEST, Share, is_typed_twice, set_share, share_of
from portal.keys import Keys
from portal.ratings.counting import check_counts
from portal.ratings.folding import fold
from portal.ratings.models import Envelope, Tally
from tests.portal.fieldwork.paper.desk import GOOD, SHEETS, Desk, make_desk


@pytest.fixture
def desk(database: Database, keys: Keys, now: datetime) -> Desk:
    return make_desk(database, keys, now)


def envelopes(database: Database) -> list[Envelope]:
    with database.reading() as session:
        return list(session.scalars(select(Envelope)))


def once(desk: Desk) -> None:
    """Let no sheet but those drawn by lot, one in a hundred, be typed twice."""
    with desk.database.writing() as session:
        share = Share(FEWEST, "Chỉ còn một người nhập")
        set_share(session, desk.one, desk.commune.survey_id, share, now=desk.now)


def undrawn(desk: Desk) -> int:
    numbers = range(1, SHEETS + 1)
    share, survey = Share(FEWEST), desk.commune.survey_id
    return next(n for n in numbers if not is_typed_twice(desk.keys, share, survey, n))


def test_a_sheet_waits_for_a_second_person_and_lies_sealed(desk: Desk) -> None:
    assert desk.first(desk.head()) is Outcome.WAITS
    (sheet,) = desk.waiting()
    assert (sheet.state, sheet.number) == (SheetState.FIRST, 1)
    assert b"Nhanh" not in (sheet.first_sealed or b"")
    assert envelopes(desk.database) == []


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.ASSISTED])
def test_what_was_heard_goes_straight_to_the_sealed_ratings(desk: Desk, channel: Channel) -> None:
    assert desk.first(desk.head(None, channel=channel)) is Outcome.HANDED_IN
    assert desk.waiting() == []
    assert len(envelopes(desk.database)) == 1


def test_a_late_sheet_belongs_to_the_day_it_was_given(desk: Desk) -> None:
    day = local_day(desk.now) - timedelta(days=12)
    desk.first(desk.head(None, channel=Channel.PHONE, given_on=day))
    assert [envelope.given_on for envelope in envelopes(desk.database)] == [day]


def test_typed_sheets_are_counted_by_their_channel_and_equal_the_recount(desk: Desk) -> None:
    for _ in range(5):
        desk.first(desk.head(None, channel=Channel.PHONE))
    for _ in range(4):
        desk.first(desk.head(None, channel=Channel.ASSISTED))
    assert fold(desk.database, desk.keys) == 5  # four of another channel go on waiting
    with desk.database.reading() as session:
        counted = session.execute(select(Tally.channel, Tally.n).where(Tally.question == "*"))
        assert [tuple(row) for row in counted] == [("phone", 5)]
        assert check_counts(session) == {}


def test_a_number_is_taken_once_and_must_have_been_printed(desk: Desk) -> None:
    desk.first(desk.head(7))
    with pytest.raises(SheetTakenError):
        desk.first(desk.head(7))
    with pytest.raises(SheetUnknownError):
        desk.first(desk.head(SHEETS + 1))
    with pytest.raises(InvalidInputError):
        desk.first(desk.head(None))
    assert [sheet.number for sheet in desk.waiting()] == [7]


def test_a_sheet_outside_the_draw_is_typed_once_and_leaves_only_its_number(desk: Desk) -> None:
    once(desk)
    number = undrawn(desk)
    assert desk.first(desk.head(number)) is Outcome.HANDED_IN
    with desk.database.reading() as session:
        (sheet,) = session.scalars(select(PaperSheet))
    left = {name: value for name, value in vars(sheet).items() if value is not None}
    left.pop("_sa_instance_state")
    assert left == {
        "id": sheet.id,
        "authority_id": desk.commune.authority.id,
        "survey_id": desk.commune.survey_id,
        "number": number,
        "state": "done",
    }
    with pytest.raises(SheetTakenError):
        desk.first(desk.head(number))
    assert len(envelopes(desk.database)) == 1


def test_days_that_do_not_fit_are_refused_and_keep_nothing(desk: Desk) -> None:
    today = local_day(desk.now)
    closed = ClosedDays("2026-11", "Tháng 11", date(2026, 11, 1), date(2026, 11, 30))
    for given_on in (today + timedelta(days=1), date(2025, 6, 1)):
        with pytest.raises(InvalidInputError):
            desk.first(desk.head(given_on=given_on))
    with pytest.raises(DayClosedError) as refused:
        desk.first(desk.head(), GOOD, closed)
    assert refused.value.data == {"key": "2026-11", "name": "Tháng 11"}
    assert desk.waiting() == []
    assert envelopes(desk.database) == []


def test_a_survey_that_is_over_takes_sheets_of_its_days_and_no_others(desk: Desk) -> None:
    ended = desk.now - timedelta(days=3)
    with desk.database.writing() as session:
        survey, _asked = store.asked(session, desk.commune.authority.id, desk.commune.survey_id)
        survey.closes_at = ended
    head = desk.head(None, channel=Channel.PHONE, given_on=local_day(ended))
    assert desk.first(head) is Outcome.HANDED_IN
    with pytest.raises(InvalidInputError):
        desk.first(desk.head(None, channel=Channel.PHONE))


def test_a_rule_needs_a_reason_and_is_drawn_by_lot(desk: Desk) -> None:
    survey = desk.commune.survey_id
    for share in (Share(10, " "), Share(0), Share(FEWEST + 1, "x")):
        with desk.database.writing() as session, pytest.raises(InvalidInputError):
            set_share(session, desk.one, survey, share, now=desk.now)
    with desk.database.writing() as session:
        set_share(session, desk.one, survey, Share(10, "Ít người"), now=desk.now)
        set_share(session, desk.one, survey, Share(5, "Thêm người"), now=desk.now)
    with desk.database.reading() as session:
        assert share_of(session, survey) == Share(5, "Thêm người")
    drawn = [n for n in range(2000) if is_typed_twice(desk.keys, Share(10), survey, n)]
    assert 120 < len(drawn) < 280
    assert all(is_typed_twice(desk.keys, Share(), survey, n) for n in range(50))


def test_batches_number_on_and_bad_orders_are_refused(desk: Desk) -> None:
    survey = desk.commune.survey_id
    bad = (
        Order(survey, None, "vi", 0),
        Order(survey, None, "vi", MOST_SHEETS + 1),
        Order(survey, None, "fr", 5),
        Order(survey, 999, "vi", 5),
    )
    for wanted in bad:
        with desk.database.writing() as session, pytest.raises(InvalidInputError):
            order(session, desk.one, wanted, now=desk.now)
    with desk.database.writing() as session:
        place = desk.commune.points[1].id
        batch = order(session, desk.one, Order(survey, place, "en", 5), now=desk.now)
    assert (batch.number, batch.first_number, batch.last_number) == (2, SHEETS + 1, SHEETS + 5)
    with desk.database.reading() as session:
        listed = store.batches_of(session, survey)
        total = session.scalar(select(func.count()).select_from(PaperSheet))
    assert [(one.batch.number, one.place, one.entered) for one in listed] == [
        (2, "Quầy 2", 0),
        (1, None, 0),
    ]
    assert total == 0
