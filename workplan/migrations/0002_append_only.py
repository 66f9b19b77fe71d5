"""The log and the frozen figures can be added to, and nothing else, whoever holds the connection."""

from typing import Any

from django.db import migrations

TABLES = ("workplan_transition", "workplan_snapshot")

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

# REPLACE deletes silently: an insert over an existing row is refused, too.
SQLITE_REPLACE = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION workplan_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""

POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION workplan_append_only()
"""


def add(apps: Any, schema_editor: Any) -> None:
    """Refuse UPDATE, DELETE and, on SQLite, INSERT OR REPLACE."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
    for table in TABLES:
        for verb in ("update", "delete"):
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(POSTGRES.format(table=table, verb=verb))
            else:
                schema_editor.execute(SQLITE.format(table=table, verb=verb))
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(SQLITE_REPLACE.format(table=table))


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    postgres = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for name in ("update", "delete") if postgres else ("update", "delete", "replace"):
            place = f" ON {table}" if postgres else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{name}{place}")


class Migration(migrations.Migration):
    dependencies = [("workplan", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
