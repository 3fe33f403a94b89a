"""Replies: working drafts, templates, leaders' directives, the form of a signature, silence."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

RULE = {
    "code": "CONFIRM_REPLY",
    "name_vi": "Coi là chưa xác nhận khi người gửi không nói gì sau trả lời",
    "name_en": "Close as unconfirmed when the sender says nothing after the answer",
    "days": 15,
    "unit": "working",
    "scope": "commune_default",
    "source": "",
    "since_version": 1,
    "valid_from": date(2024, 1, 1),
}


def upgrade() -> None:
    op.create_table(
        "reply_draft",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        _belongs("reply_draft", "case_id", "case"),
        _belongs("reply_draft", "staff_id", "staff"),
        _belongs("reply_draft", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("case_id", "staff_id", name=op.f("pk_reply_draft")),
    )
    op.create_table(
        "reply_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        _belongs("reply_template", "authority_id", "authority"),
        _belongs("reply_template", "unit_id", "unit"),
        _belongs("reply_template", "changed_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_template")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_reply_template_unit_id_name")),
    )
    _directives()
    for table, column in (
        ("reply_draft", "authority_id"),
        ("reply_draft", "saved_at"),
        ("reply_template", "authority_id"),
        ("directive", "case_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.create_index(
        op.f("ix_directive_authority_id_unit_id"),
        "directive",
        ["authority_id", "unit_id"],
        unique=False,
    )
    op.execute("ALTER TABLE \"case\" ADD COLUMN signing_form VARCHAR(4) DEFAULT '' NOT NULL")
    _add_rule()


def downgrade() -> None:
    rules = _rules()
    op.execute(rules.delete().where(rules.c.code == RULE["code"]))
    op.execute('ALTER TABLE "case" DROP COLUMN signing_form')
    for table in ("directive", "reply_template", "reply_draft"):
        op.drop_table(table)


def _directives() -> None:
    op.create_table(
        "directive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("done_text_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by_id IS NULL)", name=op.f("ck_directive_done_by_somebody")
        ),
        _belongs("directive", "authority_id", "authority"),
        _belongs("directive", "case_id", "case"),
        _belongs("directive", "unit_id", "unit"),
        _belongs("directive", "by_id", "staff"),
        _belongs("directive", "done_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive")),
    )


def _belongs(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _add_rule() -> None:
    """Give communes that have their calendar already the rule a new one is founded with."""
    versions = sa.table("calendar_version", sa.column("authority_id"))
    founded = op.get_bind().scalars(sa.select(versions.c.authority_id).distinct()).all()
    op.bulk_insert(_rules(), [{**RULE, "authority_id": one} for one in sorted(founded)])


def _rules() -> sa.TableClause:
    return sa.table(
        "deadline_rule",
        *(sa.column(name) for name in ("authority_id", "code", "since_version")),
        *(sa.column(name) for name in ("name_vi", "name_en", "days", "unit", "scope", "source")),
        sa.column("valid_from", sa.Date()),
    )
