"""Languages a commune adds: content packs, recordings, and the mark of what is spoken."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OPENED = "(state = 'waiting') OR (state = 'withdrawn') OR (judged_by_id IS NOT NULL)"
BY_ANOTHER = "judged_by_id <> added_by_id"


def upgrade() -> None:
    op.create_table(
        "tongue_pack",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        *_said("tongue_pack"),
        sa.UniqueConstraint(
            "authority_id",
            "questionnaire_id",
            "tongue",
            "version",
            name=op.f("uq_tongue_pack_authority_id_questionnaire_id_tongue_version"),
        ),
    )
    op.create_table(
        "clip",
        sa.Column("item", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("extension", sa.String(length=5), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        *_said("clip"),
        sa.UniqueConstraint("key", name=op.f("uq_clip_key")),
    )
    _one_open("tongue_pack", "authority_id", "questionnaire_id", "tongue")
    _one_open("clip", "authority_id", "questionnaire_id", "tongue", "item")
    op.create_index(
        op.f("ix_clip_authority_id_questionnaire_id_tongue"),
        "clip",
        ["authority_id", "questionnaire_id", "tongue"],
        unique=False,
    )
    op.create_table(
        "speech",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=16), nullable=False),
        _key("speech", "authority_id", "authority"),
        _key("speech", "questionnaire_id", "questionnaire"),
        sa.PrimaryKeyConstraint("authority_id", "questionnaire_id", name=op.f("pk_speech")),
    )


def downgrade() -> None:
    for table in ("speech", "clip", "tongue_pack"):
        op.drop_table(table)


def _said(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tongue", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(BY_ANOTHER, name=op.f(f"ck_{table}_judged_by_another")),
        sa.CheckConstraint(OPENED, name=op.f(f"ck_{table}_open_once_judged")),
        _key(table, "authority_id", "authority"),
        _key(table, "questionnaire_id", "questionnaire"),
        _key(table, "added_by_id", "staff"),
        _key(table, "judged_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def _one_open(table: str, *columns: str) -> None:
    only = sa.text("state = 'open'")
    op.create_index(
        f"uq_{table}_open",
        table,
        list(columns),
        unique=True,
        sqlite_where=only,
        postgresql_where=only,
    )
