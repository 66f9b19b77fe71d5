"""The database marks a chapter as changed, whoever writes what it pledged or reported.

On SQLite a later migration that lays one of these tables anew (most changes of a column do) drops its triggers:
it has to run `add` once more.
"""

from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

COUNTING = "{row}.state IN ('submitted', 'verified')"
"""Reports in other states count nowhere."""

TABLES = {"workplan_pledge": "", "workplan_contribution": COUNTING}
"""Each with the condition on a row, before or after, under which its writing changes a figure."""

ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}

SQLITE = """
CREATE TRIGGER {table}_marks_{verb} AFTER {verb} ON {table} {when}
BEGIN {marks} END
"""

SQLITE_MARK = """
INSERT INTO workplan_chaptermark (chapter_id, mark) VALUES ({row}.chapter_id, lower(hex(randomblob(16))))
ON CONFLICT (chapter_id) DO UPDATE SET mark = excluded.mark;
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION workplan_mark_chapters() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
INSERT INTO workplan_chaptermark (chapter_id, mark)
SELECT id, gen_random_uuid()::text
FROM (SELECT DISTINCT unnest(ARRAY[OLD.chapter_id, NEW.chapter_id]) AS id) touched WHERE id IS NOT NULL
ON CONFLICT (chapter_id) DO UPDATE SET mark = excluded.mark;
RETURN NULL; END $$
"""

# At the end of the transaction: a mark that is held until then would make those wait, or fail, who hold one of
# the chapter's rows and write another.
POSTGRES = """
CREATE CONSTRAINT TRIGGER {table}_marks_{verb} AFTER {verb} ON {table} DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW {when} EXECUTE FUNCTION workplan_mark_chapters()
"""


def triggers() -> Iterator[tuple[str, str, str, str]]:
    """Table, verb, condition, and SQLite's marks."""
    for table, counts in TABLES.items():
        for verb, rows in ROWS.items():
            conditions = [counts.format(row=row) for row in rows if counts]
            when = f"WHEN ({' OR '.join(conditions)})" if conditions else ""
            yield table, verb, when, "".join(SQLITE_MARK.format(row=row) for row in rows)


def add(apps: Any, schema_editor: Any) -> None:
    """Mark from now on; again, where a table has been laid anew."""
    remove(apps, schema_editor)
    is_postgres = schema_editor.connection.vendor == "postgresql"
    if is_postgres:
        schema_editor.execute(POSTGRES_FUNCTION, params=None)
    for table, verb, when, marks in triggers():
        sql = POSTGRES if is_postgres else SQLITE
        schema_editor.execute(sql.format(table=table, verb=verb, when=when, marks=marks), params=None)


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    for table, verb, _when, _marks in triggers():
        place = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_marks_{verb}{place}")


class Migration(migrations.Migration):
    dependencies = [
        ("workplan", "0004_approved_minutes"),
        ("federations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChapterMark",
            fields=[
                (
                    "chapter",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mark",
                        serialize=False,
                        to="federations.chapter",
                    ),
                ),
                ("mark", models.CharField(max_length=36)),
            ],
            options={"ordering": ["chapter"]},
        ),
        migrations.RunPython(add, remove),
    ]
