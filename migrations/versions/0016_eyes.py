"""Eyes: whom a case is about, and who judges what names the leaders."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Written out: in Alembic's way SQLite would copy the table that all others point to.
ADDED = (
    (
        '"case"',
        "named_unit_id",
        "INTEGER CONSTRAINT fk_case_named_unit_id_unit REFERENCES unit (id)",
    ),
    (
        '"case"',
        "named_staff_id",
        "INTEGER CONSTRAINT fk_case_named_staff_id_staff REFERENCES staff (id)",
    ),
    ("authority", "leaders_receiver", "VARCHAR(300) DEFAULT '' NOT NULL"),
    ("authority", "leaders_source", "VARCHAR(200) DEFAULT '' NOT NULL"),
)


def upgrade() -> None:
    for table, name, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")


def downgrade() -> None:
    for table, name, _kind in reversed(ADDED):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
