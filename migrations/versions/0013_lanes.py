"""Lanes: split, explained and sealed cases; who receives what is said about regulations."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Written out: in Alembic's way SQLite would copy the table that all others point to.
COLUMNS = (
    ("split_from_id", 'INTEGER CONSTRAINT fk_case_split_from_id_case REFERENCES "case" (id)'),
    (
        "explaining_unit_id",
        "INTEGER CONSTRAINT fk_case_explaining_unit_id_unit REFERENCES unit (id)",
    ),
    ("explain_due_on", "DATE"),
    ("explained_on", "DATE"),
    ("handler_id", "INTEGER CONSTRAINT fk_case_handler_id_staff REFERENCES staff (id)"),
    ("sealed_on", "DATE"),
    ("purged_on", "DATE"),
)
INDEXED = ("split_from_id", "explaining_unit_id")
COMPLAINTS = "Nghị định 155/2026/NĐ-CP (sửa đổi Nghị định 124/2020/NĐ-CP)"
DENUNCIATIONS = "Luật Tố cáo 2018, Điều 24 khoản 1"
# Code, Vietnamese and English name, working days, source (none: the commune's own), valid from.
RULES = (
    ("REPLY_INQUIRY", "Trả lời câu hỏi", "Answer a question", 5, "", date(2024, 1, 1)),
    (
        "REPLY_PRAISE",
        "Cảm ơn và chuyển lời khen tới đơn vị",
        "Thank for praise and pass it on to the unit",
        5,
        "",
        date(2024, 1, 1),
    ),
    (
        "EXPLAIN",
        "Đơn vị liên quan giải trình bằng văn bản",
        "The unit concerned explains itself in writing",
        3,
        "",
        date(2024, 1, 1),
    ),
    (
        "COMPLAINT_TAKEN_UP",
        "Báo việc thụ lý khiếu nại lần đầu",
        "Say whether a first complaint is taken up",
        7,
        COMPLAINTS,
        date(2026, 7, 1),
    ),
    (
        "DENUNCIATION_TAKEN_UP",
        "Vào sổ, phân loại, xử lý ban đầu tố cáo",
        "Register a denunciation and decide on taking it up",
        7,
        DENUNCIATIONS,
        date(2019, 1, 1),
    ),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.execute(f'ALTER TABLE "case" ADD COLUMN {name} {kind}')
    for name in INDEXED:
        op.create_index(op.f(f"ix_case_{name}"), "case", [name], unique=False)
    op.execute(
        "ALTER TABLE authority ADD COLUMN regulation_receiver VARCHAR(200) DEFAULT '' NOT NULL"
    )
    _add_rules()


def downgrade() -> None:
    codes = [rule[0] for rule in RULES]
    rules = _rules()
    op.execute(rules.delete().where(rules.c.code.in_(codes)))
    op.execute("ALTER TABLE authority DROP COLUMN regulation_receiver")
    for name in INDEXED:
        op.drop_index(op.f(f"ix_case_{name}"), table_name="case")
    for name, _kind in reversed(COLUMNS):
        op.execute(f'ALTER TABLE "case" DROP COLUMN {name}')


def _add_rules() -> None:
    """Give communes that have their calendar already the rules a new one is founded with."""
    versions = sa.table("calendar_version", sa.column("authority_id"))
    founded = op.get_bind().scalars(sa.select(versions.c.authority_id).distinct()).all()
    rows = [
        {
            "authority_id": authority_id,
            "code": code,
            "since_version": 1,
            "name_vi": vi,
            "name_en": en,
            "days": days,
            "unit": "working",
            "scope": "national" if source else "commune_default",
            "source": source,
            "valid_from": since,
        }
        for authority_id in sorted(founded)
        for code, vi, en, days, source, since in RULES
    ]
    op.bulk_insert(_rules(), rows)


def _rules() -> sa.TableClause:
    return sa.table(
        "deadline_rule",
        *(sa.column(name) for name in ("authority_id", "code", "since_version")),
        *(sa.column(name) for name in ("name_vi", "name_en", "days", "unit", "scope", "source")),
        sa.column("valid_from", sa.Date()),
    )
