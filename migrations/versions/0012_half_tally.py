"""Counts of ratings by half months, of which every period is made."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

HALF = {
    "sqlite": "substr(given_on, 1, 8) || CASE WHEN substr(given_on, 9) < '15' THEN '01' "
    "ELSE '15' END",
    "postgresql": "given_on - (extract(day FROM given_on)::integer - "
    "CASE WHEN extract(day FROM given_on) < 15 THEN 1 ELSE 15 END)",
}


def upgrade() -> None:
    op.create_table(
        "half_tally",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("half_month_on", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=81), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.CheckConstraint("n >= 0", name=op.f("ck_half_tally_n_not_negative")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_half_tally_authority_id_authority")
        ),
        sa.ForeignKeyConstraint(
            ["service_point_id"],
            ["service_point.id"],
            name=op.f("fk_half_tally_service_point_id_service_point"),
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_half_tally_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint(
            "authority_id",
            "half_month_on",
            "question",
            "survey_id",
            "service_point_id",
            "channel",
            "flag",
            "level",
            name=op.f("pk_half_tally"),
        ),
        sqlite_with_rowid=False,
    )
    half = HALF[op.get_bind().dialect.name]
    counted = (
        f"SELECT authority_id, {half}, question, survey_id, service_point_id, channel, flag, "  # noqa: S608  # one of two constants
        "level, sum(n) FROM tally GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
    )
    op.execute(
        "INSERT INTO half_tally (authority_id, half_month_on, question, survey_id, "
        f"service_point_id, channel, flag, level, n) {counted}"
    )


def downgrade() -> None:
    op.drop_table("half_tally")
