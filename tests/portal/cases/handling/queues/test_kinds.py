"""Who has which queues."""

from dataclasses import replace

from portal.cases.handling.queues.kinds import Queue, queues_of
from portal.db import Database
from tests.portal.cases.handling.builders import make_house, viewer


def test_everyone_has_the_queues_of_their_work(database: Database) -> None:
    with database.writing() as session:
        house = make_house(session)
    everyone = {Queue.TO_TELL, Queue.DUE_SOON, Queue.OVERDUE, Queue.WAITING, Queue.ALL}
    everyone |= {Queue.GROSSLY_OVERDUE, Queue.EXTENDED}
    own = {
        house.clerk: {Queue.TO_ACCEPT, Queue.TO_ASSIGN, Queue.SEALED},
        house.officer: {Queue.MY_UNIT, Queue.BESIDE, Queue.DISSATISFIED},
        house.records: {Queue.TO_SIGN},
    }
    for staff, queues in own.items():
        assert set(queues_of(viewer(staff))) == queues | everyone
    assert {Queue.DISSATISFIED, Queue.TO_PUBLISH} <= set(queues_of(viewer(house.chief)))
    assert queues_of(replace(viewer(house.chief), may=frozenset())) == ()
