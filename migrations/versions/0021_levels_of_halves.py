"""All levels of a question in one row of the counts by half months: a sixth of the rows to read."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

HALF = {
    "sqlite": "substr(given_on, 1, 8) || CASE WHEN substr(given_on, 9) < '15' THEN '01' "
    "ELSE '15' END",
    "postgresql": "given_on - (extract(day FROM given_on)::integer - "
    "CASE WHEN extract(day FROM given_on) < 15 THEN 1 ELSE 15 END)",
}
KEY = "question, survey_id, service_point_id, channel, flag"
COUNTS = tuple(f"n{level}" for level in range(6))
SUMS = tuple(f"sum(CASE WHEN level = {level} THEN n ELSE 0 END)" for level in range(6))


def upgrade() -> None:
    op.drop_table("half_tally")
    _create(COUNTS, ())
    _count_again(", ".join(COUNTS), ", ".join(SUMS))


def downgrade() -> None:
    op.drop_table("half_tally")
    _create(("n",), ("level",))
    _count_again("level, n", "level, sum(n)", "level")


def _create(counts: tuple[str, ...], more_key: tuple[str, ...]) -> None:
    key = ("authority_id", "half_month_on", *KEY.split(", "), *more_key)
    op.create_table(
        "half_tally",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("half_month_on", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=81), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("service_point_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("flag", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in (*more_key, *counts)),
        sa.CheckConstraint(
            " AND ".join(f"{name} >= 0" for name in counts),
            name=op.f("ck_half_tally_n_not_negative"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=op.f(f"fk_half_tally_{table}_id_{table}")
            )
            for table in ("authority", "service_point", "survey")
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_half_tally")),
        sqlite_with_rowid=False,
    )


def _count_again(columns: str, counted: str, *more_key: str) -> None:
    """Add days up to half months; the table is made of nothing else."""
    half = HALF[op.get_bind().dialect.name]
    group = ", ".join(str(n + 1) for n in range(7 + len(more_key)))
    op.execute(
        f"INSERT INTO half_tally (authority_id, half_month_on, {KEY}, {columns}) "  # noqa: S608  # constants
        f"SELECT authority_id, {half}, {KEY}, {counted} FROM tally GROUP BY {group}"
    )
