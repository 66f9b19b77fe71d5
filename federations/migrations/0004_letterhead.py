"""The letterhead becomes a thing of its own; the addresses of the regions move there."""

from typing import Any

import django.core.validators
import django.db.models.deletion
import federations.models.letterhead
import simple_history.models
from django.conf import settings
from django.db import migrations, models


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Each region's address moves to its letterhead, signed in the capital."""
    letterheads = apps.get_model("federations", "Letterhead")
    for region in apps.get_model("federations", "Region").objects.exclude(letterhead=""):
        letterheads.objects.create(region_id=region.pk, address=region.letterhead, seat=region.capital)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table could not be altered now


class Migration(migrations.Migration):

    dependencies = [
        ('federations', '0003_mail_choices'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalLetterhead',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('address', models.TextField(blank=True)),
                ('seat', models.CharField(blank=True, max_length=60)),
                ('issuer', models.CharField(blank=True, max_length=40, validators=[django.core.validators.RegexValidator('^[^{}]*$', 'Without braces, please.')])),
                ('numbering', models.CharField(default='{nomor}/{penerbit}/{bulan}/{tahun}', max_length=60, validators=[federations.models.letterhead.check_numbering])),
                ('chair_title', models.CharField(blank=True, max_length=60)),
                ('chair_name', models.CharField(blank=True, max_length=120)),
                ('secretary_title', models.CharField(blank=True, max_length=60)),
                ('secretary_name', models.CharField(blank=True, max_length=120)),
                ('version', models.PositiveIntegerField(default=1)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='federations.region')),
            ],
            options={
                'verbose_name': 'historical letterhead',
                'verbose_name_plural': 'historical letterheads',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.TextField(blank=True)),
                ('logo', models.BinaryField(blank=True, default=b'')),
                ('seat', models.CharField(blank=True, max_length=60)),
                ('issuer', models.CharField(blank=True, max_length=40, validators=[django.core.validators.RegexValidator('^[^{}]*$', 'Without braces, please.')])),
                ('numbering', models.CharField(default='{nomor}/{penerbit}/{bulan}/{tahun}', max_length=60, validators=[federations.models.letterhead.check_numbering])),
                ('chair_title', models.CharField(blank=True, max_length=60)),
                ('chair_name', models.CharField(blank=True, max_length=120)),
                ('secretary_title', models.CharField(blank=True, max_length=60)),
                ('secretary_name', models.CharField(blank=True, max_length=120)),
                ('version', models.PositiveIntegerField(default=1)),
                ('region', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letterhead', to='federations.region')),
            ],
            options={
                'ordering': ['region__code'],
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('region', None)), name='letterhead_one_for_the_national_office')],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='historicalregion',
            name='letterhead',
        ),
        migrations.RemoveField(
            model_name='region',
            name='letterhead',
        ),
    ]
