"""One-time slips, and whether people served were entered or counted from slips."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slip_stack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.LargeBinary(length=16), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("handed_from", sa.Date(), nullable=False),
        sa.Column("handed_to", sa.Date(), nullable=False),
        sa.Column("valid_through", sa.Date(), nullable=False),
        sa.Column("term_source", sa.String(length=200), nullable=False),
        sa.Column("handed", sa.Integer(), nullable=True),
        sa.Column("spent", sa.Integer(), nullable=True),
        sa.Column("issued_by_id", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("n > 0", name=op.f("ck_slip_stack_n_positive")),
        sa.CheckConstraint("handed BETWEEN 0 AND n", name=op.f("ck_slip_stack_handed_within")),
        sa.CheckConstraint("handed_from <= handed_to", name=op.f("ck_slip_stack_from_before_to")),
        sa.CheckConstraint(
            "handed_to <= valid_through", name=op.f("ck_slip_stack_handed_before_over")
        ),
        _key("slip_stack", "authority_id", "authority"),
        _key("slip_stack", "survey_id", "survey"),
        _key("slip_stack", "service_point_id", "service_point"),
        _key("slip_stack", "issued_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_stack")),
    )
    op.create_index(op.f("ix_slip_stack_authority_id"), "slip_stack", ["authority_id"])
    op.create_table(
        "slip",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("stack_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("is_spent", sa.Boolean(), nullable=False),
        _key("slip", "stack_id", "slip_stack"),
        _key("slip", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_slip")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_slip_stack_id"), "slip", ["stack_id"])
    op.create_table(
        "slip_claim",
        sa.Column("slip_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("claim", sa.LargeBinary(length=32), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("forget_on", sa.Date(), nullable=False),
        _key("slip_claim", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("slip_digest", name=op.f("pk_slip_claim")),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "served",
        sa.Column("source", sa.String(length=10), nullable=False, server_default="entered"),
    )


def downgrade() -> None:
    op.drop_column("served", "source")
    op.drop_table("slip_claim")
    op.drop_table("slip")
    op.drop_table("slip_stack")


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name))
