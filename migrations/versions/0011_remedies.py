"""Remedial plans with their measures and history; the days on which a case was opened."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remedy_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("occasion_on", sa.Date(), nullable=False),
        sa.Column("document_no", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_remedy_plan_authority_id_authority")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy_plan")),
    )
    op.create_index(
        op.f("ix_remedy_plan_authority_id"), "remedy_plan", ["authority_id"], unique=False
    )
    op.create_table(
        "remedy_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_remedy_finding_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["remedy_plan.id"], name=op.f("fk_remedy_finding_plan_id_remedy_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy_finding")),
    )
    op.create_index(op.f("ix_remedy_finding_plan_id"), "remedy_finding", ["plan_id"], unique=False)
    op.create_table(
        "remedy_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("was_part", sa.Integer(), nullable=False),
        sa.Column("was_of", sa.Integer(), nullable=True),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_remedy_figure_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["remedy_finding.id"],
            name=op.f("fk_remedy_figure_finding_id_remedy_finding"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_remedy_figure_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy_figure")),
        sa.UniqueConstraint(
            "finding_id",
            "period_key",
            "code",
            "unit_id",
            name=op.f("uq_remedy_figure_finding_id_period_key_code_unit_id"),
        ),
    )
    op.create_index(
        "uq_remedy_figure_whole",
        "remedy_figure",
        ["finding_id", "period_key", "code"],
        unique=True,
        sqlite_where=sa.text("unit_id IS NULL"),
        postgresql_where=sa.text("unit_id IS NULL"),
    )
    op.create_table(
        "remedy_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rechecked_by_id", sa.Integer(), nullable=True),
        sa.Column("rechecked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'effective') = (rechecked_at IS NOT NULL)",
            name=op.f("ck_remedy_measure_effective_once"),
        ),
        sa.CheckConstraint(
            "(state IN ('done', 'effective')) = (done_at IS NOT NULL)",
            name=op.f("ck_remedy_measure_done_once"),
        ),
        sa.CheckConstraint(
            "rechecked_by_id <> done_by_id", name=op.f("ck_remedy_measure_rechecked_by_another")
        ),
        sa.CheckConstraint(
            "rechecked_by_id <> staff_id", name=op.f("ck_remedy_measure_rechecked_by_no_owner")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_remedy_measure_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["staff.id"], name=op.f("fk_remedy_measure_done_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["remedy_finding.id"],
            name=op.f("fk_remedy_measure_finding_id_remedy_finding"),
        ),
        sa.ForeignKeyConstraint(
            ["rechecked_by_id"], ["staff.id"], name=op.f("fk_remedy_measure_rechecked_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_remedy_measure_staff_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_remedy_measure_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy_measure")),
    )
    op.create_index(
        op.f("ix_remedy_measure_authority_id_state_due_on"),
        "remedy_measure",
        ["authority_id", "state", "due_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_remedy_measure_finding_id"), "remedy_measure", ["finding_id"], unique=False
    )
    op.create_table(
        "remedy_case",
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_remedy_case_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_remedy_case_case_id_case")),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["remedy_finding.id"],
            name=op.f("fk_remedy_case_finding_id_remedy_finding"),
        ),
        sa.PrimaryKeyConstraint("finding_id", "case_id", name=op.f("pk_remedy_case")),
    )
    op.create_table(
        "remedy_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("was_due_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_remedy_step_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["staff.id"], name=op.f("fk_remedy_step_by_id_staff")),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["remedy_measure.id"],
            name=op.f("fk_remedy_step_measure_id_remedy_measure"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["remedy_plan.id"], name=op.f("fk_remedy_step_plan_id_remedy_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy_step")),
    )
    op.create_index(op.f("ix_remedy_step_measure_id"), "remedy_step", ["measure_id"], unique=False)
    op.create_index(op.f("ix_remedy_step_plan_id"), "remedy_step", ["plan_id"], unique=False)
    op.create_table(
        "case_opening",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("before_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_case_opening_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_opening_case_id_case")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_opening")),
    )


def downgrade() -> None:
    op.drop_table("case_opening")
    op.drop_table("remedy_step")
    op.drop_table("remedy_case")
    op.drop_table("remedy_measure")
    op.drop_table("remedy_figure")
    op.drop_table("remedy_finding")
    op.drop_table("remedy_plan")
