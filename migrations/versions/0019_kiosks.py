"""Tablets that stand at a counter."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("interval_seconds", sa.Integer(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False, server_default="0"),
        sa.CheckConstraint("interval_seconds > 0", name=op.f("ck_kiosk_interval_positive")),
        sa.CheckConstraint("moved >= 0", name=op.f("ck_kiosk_moved_not_negative")),
        _key("authority_id", "authority"),
        _key("service_point_id", "service_point"),
        _key("made_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk")),
        sa.UniqueConstraint("digest", name=op.f("uq_kiosk_digest")),
    )
    op.create_index(op.f("ix_kiosk_authority_id"), "kiosk", ["authority_id"])


def downgrade() -> None:
    op.drop_table("kiosk")


def _key(column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_kiosk_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name))
