"""Neither lost nor doubled: leases, tries, dead letters, and what a crash leaves behind."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.config import MailServer
from portal.db import Database
from portal.keys import Keys
from portal.notices import store
from portal.notices.choices.staff import Choice, choose
from portal.notices.delivering import Post, deliver
from portal.notices.habits import shipped
from portal.notices.kinds import OPTIONAL, Because, Kind, Progress, Trouble, Way
from portal.notices.models import Notice
from portal.notices.queueing import Told, tell
from portal.notices.ways.mail import Mail
from portal.notices.ways.parcel import Parcel, UndeliveredError
from portal.notices.writing.parcels import House
from portal.offices.kinds import Role
from tests.builders import make_authority, make_staff
from tests.portal.notices.sink import Sink, sinks

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)  # Friday, 9:30 in Việt Nam
EMAIL = "mai@xa.example"


@pytest.fixture
def mailing() -> Iterator[tuple[Sink, MailServer]]:
    with sinks() as both:
        yield both


@pytest.fixture
def who(database: Database, keys: Keys) -> tuple[int, int]:
    """Return authority and staff of somebody with an address, greeted already."""
    with database.writing() as session:
        authority = make_authority(session)
        ids = (authority.id, make_staff(session, authority, "mai", Role.CASE_OFFICER).id)
        wanted = Choice(EMAIL, "vi", frozenset(OPTIONAL))
        choose(session, keys, ids, wanted, now=NOW)
        session.query(Notice).delete()
    return ids


def queue(database: Database, who: tuple[int, int], count: int = 1) -> None:
    with database.writing() as session:
        for number in range(count):
            told = Told(who[0], Kind.WELCOME, f"test/{number}", staff_id=who[1])
            tell(session, told, Way.EMAIL, "vi", now=NOW)


def post(database: Database, keys: Keys, channel: object) -> Post:
    channels = {Way.EMAIL: channel} if channel else {}
    house = House(keys, "https://gopy.example")
    return Post(database, house, channels, lambda _session, _notice: None)  # type: ignore[arg-type]


def all_notices(database: Database) -> list[Notice]:
    with database.reading() as session:
        return session.query(Notice).order_by(Notice.id).all()


def test_a_letter_arrives_once_with_all_it_needs(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    queue(database, who)
    assert deliver(post(database, keys, Mail(server)), now=NOW) == 1
    assert deliver(post(database, keys, Mail(server)), now=NOW) == 0
    [letter] = sink.letters
    [notice] = all_notices(database)
    assert (notice.progress, notice.attempts) == (Progress.SENT, 1)
    assert letter["Message-ID"] == f"<{notice.token}@gopy.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["From"] == "Xã Suối Mơ <gopy@xa.example>"
    assert "Xã Suối Mơ" in letter.get_content()
    assert sink.receivers == [EMAIL]


def test_the_same_thing_is_told_once(database: Database, who: tuple[int, int]) -> None:
    queue(database, who)
    queue(database, who)
    assert len(all_notices(database)) == 1


def test_what_was_rolled_back_is_not_told(database: Database, who: tuple[int, int]) -> None:
    def tell_and_break() -> None:
        told = Told(who[0], Kind.WELCOME, "x", staff_id=who[1])
        with database.writing() as session:
            assert tell(session, told, Way.EMAIL, "vi", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_break()
    assert all_notices(database) == []


def test_two_workers_send_each_letter_once(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    queue(database, who, 12)
    ours = post(database, keys, Mail(server))
    workers = [threading.Thread(target=deliver, args=[ours], kwargs={"now": NOW}) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sink.taken) == 12
    assert set(sink.taken.values()) == {1}


def test_a_server_that_is_down_loses_nothing_and_is_asked_once_a_round(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    queue(database, who, 3)
    gone = post(database, keys, Mail(replace(server, port=1)))
    assert deliver(gone, now=NOW) == 0
    assert [n.attempts for n in all_notices(database)] == [1, 0, 0]
    assert all_notices(database)[0].reason == Trouble.NO_CONNECTION
    assert deliver(post(database, keys, Mail(server)), now=NOW + timedelta(minutes=2)) == 3
    assert set(sink.taken.values()) == {1}


class DiesAfterwards:
    """Hands the letter over and then dies, as a worker does under kill -9."""

    def __init__(self, mail: Mail) -> None:
        self._mail = mail

    def send(self, parcel: Parcel) -> None:
        self._mail.send(parcel)
        raise SystemExit


def test_after_a_crash_the_same_letter_goes_again_under_its_own_name(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    queue(database, who)
    with pytest.raises(SystemExit):
        deliver(post(database, keys, DiesAfterwards(Mail(server))), now=NOW)
    whole = post(database, keys, Mail(server))
    assert deliver(whole, now=NOW + timedelta(minutes=9)) == 0
    assert deliver(whole, now=NOW + timedelta(minutes=11)) == 1
    assert list(sink.taken.values()) == [2]
    assert all_notices(database)[0].progress == Progress.SENT


class Refusing:
    """Refuses everything in one way."""

    def __init__(self, **how: bool) -> None:
        self._how = how

    def send(self, _parcel: Parcel) -> None:
        raise UndeliveredError(Trouble.LETTER_REFUSED, **self._how)


def test_after_many_tries_a_person_decides(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    queue(database, who)
    refusing = post(database, keys, Refusing())
    now, quick = NOW, replace(shipped().trying, longest_minutes=1, most_attempts=4)
    for _ in range(4):
        deliver(refusing, now=now, trying=quick)
        now += timedelta(minutes=2)
    [dead] = all_notices(database)
    assert (dead.progress, dead.attempts) == (Progress.DEAD, 4)
    with database.writing() as session:
        assert not store.send_again(session, who[0] + 1, dead.id, now)
        assert store.send_again(session, who[0], dead.id, now)
    assert deliver(post(database, keys, Mail(mailing[1])), now=now) == 1


def test_an_address_refused_for_good_is_not_written_to_again(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    sink.refusals[EMAIL] = "550 5.1.1 no such user"
    queue(database, who, 2)
    deliver(post(database, keys, Mail(server)), now=NOW)
    first, second = all_notices(database)
    assert (first.progress, first.reason) == (Progress.DEAD, Trouble.RECEIVER_REFUSED)
    assert (second.progress, second.reason) == (Progress.DROPPED, Because.ADDRESS_FAILS)


def test_a_full_mailbox_is_tried_again(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    sink.refusals[EMAIL] = "452 4.2.2 mailbox full"
    queue(database, who)
    deliver(post(database, keys, Mail(server)), now=NOW)
    assert all_notices(database)[0].progress == Progress.QUEUED


def test_at_night_letters_wait_for_the_next_working_morning(
    database: Database, keys: Keys, who: tuple[int, int], mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    queue(database, who)
    friday_night = NOW + timedelta(hours=11)
    ours = post(database, keys, Mail(server))
    assert deliver(ours, now=friday_night) == 0
    monday = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert all_notices(database)[0].not_before == monday
    assert deliver(ours, now=monday - timedelta(minutes=1)) == 0
    assert deliver(ours, now=monday) == 1
    assert len(sink.letters) == 1


def test_without_a_mail_server_nothing_piles_up(
    database: Database, keys: Keys, who: tuple[int, int]
) -> None:
    queue(database, who)
    deliver(post(database, keys, None), now=NOW)
    [notice] = all_notices(database)
    assert (notice.progress, notice.reason) == (Progress.DROPPED, Because.NOT_SET_UP)


def test_an_adapter_that_breaks_stops_nobody(
    database: Database, keys: Keys, who: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    class Breaking:
        def send(self, parcel: Parcel) -> None:
            raise ZeroDivisionError(parcel.to)

    queue(database, who)
    deliver(post(database, keys, Breaking()), now=NOW)
    assert all_notices(database)[0].reason == Trouble.BROKEN
    assert EMAIL not in caplog.text


@pytest.mark.parametrize("email", ["a,b@x.vn", "<a@x.vn>", "a@x.vn>", '"@x.vn', "a;b@x.vn"])
def test_an_address_that_is_none_reaches_nobody(
    email: str, mailing: tuple[Sink, MailServer]
) -> None:
    sink, server = mailing
    with pytest.raises(UndeliveredError) as refused:
        Mail(server).send(Parcel(to=email, message_id="x@y", at=NOW, subject="x", text="x"))
    assert refused.value.is_final
    assert sink.letters == []
