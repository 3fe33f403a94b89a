"""Alembic's entry: the caller hands over an open connection."""

from alembic import context
from sqlalchemy import Connection

from portal.models import Base

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    # One transaction for all steps on SQLite too: an interrupted migration leaves no half schema.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
