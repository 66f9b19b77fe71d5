"""What leaders add aloud in the room; who owns a recommendation, and the commission it comes from."""

import django.db.models.deletion
import django.utils.timezone
import rakerwil.fields
import uuid
from importlib import import_module
from typing import Any
from django.conf import settings
from django.db import migrations, models

append_only = import_module("workplan.migrations.0002_append_only")
TABLE = "workplan_raisedpledge"


def add(apps: Any, schema_editor: Any) -> None:
    """What was said stays said: the triggers of the log."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for verb in ("update", "delete"):
        trigger = append_only.POSTGRES if is_postgres else append_only.SQLITE
        schema_editor.execute(trigger.format(table=TABLE, verb=verb))
    if not is_postgres:
        schema_editor.execute(append_only.SQLITE_REPLACE.format(table=TABLE))


def remove(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for name in ("update", "delete") if is_postgres else ("update", "delete", "replace"):
        place = f" ON {TABLE}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{name}{place}")


class Migration(migrations.Migration):
    """One table that is only added to, and three fields of recommendations."""

    dependencies = [
        ("federations", "0004_letterhead"),
        ("workplan", "0010_dossier"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RaisedPledge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("amount", rakerwil.fields.FigureField()),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["meeting", "said_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="commission",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workplan.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="owner_chapter",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="federations.chapter",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="owner_unit",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="federations.unit",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="commission",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="workplan.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="owner_chapter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_recommendations",
                to="federations.chapter",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="owner_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_recommendations",
                to="federations.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner_chapter", None), ("owner_unit", None), _connector="OR"),
                name="recommendation_has_one_owner_at_most",
                violation_error_message="Name one owner: a chapter or a unit.",
            ),
        ),
        migrations.AddField(
            model_name="raisedpledge",
            name="chapter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="raised_pledges",
                to="federations.chapter",
            ),
        ),
        migrations.AddField(
            model_name="raisedpledge",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="raised_pledges",
                to="workplan.indicator",
            ),
        ),
        migrations.AddField(
            model_name="raisedpledge",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="raised_pledges",
                to="workplan.meeting",
            ),
        ),
        migrations.AddField(
            model_name="raisedpledge",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="raised_pledges",
                to="workplan.participant",
            ),
        ),
        migrations.AddField(
            model_name="raisedpledge",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="raisedpledge",
            name="takes_back",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_back",
                to="workplan.raisedpledge",
            ),
        ),
        migrations.AddConstraint(
            model_name="raisedpledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="raised_pledge_adds_something"
            ),
        ),
        migrations.RunPython(add, remove),
    ]
