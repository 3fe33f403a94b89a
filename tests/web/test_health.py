"""What a supervisor may ask, and who may read the vital signs."""

import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask

from portal import schema
from portal.app import create_app
from portal.config import Config
from portal.db import Database
from portal.keeping.folder import file_name
from portal.keeping.notes import ROUND, note
from portal.keys import Keys
from portal.logs import ERRORS
from portal.offices.models import Authority
from tests.portal.ratings.builders import rate
from tests.portal.reports.world import World, make_world
from tests.proofreading import ProofreadingClient

TOKEN = "a token of the province's watch, long enough"
LINE = re.compile(r"(portal_[a-z_]+) (-?[0-9.]+(?:e\+?[0-9]+)?)")


def figures(client: ProofreadingClient) -> dict[str, float]:
    """Return the figures, after checking that each line is as the format wants it."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    found: dict[str, float] = {}
    lines = answer.text.splitlines()
    for about, kind, line in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        match = LINE.fullmatch(line)
        assert match, line
        assert about.startswith(f"# HELP {match[1]} ")
        assert kind in {f"# TYPE {match[1]} gauge", f"# TYPE {match[1]} counter"}
        found[match[1]] = float(match[2])
    return found


def test_a_supervisor_can_ask(client: ProofreadingClient) -> None:
    assert client.get("/health").text == "ok\n"
    assert (client.get("/ready").status_code, client.get("/ready").text) == (200, "ready\n")


def test_an_old_schema_is_not_ready(client: ProofreadingClient, database: Database) -> None:
    stands_at = schema.current(database)
    _stamp(database, "0001")
    try:
        answer = client.get("/ready")
    finally:
        _stamp(database, str(stands_at))
    assert (answer.status_code, answer.text) == (503, "the schema is old\n")


def test_a_full_disk_is_not_ready(
    client: ProofreadingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=99 * 1024**2))
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (503, "the disk is full\n")


def test_a_database_that_is_gone_is_not_ready(config: Config) -> None:
    gone = Database("postgresql://nobody@127.0.0.1:1/nowhere")
    answer = create_app(config, gone).test_client().get("/ready")
    assert (answer.status_code, answer.text) == (503, "the database cannot be reached\n")


def test_the_vital_signs_of_a_commune(
    app: Flask, client: ProofreadingClient, database: Database, keys: Keys, config: Config
) -> None:
    world = make_world(database, keys)
    now = datetime.fromisoformat("2026-11-20T02:30:00+00:00")
    note(config.data_dir / ROUND, now - timedelta(seconds=20))
    (config.data_dir / ERRORS).write_bytes(b"...")
    with time_machine.travel(now, tick=False):
        found = figures(client)
    assert found["portal_errors_total"] == 3
    assert found["portal_worker_age_seconds"] == 20
    assert found["portal_envelopes_waiting"] == 0
    assert found["portal_cases_open"] == 3
    assert found["portal_cases_overdue"] == 0
    assert found["portal_case_unread_age_seconds"] > 30 * 24 * 3600
    assert found["portal_disk_free_bytes"] > 0
    assert "portal_backup_age_seconds" not in found
    with time_machine.travel(now + timedelta(days=4), tick=False):
        assert figures(client)["portal_cases_overdue"] == 3
    assert world.commune.authority.name not in client.get("/metrics").text


def test_waiting_ratings_move_by_whole_groups_only(
    client: ProofreadingClient, database: Database, keys: Keys, world: World, now: datetime
) -> None:
    """An exact number, read every second, would be the minute of every rating."""
    seen = []
    for _ in range(11):
        rate(database, keys, world.commune, now)
        seen.append(figures(client)["portal_envelopes_waiting"])
    assert seen == [0] * 4 + [5] * 5 + [10] * 2


def test_the_age_of_the_last_backup(config: Config, database: Database, now: datetime) -> None:
    usb = config.data_dir / "usb"
    usb.mkdir()
    (usb / file_name(now - timedelta(hours=5))).write_bytes(bytes(70))
    (usb / file_name(now - timedelta(hours=50))).write_bytes(bytes(7))
    client = _client(create_app(replace(config, backup_dir=usb), database))
    with time_machine.travel(now, tick=False):
        found = figures(client)
    assert found["portal_backup_age_seconds"] == 5 * 3600
    assert found["portal_backup_size_bytes"] == 70


@pytest.mark.parametrize("address", ["203.0.113.9", "10.0.0.5", "::ffff:203.0.113.9", ""])
def test_another_machine_sees_nothing(client: ProofreadingClient, address: str) -> None:
    asked = client.get("/metrics", environ_overrides={"REMOTE_ADDR": address})
    assert asked.status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
@pytest.mark.parametrize("hops", [0, 1])
def test_nobody_gets_through_by_a_proxy_of_this_machine(
    config: Config, database: Database, header: str, hops: int
) -> None:
    client = _client(create_app(replace(config, trusted_proxies=hops), database))
    asked = client.get("/metrics", headers={header: "127.0.0.1"})
    assert asked.status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "127.8.8.8"])
def test_this_machine_may_ask(client: ProofreadingClient, address: str) -> None:
    asked = client.get("/metrics", environ_overrides={"REMOTE_ADDR": address})
    assert asked.status_code == 200


def test_a_token_opens_from_anywhere(config: Config, database: Database) -> None:
    client = _client(create_app(replace(config, metrics_token=TOKEN), database))
    far = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}}
    for given, status in [
        (f"Bearer {TOKEN}", 200),
        (f"Bearer {TOKEN}x", 404),
        ("Bearer ", 404),
        ("Bearer Khóa", 404),
        ("Basic YTpi", 404),
    ]:
        headers = {"Authorization": given.encode().decode("latin-1"), "X-Forwarded-For": "x"}
        assert client.get("/metrics", headers=headers, **far).status_code == status, given


def test_without_a_token_none_is_guessed(client: ProofreadingClient) -> None:
    headers = {"Authorization": "Bearer ", "X-Forwarded-For": "x"}
    assert client.get("/metrics", headers=headers).status_code == 404


@pytest.fixture
def world(database: Database, keys: Keys) -> World:
    made = make_world(database, keys)
    with database.writing() as session:
        assert session.get_one(Authority, made.authority_id).smallest_group == 5
    return made


def _client(app: Flask) -> ProofreadingClient:
    app.test_client_class = ProofreadingClient
    client = app.test_client()
    assert isinstance(client, ProofreadingClient)
    return client


def _stamp(database: Database, version: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")  # noqa: S608  # our own number
