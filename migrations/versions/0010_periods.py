"""Figures entered by hand with their source, and the parts that units write for a report."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hand_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("figure", sa.String(length=30), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("value >= 0", name=op.f("ck_hand_figure_value_not_negative")),
        sa.CheckConstraint(
            "checked_by_id <> entered_by_id", name=op.f("ck_hand_figure_checked_by_another")
        ),
        sa.CheckConstraint(
            "state <> 'in_force' OR checked_by_id IS NOT NULL",
            name=op.f("ck_hand_figure_checked_first"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_hand_figure_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_hand_figure_period_id_period")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["staff.id"], name=op.f("fk_hand_figure_entered_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["staff.id"], name=op.f("fk_hand_figure_checked_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_figure")),
    )
    op.create_index(
        op.f("ix_hand_figure_authority_id"), "hand_figure", ["authority_id"], unique=False
    )
    for state in ("waiting", "in_force"):
        only = sa.text(f"state = '{state}'")
        op.create_index(
            f"uq_hand_figure_{state}",
            "hand_figure",
            ["period_id", "figure"],
            unique=True,
            sqlite_where=only,
            postgresql_where=only,
        )
    op.create_table(
        "unit_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_unit_part_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name=op.f("fk_unit_part_period_id_period")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_part_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["staff.id"], name=op.f("fk_unit_part_changed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["staff.id"], name=op.f("fk_unit_part_judged_by_id_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_part")),
        sa.UniqueConstraint("period_id", "unit_id", name=op.f("uq_unit_part_period_id_unit_id")),
    )
    op.create_index(op.f("ix_unit_part_authority_id"), "unit_part", ["authority_id"], unique=False)


def downgrade() -> None:
    op.drop_table("unit_part")
    op.drop_table("hand_figure")
