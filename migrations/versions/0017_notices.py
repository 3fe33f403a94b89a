"""Notices: the outbox, who is told what by e-mail, a commune's quiet hours and webhook."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STOPS = ("mail_stopped_at", "mail_failed_at")


def upgrade() -> None:
    _outbox()
    _choices()
    for name in STOPS:
        op.add_column("contact", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in reversed(STOPS):
        op.drop_column("contact", name)
    for table in ("notice_setting", "staff_mail", "notice"):
        op.drop_table(table)


def _outbox() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("progress", sa.String(length=10), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(length=32), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        _key("notice", "authority_id", "authority"),
        _key("notice", "case_id", "case"),
        _key("notice", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("authority_id", "topic", name=op.f("uq_notice_authority_id_topic")),
        sa.UniqueConstraint("token", name=op.f("uq_notice_token")),
    )
    for columns in (["case_id"], ["staff_id"], ["progress", "not_before"]):
        name = op.f(f"ix_notice_{'_'.join(columns)}")
        op.create_index(name, "notice", columns, unique=False)


def _choices() -> None:
    op.create_table(
        "staff_mail",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("muted", sa.String(length=200), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        _key("staff_mail", "authority_id", "authority"),
        _key("staff_mail", "staff_id", "staff"),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_mail")),
    )
    name = op.f("ix_staff_mail_authority_id")
    op.create_index(name, "staff_mail", ["authority_id"], unique=False)
    op.create_table(
        "notice_setting",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.String(length=5), nullable=False),
        sa.Column("quiet_until", sa.String(length=5), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("webhook_url", sa.String(length=300), nullable=False),
        sa.Column("webhook_turn", sa.Integer(), nullable=False),
        sa.Column("sends_messages", sa.Boolean(), nullable=False),
        _key("notice_setting", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("authority_id", name=op.f("pk_notice_setting")),
    )


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
