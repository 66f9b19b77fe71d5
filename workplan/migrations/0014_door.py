"""How somebody's coming was recorded; codes for the door, and where they were used."""

import django.db.models.deletion
from typing import Any
from django.db import migrations, models
from django.db.models import F


def tell_sheets(apps: Any, schema_editor: Any) -> None:
    """Until now the signed sheet was told by the moment: present from the meeting's very beginning."""
    rows = apps.get_model("workplan", "Attendance").objects
    from_sheet = rows.filter(entered_at=F("participant__meeting__started_at"))
    rows.filter(pk__in=list(from_sheet.values_list("pk", flat=True))).update(way="sheet")


class Migration(migrations.Migration):
    """Two fields and a table."""

    dependencies = [("workplan", "0013_national_forum")]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="way",
            field=models.CharField(
                choices=[
                    ("tap", "by the secretary"),
                    ("code", "with a code at the door"),
                    ("sheet", "from the signed sheet"),
                ],
                default="tap",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="code_version",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "agenda_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="workplan.agendaitem",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="workplan.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["agenda_item", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "agenda_item"), name="check_in_once_per_session"
                    )
                ],
            },
        ),
        migrations.RunPython(tell_sheets, migrations.RunPython.noop),
    ]
