"""The register of printed posters; how to reach who receives what is said about regulations."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

COLUMNS = (("regulation_address", 200), ("regulation_phone", 60), ("regulation_hours", 200))


def upgrade() -> None:
    for name, length in COLUMNS:
        op.execute(f"ALTER TABLE authority ADD COLUMN {name} VARCHAR({length}) DEFAULT '' NOT NULL")
    op.create_table(
        "poster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(length=12), nullable=False),
        sa.Column("paper", sa.String(length=10), nullable=False),
        sa.Column("second", sa.String(length=10), nullable=False),
        sa.Column("printed_name", sa.String(length=120), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by_id", sa.Integer(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("posted_by_id", sa.Integer(), nullable=True),
        sa.Column("spot", sa.String(length=200), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=12), nullable=True),
        sa.CheckConstraint(
            "(paper = 'notice') = (service_point_id IS NULL)",
            name=op.f("ck_poster_place_of_notice"),
        ),
        sa.CheckConstraint(
            "(posted_on IS NULL) = (posted_by_id IS NULL)", name=op.f("ck_poster_posted_by_whom")
        ),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (reason IS NULL)", name=op.f("ck_poster_revoked_with_reason")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_poster_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["attachment.id"], name=op.f("fk_poster_photo_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["posted_by_id"], ["staff.id"], name=op.f("fk_poster_posted_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["printed_by_id"], ["staff.id"], name=op.f("fk_poster_printed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["service_point_id"],
            ["service_point.id"],
            name=op.f("fk_poster_service_point_id_service_point"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poster")),
        sa.UniqueConstraint("authority_id", "number", name=op.f("uq_poster_authority_id_number")),
    )
    for name in ("service_point_id", "batch"):
        op.create_index(op.f(f"ix_poster_{name}"), "poster", [name], unique=False)


def downgrade() -> None:
    op.drop_table("poster")
    for name, _length in reversed(COLUMNS):
        op.execute(f"ALTER TABLE authority DROP COLUMN {name}")
