import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("federations", "0005_mails_of_meetings"),
        ("workplan", "0015_people_over_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalRecordLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("token", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Note"),
                            ("decision", "Decision"),
                            ("action", "Action"),
                            ("recommendation", "Recommendation"),
                        ],
                        max_length=14,
                    ),
                ),
                ("text", models.TextField()),
                ("speaker_name", models.CharField(blank=True, max_length=120)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical record line",
                "verbose_name_plural": "historical record lines",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RecordLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("note", "Note"),
                            ("decision", "Decision"),
                            ("action", "Action"),
                            ("recommendation", "Recommendation"),
                        ],
                        max_length=14,
                    ),
                ),
                ("text", models.TextField()),
                ("speaker_name", models.CharField(blank=True, max_length=120)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["meeting", "said_at", "pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_has_its_way_and_quorum",
        ),
        migrations.RemoveConstraint(
            model_name="recommendation",
            name="recommendation_adopted_with_way_and_quorum",
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="indicators",
            field=models.ManyToManyField(blank=True, related_name="agenda", to="workplan.indicator"),
        ),
        migrations.AddField(
            model_name="decision",
            name="federations_needed",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="in_room_count",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="federations_needed",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="in_room_count",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="federations_needed",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="in_room_count",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="federations_needed",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="in_room_count",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", ""), _negated=True),
                    ("decided_at__isnull", False),
                    ("entitled_count__isnull", False),
                    ("federations_present__isnull", False),
                    ("is_quorate__isnull", False),
                    ("needed_count__isnull", False),
                    ("present_count__isnull", False),
                    ("present_count__lte", models.F("entitled_count")),
                    models.Q(
                        models.Q(
                            ("is_quorate", True),
                            ("present_count__gte", models.F("needed_count")),
                            models.Q(
                                ("federations_needed", None),
                                ("federations_present__gte", models.F("federations_needed")),
                                _connector="OR",
                            ),
                        ),
                        models.Q(("is_quorate", False), models.Q(("quorum_waiver", ""), _negated=True)),
                        _connector="OR",
                    ),
                    models.Q(
                        models.Q(("way", "counts"), _negated=True),
                        models.Q(("votes_against__isnull", False), ("votes_for__isnull", False)),
                        _connector="OR",
                    ),
                ),
                name="decision_has_its_way_and_quorum",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            (
                                "adopted",
                                "adopted_amended",
                                "sent",
                                "received",
                                "accepted",
                                "accepted_amended",
                                "merged",
                                "returned",
                                "declined",
                                "carried_out",
                            ),
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        models.Q(("way", ""), _negated=True),
                        ("decided_at__isnull", False),
                        ("entitled_count__isnull", False),
                        ("federations_present__isnull", False),
                        ("is_quorate__isnull", False),
                        ("needed_count__isnull", False),
                        ("present_count__isnull", False),
                        ("present_count__lte", models.F("entitled_count")),
                        models.Q(
                            models.Q(
                                ("is_quorate", True),
                                ("present_count__gte", models.F("needed_count")),
                                models.Q(
                                    ("federations_needed", None),
                                    ("federations_present__gte", models.F("federations_needed")),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(("is_quorate", False), models.Q(("quorum_waiver", ""), _negated=True)),
                            _connector="OR",
                        ),
                        models.Q(
                            models.Q(("way", "counts"), _negated=True),
                            models.Q(("votes_against__isnull", False), ("votes_for__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="recommendation_adopted_with_way_and_quorum",
                violation_error_message="An adoption needs its way of deciding and the quorum.",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
            name="action",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workplan.actionitem",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
            name="agenda_item",
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
            model_name="historicalrecordline",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workplan.decision",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workplan.meeting",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
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
            model_name="historicalrecordline",
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
            model_name="historicalrecordline",
            name="recommendation",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="workplan.participant",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecordline",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="action",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="line",
                to="workplan.actionitem",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="agenda_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="workplan.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="decision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="line",
                to="workplan.decision",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="workplan.meeting"
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="owner_chapter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="federations.chapter",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="owner_unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="federations.unit",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="recommendation",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="line",
                to="workplan.recommendation",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="workplan.participant",
            ),
        ),
        migrations.AddField(
            model_name="recordline",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="recordline",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="record_line_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="recordline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("action", None), ("decision", None), ("kind", "note"), ("recommendation", None)
                    ),
                    models.Q(
                        ("action", None),
                        ("decision__isnull", False),
                        ("kind", "decision"),
                        ("recommendation", None),
                    ),
                    models.Q(("decision", None), ("kind", "action"), ("recommendation", None)),
                    models.Q(
                        ("action", None),
                        ("decision", None),
                        ("kind", "recommendation"),
                        ("recommendation__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="record_line_became_what_its_kind_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordline",
            constraint=models.CheckConstraint(
                condition=models.Q(("speaker", None), ("speaker_name", ""), _connector="OR"),
                name="record_line_has_one_speaker_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordline",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner_chapter", None), ("owner_unit", None), _connector="OR"),
                name="record_line_has_one_owner_at_most",
                violation_error_message="Name one owner: a chapter or a unit.",
            ),
        ),
    ]
