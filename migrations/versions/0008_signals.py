"""Signals of half months, and matters that the chairperson verifies and concludes."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _signals()
    _matters()


def downgrade() -> None:
    for table in ("matter_seen", "matter", "signal_round", "day_signal"):
        op.drop_table(table)


def _signals() -> None:
    op.create_table(
        "day_signal",
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("half_month_on", sa.Date(), nullable=False),
        sa.Column("signal", sa.String(length=20), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        _owner("day_signal"),
        _key("day_signal", "service_point_id", "service_point"),
        sa.PrimaryKeyConstraint(
            "service_point_id", "half_month_on", "signal", name=op.f("pk_day_signal")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_day_signal_authority_id_half_month_on"),
        "day_signal",
        ["authority_id", "half_month_on"],
        unique=False,
    )
    op.create_table(
        "signal_round",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        _owner("signal_round"),
        sa.PrimaryKeyConstraint("authority_id", "kind", "begun_on", name=op.f("pk_signal_round")),
        sqlite_with_rowid=False,
    )


def _matters() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("concluded_by_id", sa.Integer(), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("n > 0", name=op.f("ck_matter_n_positive")),
        sa.CheckConstraint(
            "(state = 'concluded') = (concluded_at IS NOT NULL)",
            name=op.f("ck_matter_concluded_once"),
        ),
        _owner("matter"),
        _key("matter", "unit_id", "unit"),
        _key("matter", "concluded_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    op.create_index(op.f("ix_matter_authority_id"), "matter", ["authority_id"], unique=False)
    op.create_table(
        "matter_seen",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        _owner("matter_seen"),
        _key("matter_seen", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("unit_id", "subject", name=op.f("pk_matter_seen")),
    )


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return _key(table, "authority_id", "authority")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
