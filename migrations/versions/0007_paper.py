"""Sheets of paper, what is known of the typing, and files of answers taken over."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("questionnaire_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=True),
        sa.Column("brought_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(sealed IS NULL) = (survey_id IS NOT NULL)",
            name=op.f("ck_answer_file_sealed_until_taken"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_answer_file_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["brought_by_id"], ["staff.id"], name=op.f("fk_answer_file_brought_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_answer_file_questionnaire_id_questionnaire"),
        ),
        sa.ForeignKeyConstraint(
            ["service_point_id"],
            ["service_point.id"],
            name=op.f("fk_answer_file_service_point_id_service_point"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_answer_file_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_file")),
        sa.UniqueConstraint(
            "authority_id", "digest", name=op.f("uq_answer_file_authority_id_digest")
        ),
    )
    op.create_table(
        "paper_accuracy",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=100), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("compared", sa.Integer(), nullable=False),
        sa.Column("differed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "differed <= compared", name=op.f("ck_paper_accuracy_differed_of_compared")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_paper_accuracy_authority_id_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_paper_accuracy_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("survey_id", "field", name=op.f("pk_paper_accuracy")),
    )
    op.create_table(
        "paper_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("printed_by_id", sa.Integer(), nullable=True),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "first_number <= last_number", name=op.f("ck_paper_batch_first_before_last")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_paper_batch_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["printed_by_id"], ["staff.id"], name=op.f("fk_paper_batch_printed_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["service_point_id"],
            ["service_point.id"],
            name=op.f("fk_paper_batch_service_point_id_service_point"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_paper_batch_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_batch")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_paper_batch_survey_id_number")),
    )
    op.create_index(
        op.f("ix_paper_batch_authority_id"), "paper_batch", ["authority_id"], unique=False
    )
    op.create_table(
        "paper_rule",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("one_in", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "one_in = 1 OR reason <> ''", name=op.f("ck_paper_rule_fewer_has_reason")
        ),
        sa.CheckConstraint("one_in >= 1", name=op.f("ck_paper_rule_one_in_positive")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_paper_rule_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["staff.id"], name=op.f("fk_paper_rule_set_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_paper_rule_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("survey_id", name=op.f("pk_paper_rule")),
    )
    op.create_table(
        "paper_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=True),
        sa.Column("service_point_id", sa.Integer(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("first_by_id", sa.Integer(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.Column("first_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("second_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(state = 'differs') = (second_sealed IS NOT NULL)",
            name=op.f("ck_paper_sheet_two_differ"),
        ),
        sa.CheckConstraint(
            "(state = 'done') = (first_sealed IS NULL)",
            name=op.f("ck_paper_sheet_sealed_until_done"),
        ),
        sa.CheckConstraint(
            "(state = 'done') = (given_on IS NULL)", name=op.f("ck_paper_sheet_forgotten_when_done")
        ),
        sa.CheckConstraint(
            "second_by_id <> first_by_id", name=op.f("ck_paper_sheet_second_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_paper_sheet_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["first_by_id"], ["staff.id"], name=op.f("fk_paper_sheet_first_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["staff.id"], name=op.f("fk_paper_sheet_second_by_id_staff")
        ),
        sa.ForeignKeyConstraint(
            ["service_point_id"],
            ["service_point.id"],
            name=op.f("fk_paper_sheet_service_point_id_service_point"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_paper_sheet_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_sheet")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_paper_sheet_survey_id_number")),
    )
    op.create_index(
        op.f("ix_paper_sheet_authority_id_state"),
        "paper_sheet",
        ["authority_id", "state"],
        unique=False,
    )


def downgrade() -> None:

    op.drop_index(op.f("ix_paper_sheet_authority_id_state"), table_name="paper_sheet")
    op.drop_table("paper_sheet")
    op.drop_table("paper_rule")
    op.drop_index(op.f("ix_paper_batch_authority_id"), table_name="paper_batch")
    op.drop_table("paper_batch")
    op.drop_table("paper_accuracy")
    op.drop_table("answer_file")
