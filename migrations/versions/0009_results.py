"""Targets, days of publication, words beside numbers, tags of comments."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def key(table: str, column: str, other: str, **options: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, **options)


def upgrade() -> None:
    create_targets()
    create_publications()
    create_voices()
    create_tags()


def create_targets() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("object", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("method", sa.String(length=60), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "percent BETWEEN 1 AND 100", name=op.f("ck_target_percent_of_a_hundred")
        ),
        sa.CheckConstraint("source <> ''", name=op.f("ck_target_source_named")),
        key("target", "authority_id", "authority"),
        key("target", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            *("authority_id", "object", "unit_id", "method", "valid_from"),
            name=op.f("uq_target_authority_id_object_unit_id_method_valid_from"),
        ),
    )
    of_the_whole = sa.text("unit_id IS NULL")
    op.create_index(
        "uq_target_of_the_whole",
        "target",
        ["authority_id", "object", "method", "valid_from"],
        unique=True,
        sqlite_where=of_the_whole,
        postgresql_where=of_the_whole,
    )


def create_publications() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("public_on", sa.Date(), nullable=True),
        sa.Column("fixed_by_id", sa.Integer(), nullable=True),
        sa.Column("fixed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(way = 'on_day') = (public_on IS NOT NULL)", name=op.f("ck_publication_day_named")
        ),
        key("publication", "authority_id", "authority"),
        key("publication", "period_id", "period", ondelete="CASCADE"),
        key("publication", "fixed_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("period_id", name=op.f("uq_publication_period_id")),
    )
    op.create_index(op.f("ix_publication_authority_id"), "publication", ["authority_id"])


def create_voices() -> None:
    common = [
        ("authority_id", "authority", {}),
        ("period_id", "period", {"ondelete": "CASCADE"}),
        ("by_id", "staff", {}),
    ]
    op.create_table(
        "figure_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("figure", sa.String(length=30), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(key("figure_note", column, other, **options) for column, other, options in common),
        key("figure_note", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_note")),
    )
    op.create_table(
        "counter_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(key("counter_reply", column, other, **options) for column, other, options in common),
        key("counter_reply", "service_point_id", "service_point"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_reply")),
    )
    for table in ("figure_note", "counter_reply"):
        name = op.f(f"ix_{table}_authority_id_period_id")
        op.create_index(name, table, ["authority_id", "period_id"])


def create_tags() -> None:
    op.create_table(
        "comment_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_comment_tag_named")),
        key("comment_tag", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_tag")),
        sa.UniqueConstraint("authority_id", "name", name=op.f("uq_comment_tag_authority_id_name")),
    )
    op.add_column("comment", sa.Column("tags", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("comment", "tags")
    for table in ("comment_tag", "counter_reply", "figure_note", "publication", "target"):
        op.drop_table(table)
