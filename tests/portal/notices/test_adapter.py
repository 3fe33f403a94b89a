"""A provider of text messages is plugged in from outside, as docs/notices.md shows."""

import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from portal.config import Config
from portal.db import Database
from portal.keys import Keys
from portal.notices.channels import channels_of
from portal.notices.choices.commune import Outlets, set_outlets
from portal.notices.delivering import Post, deliver
from portal.notices.habits import shipped
from portal.notices.kinds import Progress, Way
from portal.notices.models import Notice
from portal.notices.writing.parcels import House
from portal.people.contacts import ContactOwner, keep_contact
from portal.people.details import ContactDetails
from tests.builders import make_authority
from tests.portal.cases.builders import make_case

NOW = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
GUIDE = Path(__file__).parents[3] / "docs" / "notices.md"


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Install the very example of the guide, with its entry point, and yield its module."""
    [code] = re.findall(
        r"^```python\n(.*?)^```", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    (tmp_path / "gopy_sms.py").write_text(code, encoding="utf-8")
    info = tmp_path / "gopy_sms-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gopy-sms\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[portal.channels]\nsms = gopy_sms:Sms\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("gopy_sms")
    sys.modules.pop("gopy_sms")


def test_a_message_goes_out_through_the_adapter(
    database: Database,
    config: Config,
    keys: Keys,
    provider: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(provider, "post", lambda url, fields: sent.append((url, fields)))
    with database.writing() as session:
        authority = make_authority(session)
        set_outlets(session, authority.id, Outlets(shipped().quiet, sends_messages=True))
        case = make_case(session, authority, reply_by="phone")
        owner = ContactOwner(authority.id, case.id)
        keep_contact(session, keys, owner, ContactDetails(phone="0912 345 678"), now=NOW)
    settings = {"SMS_URL": "https://sms.example/send", "SMS_TOKEN": "t"}
    ours = replace(config, phone_channel="sms", channel_settings=settings)
    post = Post(
        database, House(keys, "https://gopy.example"), channels_of(ours), lambda _s, _n: None
    )
    assert deliver(post, now=NOW) == 1
    [(url, fields)] = sent
    assert url == settings["SMS_URL"]
    assert fields["to"] == "0912 345 678"
    assert case.reference in fields["text"]
    assert "đèn" not in fields["text"].lower()  # nothing of what was written
    with database.reading() as session:
        assert [n.progress for n in session.query(Notice)] == [Progress.SENT]


def test_an_adapter_is_used_only_if_it_is_named(config: Config, provider: object) -> None:
    assert Way.PHONE not in channels_of(config)
    assert Way.PHONE not in channels_of(replace(config, phone_channel="unknown"))
