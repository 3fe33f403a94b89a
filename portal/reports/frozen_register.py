"""The register of a closed period as JSON and back."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from portal.cases.kinds import CaseKind, Subject
from portal.cases.registers.entries import Entry
from portal.cases.registers.standing import Standing

DAYS = ("received_on", "due_on", "finished_on")


def frozen_entries(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return each line as plain values; it names nobody."""
    return [
        {field.name: _plain(getattr(one, field.name)) for field in fields(Entry)} for one in entries
    ]


def thawed_entries(rows: Sequence[dict[str, Any]]) -> list[Entry]:
    return [_entry(row) for row in rows]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _entry(row: dict[str, Any]) -> Entry:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
    subject = Subject(row["subject"]) if row["subject"] else None
    kind, stood = CaseKind(row["kind"]), Standing(row["standing"])
    return Entry(**{**row, **days, "kind": kind, "subject": subject, "standing": stood})
