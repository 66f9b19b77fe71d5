"""Makings of the book of all regions, with how far each is."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies = [
        ("workplan", "0016_secretaries_and_commissions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("making", "In the making"),
                            ("ready", "Ready"),
                            ("failed", "Not made"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("figures", "Gathering the figures of all regions"),
                            ("pdf", "Setting the PDF"),
                            ("docx", "Writing the Word file"),
                            ("xlsx", "Writing the workbook"),
                            ("tables", "Writing CSV and JSON"),
                        ],
                        default="figures",
                        max_length=10,
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=0)),
                ("parts", models.PositiveSmallIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("as_of", models.CharField(blank=True, max_length=7)),
                ("error", models.CharField(blank=True, max_length=200)),
                ("sizes", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="workplan.workyear",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "making"))),
                        fields=("year",),
                        name="book_made_once_at_a_time",
                        violation_error_message="The book is being made already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ("waiting", "making"))),
                            models.Q(("ended_at__isnull", False), ("state__in", ("ready", "failed"))),
                            _connector="OR",
                        ),
                        name="book_ended_when_it_is_ready_or_failed",
                    ),
                ],
            },
        ),
    ]
