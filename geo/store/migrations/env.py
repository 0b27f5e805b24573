"""Runs the migrations on the connection that `geo.store.schema` hands over, inside its transaction.

Without a connection (offline) it prints the SQL for the dialect named in the option "dialect".
"""

from __future__ import annotations

from alembic import context

from geo.store.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    context.configure(
        dialect_name=context.config.get_main_option("dialect", "sqlite"),
        target_metadata=metadata,
        as_sql=True,
    )
else:
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)

with context.begin_transaction():
    context.run_migrations()
