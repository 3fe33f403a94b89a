"""Working days, deadline rules and reporting periods."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("name_vi", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("decision", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("swaps_with", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_calendar_day_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint(
            "authority_id",
            "day",
            "since_version",
            name=op.f("uq_calendar_day_authority_id_day_since_version"),
        ),
    )
    op.create_table(
        "calendar_year",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("since_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_calendar_year_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("authority_id", "year", name=op.f("pk_calendar_year")),
    )
    op.create_table(
        "deadline_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("since_version", sa.Integer(), nullable=False),
        sa.Column("name_vi", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("days > 0", name=op.f("ck_deadline_rule_days_positive")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_deadline_rule_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_rule")),
        sa.UniqueConstraint(
            "authority_id",
            "code",
            "valid_from",
            "since_version",
            name=op.f("uq_deadline_rule_authority_id_code_valid_from_since_version"),
        ),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("cutoff_on", sa.Date(), nullable=False),
        sa.Column("due_up_on", sa.Date(), nullable=True),
        sa.Column("due_down_on", sa.Date(), nullable=True),
        sa.Column("receiver", sa.String(length=120), nullable=False),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_period_from_before_to")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_period_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("authority_id", "key", name=op.f("uq_period_authority_id_key")),
    )
    _create_snapshots()
    op.create_table(
        "calendar_version",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["staff.id"], name=op.f("fk_calendar_version_actor_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_calendar_version_authority_id_authority"),
        ),
        sa.PrimaryKeyConstraint("authority_id", "version", name=op.f("pk_calendar_version")),
    )


def _create_snapshots() -> None:
    op.create_table(
        "period_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("register", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_period_snapshot_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_period_snapshot_period_id_period")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by_id"], ["staff.id"], name=op.f("fk_period_snapshot_taken_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_snapshot")),
        sa.UniqueConstraint("period_id", name=op.f("uq_period_snapshot_period_id")),
    )
    op.create_table(
        "period_erratum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=30), nullable=False),
        sa.Column("was", sa.Integer(), nullable=False),
        sa.Column("is_now", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("was <> is_now", name=op.f("ck_period_erratum_changes_something")),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_period_erratum_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["staff.id"], name=op.f("fk_period_erratum_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["period_snapshot.id"],
            name=op.f("fk_period_erratum_snapshot_id_period_snapshot"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_erratum")),
    )
    op.create_index(
        op.f("ix_period_erratum_snapshot_id"), "period_erratum", ["snapshot_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("calendar_version")
    op.drop_table("period_erratum")
    op.drop_table("period_snapshot")
    op.drop_table("period")
    op.drop_table("deadline_rule")
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")
