import uuid
from importlib import import_module
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

append_only = import_module("workplan.migrations.0002_append_only")
TABLE = "workplan_comment"


def add(apps: Any, schema_editor: Any) -> None:
    """What was said stays said: the triggers of the log, for comments."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in ("update", "delete"):
        schema_editor.execute((append_only.POSTGRES if is_postgres else append_only.SQLITE).format(table=TABLE, verb=verb))
    if not is_postgres:
        schema_editor.execute(append_only.SQLITE_REPLACE.format(table=TABLE))


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for name in ("update", "delete") if is_postgres else ("update", "delete", "replace"):
        place = f" ON {TABLE}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{name}{place}")


class Migration(migrations.Migration):

    dependencies = [
        ("workplan", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.CharField(max_length=1000)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_from_chapter", models.BooleanField()),
                ("contribution", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="workplan.contribution")),
                ("written_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["written_at", "pk"]},
        ),
        migrations.RunPython(add, remove),
    ]
