"""Who works on a case: rules that route it, units beside it, cases answered together, stand-ins."""

import sqlalchemy as sa
from alembic import op

from portal.db import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# Written out: in Alembic's way SQLite would copy the table that all others point to.
COLUMNS = (
    (
        "procedure_id",
        "INTEGER CONSTRAINT fk_case_procedure_id_procedure REFERENCES procedure (id)",
    ),
    ("beside", "VARCHAR(200) DEFAULT '' NOT NULL"),
    ("merged_into_id", "INTEGER"),
    ("followers", "INTEGER DEFAULT 0 NOT NULL"),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.execute(f'ALTER TABLE "case" ADD COLUMN {name} {kind}')
    op.create_index(op.f("ix_case_merged_into_id"), "case", ["merged_into_id"], unique=False)
    op.create_table(
        "routing_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=30), nullable=True),
        sa.Column("service_point_id", sa.Integer(), nullable=True),
        sa.Column("procedure_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("beside", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_routing_rule_{column}_{table}")
            )
            for column, table in (
                ("authority_id", "authority"),
                ("service_point_id", "service_point"),
                ("procedure_id", "procedure"),
                ("unit_id", "unit"),
                ("written_by_id", "staff"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_rule")),
    )
    op.create_index(op.f("ix_routing_rule_authority_id"), "routing_rule", ["authority_id"])
    op.create_table(
        "stand_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("from_on <= to_on", name=op.f("ck_stand_in_from_before_to")),
        sa.CheckConstraint("staff_id <> stand_in_id", name=op.f("ck_stand_in_another_person")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_stand_in_{column}_{table}")
            )
            for column, table in (
                ("authority_id", "authority"),
                ("staff_id", "staff"),
                ("stand_in_id", "staff"),
                ("named_by_id", "staff"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stand_in")),
    )
    op.create_index(op.f("ix_stand_in_authority_id"), "stand_in", ["authority_id"])
    op.create_index(op.f("ix_stand_in_stand_in_id"), "stand_in", ["stand_in_id"])


def downgrade() -> None:
    op.drop_table("stand_in")
    op.drop_table("routing_rule")
    op.drop_index(op.f("ix_case_merged_into_id"), table_name="case")
    for name, _kind in reversed(COLUMNS):
        op.execute(f'ALTER TABLE "case" DROP COLUMN {name}')
