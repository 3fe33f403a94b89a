"""Surveys in the field and ratings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def upgrade() -> None:
    op.create_table(
        "submission",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("content_digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("forget_on", sa.Date(), nullable=False),
        _key("submission", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_submission")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("toml", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        _key("questionnaire", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint(
            "authority_id",
            "code",
            "version",
            name=op.f("uq_questionnaire_authority_id_code_version"),
        ),
    )
    op.create_index(
        "uq_questionnaire_builtin",
        "questionnaire",
        ["code", "version"],
        unique=True,
        sqlite_where=sa.text("authority_id IS NULL"),
        postgresql_where=sa.text("authority_id IS NULL"),
    )
    op.create_table(
        "survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("languages", sa.String(length=60), nullable=False),
        sa.Column("co_organiser", sa.String(length=200), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "approved_by_id <> created_by_id", name=op.f("ck_survey_approved_by_another")
        ),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_at IS NOT NULL)",
            name=op.f("ck_survey_approved_once"),
        ),
        sa.CheckConstraint(
            "scope <> 'unit' OR unit_id IS NOT NULL", name=op.f("ck_survey_unit_named")
        ),
        sa.CheckConstraint(
            "scope <> 'authority' OR unit_id IS NULL", name=op.f("ck_survey_whole_without_unit")
        ),
        _key("survey", "authority_id", "authority"),
        _key("survey", "questionnaire_id", "questionnaire"),
        _key("survey", "unit_id", "unit"),
        _key("survey", "created_by_id", "staff"),
        _key("survey", "approved_by_id", "staff"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    op.create_index(op.f("ix_survey_authority_id"), "survey", ["authority_id"], unique=False)
    op.create_table(
        "survey_point",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        _key("survey_point", "authority_id", "authority"),
        _key("survey_point", "service_point_id", "service_point"),
        _key("survey_point", "survey_id", "survey"),
        sa.PrimaryKeyConstraint("survey_id", "service_point_id", name=op.f("pk_survey_point")),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("half_month_on", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=81), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _key("comment", "authority_id", "authority"),
        _key("comment", "survey_id", "survey"),
        _key("comment", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_comment_authority_id_half_month_on"),
        "comment",
        ["authority_id", "half_month_on"],
        unique=False,
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("half_month_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=True),
        _key("visit", "authority_id", "authority"),
        _key("visit", "procedure_id", "procedure"),
        _key("visit", "survey_id", "survey"),
        _key("visit", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_visit_authority_id_half_month_on"),
        "visit",
        ["authority_id", "half_month_on"],
        unique=False,
    )
    op.create_table(
        "profile",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("half_month_on", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=81), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        _key("profile", "authority_id", "authority"),
        _key("profile", "survey_id", "survey"),
        _key("profile", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_profile_authority_id_half_month_on"),
        "profile",
        ["authority_id", "half_month_on"],
        unique=False,
    )
    op.create_table(
        "envelope",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _key("envelope", "authority_id", "authority"),
        _key("envelope", "service_point_id", "service_point"),
        _key("envelope", "survey_id", "survey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelope")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_envelope_authority_id_service_point_id"),
        "envelope",
        ["authority_id", "service_point_id"],
        unique=False,
    )
    op.create_table(
        "response",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        _key("response", "authority_id", "authority"),
        _key("response", "service_point_id", "service_point"),
        _key("response", "survey_id", "survey"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_response_authority_id_given_on"),
        "response",
        ["authority_id", "given_on"],
        unique=False,
    )
    op.create_table(
        "tally",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=81), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_tally_n_not_negative")),
        _key("tally", "authority_id", "authority"),
        _key("tally", "service_point_id", "service_point"),
        _key("tally", "survey_id", "survey"),
        sa.PrimaryKeyConstraint(
            "survey_id",
            "service_point_id",
            "given_on",
            "channel",
            "flag",
            "question",
            "level",
            name=op.f("pk_tally"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_tally_authority_id_given_on"), "tally", ["authority_id", "given_on"], unique=False
    )
    op.create_table(
        "answer_tally",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        sa.Column("question", sa.String(length=81), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_answer_tally_n_not_negative")),
        _key("answer_tally", "authority_id", "authority"),
        _key("answer_tally", "service_point_id", "service_point"),
        _key("answer_tally", "survey_id", "survey"),
        sa.PrimaryKeyConstraint(
            "survey_id",
            "service_point_id",
            "given_on",
            "channel",
            "flag",
            "question",
            "answer",
            name=op.f("pk_answer_tally"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_answer_tally_authority_id_given_on"),
        "answer_tally",
        ["authority_id", "given_on"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("answer_tally")
    op.drop_table("tally")
    op.drop_table("response")
    op.drop_table("envelope")
    op.drop_table("profile")
    op.drop_table("visit")
    op.drop_table("comment")
    op.drop_table("survey_point")
    op.drop_table("survey")
    op.drop_table("questionnaire")
    op.drop_table("submission")
