"""Rows as lines of text that mean the same on both databases: a column's kind says how."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a column holds, as both databases have it."""

    BYTES = "bytes"
    MOMENT = "moment"
    DAY = "day"
    TREE = "tree"
    TRUTH = "truth"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Table:
    """Name, columns in their order, and the key that orders the rows."""

    name: str
    columns: Mapping[str, Kind]
    key: tuple[str, ...]

    def as_plain(self) -> dict[str, object]:
        return {"name": self.name, "columns": list(self.columns.items()), "key": list(self.key)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Table":
        """Read what `as_plain` wrote; ValueError or KeyError if it is something else."""
        columns = {str(name): Kind(kind) for name, kind in plain["columns"]}
        return cls(str(plain["name"]), columns, tuple(plain["key"]))


def pack(table: Table, rows: Iterable[Sequence[Any]]) -> bytes:
    """Return one line of JSON a row."""
    kinds = tuple(table.columns.values())
    lines = [
        json.dumps(
            [_out(kind, value) for kind, value in zip(kinds, row, strict=True)],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for row in rows
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def unpack(table: Table, lines: bytes) -> list[dict[str, Any]]:
    """Return what `pack` was given, by column; ValueError if it is something else."""
    return [
        {
            name: _in(kind, value)
            for (name, kind), value in zip(table.columns.items(), json.loads(line), strict=True)
        }
        for line in lines.splitlines()
    ]


def _out(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case Kind.BYTES:
            return b64encode(value).decode()
        case Kind.MOMENT:
            # SQLite drops the zone; everything is stored in UTC.
            moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return moment.isoformat()
        case Kind.DAY:
            return value.isoformat()
        case _:
            return value


def _in(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case Kind.BYTES:
            return b64decode(value, validate=True)
        case Kind.MOMENT:
            return datetime.fromisoformat(value)
        case Kind.DAY:
            return date.fromisoformat(value)
        case _:
            return value
