"""The office held at a meeting; and how an erasure takes somebody's words out of what is only added to."""

from importlib import import_module
from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

append_only = import_module("workplan.migrations.0002_append_only")

TEXTS = {"transition": "reason", "comment": "text"}
"""The append-only tables in which people write freely, and the column in which they do."""

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
WHEN NOT ({same} AND EXISTS (
  SELECT 1 FROM workplan_redaction
  WHERE instr(OLD.{text}, words) > 0 AND NEW.{text} = replace(OLD.{text}, words, instead)
))
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_redacted_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF {same} AND EXISTS (
    SELECT 1 FROM workplan_redaction
    WHERE position(words IN OLD.{text}) > 0 AND NEW.{text} = replace(OLD.{text}, words, instead)
  ) THEN RETURN NEW; END IF;
  RAISE EXCEPTION '{table} is append-only';
END $$
"""

POSTGRES = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_redacted_only()
"""


def tables(apps: Any) -> Any:
    """Table, text column, and that everything but the text stays as it was."""
    for name, text in TEXTS.items():
        model = apps.get_model("workplan", name)
        others = [field.column for field in model._meta.local_fields if field.column != text]
        same = " AND ".join(f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in others)
        yield model._meta.db_table, text, same


def drop(schema_editor: Any, table: str) -> None:
    place = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_update{place}")


def let_redactions_pass(apps: Any, schema_editor: Any) -> None:
    """Updates are still refused, but for the words that a redaction names."""
    for table, text, same in tables(apps):
        drop(schema_editor, table)
        if schema_editor.connection.vendor == "postgresql":
            function = POSTGRES_FUNCTION.format(table=table, text=text, same=same)
            schema_editor.execute(function, params=None)
            schema_editor.execute(POSTGRES.format(table=table))
        else:
            same = same.replace("IS NOT DISTINCT FROM", "IS")
            schema_editor.execute(SQLITE.format(table=table, text=text, same=same))


def refuse_all(apps: Any, schema_editor: Any) -> None:
    """Refuse every update, as before."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for table, _text, _same in tables(apps):
        drop(schema_editor, table)
        trigger = append_only.POSTGRES if is_postgres else append_only.SQLITE
        schema_editor.execute(trigger.format(table=table, verb="update"))
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION {table}_redacted_only()")


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Who was at a meeting until now held what stands on the card."""
    people = apps.get_model("federations", "Person").objects.filter(pk=OuterRef("person"))
    apps.get_model("workplan", "Participant").objects.update(office=Subquery(people.values("office")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("federations", "0006_people_over_time"),
        ("workplan", "0014_door"),
    ]

    operations = [
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=254)),
                ("instead", models.CharField(max_length=254)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="redaction_has_words"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="office",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunPython(let_redactions_pass, refuse_all),
    ]
