"""A commune that had its calendar before the lanes came gets their rules with them, once."""

from datetime import UTC, date, datetime

from portal import schema
from portal.calendar.editing import seed
from portal.calendar.rules import RuleCode
from portal.calendar.store import rules_of
from portal.db import Database
from tests.builders import make_authority

# The last came with replies, after the lanes.
LANES = {
    RuleCode.REPLY_INQUIRY,
    RuleCode.REPLY_PRAISE,
    RuleCode.EXPLAIN,
    RuleCode.COMPLAINT_TAKEN_UP,
    RuleCode.DENUNCIATION_TAKEN_UP,
    RuleCode.CONFIRM_REPLY,
}


def test_rules_of_lanes_come_with_the_schema(database: Database) -> None:
    with database.writing() as session:
        authority_id = make_authority(session).id
        seed(session, authority_id, now=datetime(2026, 1, 1, tzinfo=UTC))
        before = rules_of(session, authority_id, date(2026, 11, 20))
    schema.downgrade(database, "0005")
    with database.reading() as session:
        kept = {rule.code for rule in rules_of(session, authority_id, date(2026, 11, 20))}
    assert kept == {rule.code for rule in before} - LANES
    schema.upgrade(database)
    with database.reading() as session:
        assert rules_of(session, authority_id, date(2026, 11, 20)) == before
