"""Every query of the keeping: whole tables in and out, as the database itself describes them.

The models are not asked: a backup of an older schema is put back as it was and then migrated.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    String,
    TableClause,
    Text,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import TypeEngine

from portal.db import UtcDateTime
from portal.files.models import SHELVED
from portal.keeping.rows import Kind, Table

# A signed-in browser must not come back to life; the version is written by the migrations.
LEFT_OUT = frozenset({"staff_session", "alembic_version"})
ROWS_AT_ONCE = 500

KINDS: tuple[tuple[type[TypeEngine[Any]], Kind], ...] = (
    (LargeBinary, Kind.BYTES),
    (DateTime, Kind.MOMENT),
    (Date, Kind.DAY),
    (JSON, Kind.TREE),
    (Boolean, Kind.TRUTH),
    (Integer, Kind.NUMBER),
    (String, Kind.TEXT),
)
TYPES: dict[Kind, TypeEngine[Any]] = {
    Kind.BYTES: LargeBinary(),
    Kind.MOMENT: UtcDateTime(),
    Kind.DAY: Date(),
    Kind.TREE: JSON(none_as_null=True),
    Kind.TRUTH: Boolean(),
    Kind.NUMBER: Integer(),
    Kind.TEXT: Text(),
}


def tables(connection: Connection) -> list[Table]:
    """Return the tables to keep, those that others refer to first."""
    found = inspect(connection)
    names = [name for name, _ in found.get_sorted_table_and_fkc_names() if name]
    return [
        Table(
            name,
            {one["name"]: _kind(name, one["name"], one["type"]) for one in found.get_columns(name)},
            tuple(found.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in names
        if name not in LEFT_OUT
    ]


def rows_of(connection: Connection, kept: Table) -> Iterator[Sequence[Sequence[Any]]]:
    """Yield all rows in the order of the key, some hundred at a time.

    By key and never as they lie: where a row lies tells when it came.
    """
    source = _clause(kept)
    query = select(*source.c).order_by(*(source.c[name] for name in kept.key))
    streaming = connection.execution_options(yield_per=ROWS_AT_ONCE)
    yield from streaming.execute(query).partitions()


def count(connection: Connection, name: str) -> int:
    return int(connection.scalar(select(func.count()).select_from(table(name))) or 0)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each kept table has."""
    return {one.name: count(connection, one.name) for one in tables(connection)}


def put(connection: Connection, kept: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows with the keys they had."""
    if rows:
        connection.execute(insert(_clause(kept)), rows)


def go_on_counting(connection: Connection, kept: Table) -> None:
    """Let the next number of a table follow the highest; SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or kept.key != ("id",):
        return
    if kept.columns["id"] is Kind.NUMBER:
        quoted = connection.dialect.identifier_preparer.quote(kept.name)
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence(:name, 'id'), max(id)) FROM {quoted}"  # noqa: S608  # quoted by the dialect
            ),
            {"name": quoted},
        )


def chain_heads(connection: Connection) -> dict[str, list[Any]]:
    """Return number and hash, in hex, of the last event of each authority."""
    heads = table("event_chain", column("authority_id"), column("seq"), column("hash"))
    rows = connection.execute(select(heads).order_by(heads.c.authority_id))
    return {str(row.authority_id): [row.seq, bytes(row.hash).hex()] for row in rows}


def file_keys(connection: Connection) -> list[str]:
    """Return the keys on the shelf of all attachments and recordings."""
    there = inspect(connection).get_table_names()  # an older schema has fewer of them
    keys = [select(table(name, column("key")).c.key) for name in SHELVED if name in there]
    return sorted(connection.scalars(union_all(*keys)))


def is_undamaged(connection: Connection) -> bool:
    """Let SQLite read its whole file and check its structure; PostgreSQL watches its own."""
    if connection.dialect.name != "sqlite":
        return True
    try:
        return bool(connection.scalar(text("PRAGMA quick_check(1)")) == "ok")
    except DatabaseError:
        return False


def clock(connection: Connection) -> datetime:
    """Return what the database takes for now, aware."""
    if connection.dialect.name == "sqlite":
        said = connection.scalar(text("SELECT CURRENT_TIMESTAMP"))
        return datetime.fromisoformat(str(said)).replace(tzinfo=UTC)
    moment = connection.scalar(text("SELECT clock_timestamp()"))
    assert isinstance(moment, datetime)  # noqa: S101  # tells mypy what the driver returns
    return moment


def _clause(kept: Table) -> TableClause:
    columns = [column(name, TYPES[kind]) for name, kind in kept.columns.items()]
    return table(kept.name, *columns)


def _kind(name: str, field: str, found: TypeEngine[Any]) -> Kind:
    for known, kind in KINDS:
        if isinstance(found, known):
            return kind
    raise TypeError(f"no kind of column for {name}.{field}: {found!r}")
