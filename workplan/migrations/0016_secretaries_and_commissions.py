import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workplan", "0015_record_lines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalminutesentry",
            name="token",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="minutesentry",
            name="token",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name="HistoricalCommissionMember",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair of the commission"),
                            ("secretary", "Secretary of the commission"),
                            ("member", "Member"),
                        ],
                        default="member",
                        max_length=9,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workplan.agendaitem",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        error_messages={"unique": "Who sits in one commission does not sit in another."},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="workplan.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical commission member",
                "verbose_name_plural": "historical commission members",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CommissionMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair of the commission"),
                            ("secretary", "Secretary of the commission"),
                            ("member", "Member"),
                        ],
                        default="member",
                        max_length=9,
                    ),
                ),
                (
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="workplan.agendaitem",
                    ),
                ),
                (
                    "participant",
                    models.OneToOneField(
                        error_messages={"unique": "Who sits in one commission does not sit in another."},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="commission_seat",
                        to="workplan.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["commission", "participant__number"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("role", "chair")),
                        fields=("commission",),
                        name="commission_has_one_chair",
                        violation_error_message="A commission has one chair.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("role", "secretary")),
                        fields=("commission",),
                        name="commission_has_one_secretary",
                        violation_error_message="A commission has one secretary.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommissionReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("handed_in", "Handed in to the plenary"),
                            ("presented", "Heard by the plenary"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("presented_at", models.DateTimeField(blank=True, null=True)),
                (
                    "commission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="workplan.agendaitem",
                    ),
                ),
                (
                    "presented_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heard_reports",
                        to="workplan.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["commission"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("handed_in_at", None),
                                ("presented_at", None),
                                ("presented_in", None),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("handed_in_at__isnull", False),
                                ("presented_at", None),
                                ("presented_in", None),
                                ("state", "handed_in"),
                            ),
                            models.Q(
                                ("handed_in_at__isnull", False),
                                ("presented_at__isnull", False),
                                ("presented_in__isnull", False),
                                ("state", "presented"),
                            ),
                            _connector="OR",
                        ),
                        name="commission_report_state_has_its_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MinutesWriter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("coordinator", "Coordinator"),
                            ("secretary", "Secretary of the Korwil"),
                            ("national", "National office"),
                            ("commission", "Secretary of the commission"),
                        ],
                        max_length=12,
                    ),
                ),
                ("seen_at", models.DateTimeField()),
                (
                    "agenda_item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writers",
                        to="workplan.agendaitem",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["agenda_item", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agenda_item", "user"), name="minutes_writer_once_per_item"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OvertakenText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "chosen",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mine", "The overtaken one"),
                            ("stored", "The saved one"),
                            ("mixed", "Something of both"),
                        ],
                        default="",
                        max_length=6,
                    ),
                ),
                ("chosen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overtaken",
                        to="workplan.minutesentry",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["entry", "written_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("chosen", "")),
                        fields=("entry", "written_by"),
                        name="overtaken_text_one_open_per_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chosen", ""), ("chosen_at", None)),
                            models.Q(
                                ("chosen__in", ["mine", "stored", "mixed"]), ("chosen_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="overtaken_text_chosen_with_time",
                    ),
                ],
            },
        ),
    ]
