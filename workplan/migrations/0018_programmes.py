"""Programmes, and what became one of an answer."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables and a column."""

    dependencies = [
        ('federations', '0006_people_over_time'),
        ('workplan', '0017_book'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalProgramme',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('partner', models.CharField(blank=True, max_length=200)),
                ('agreement', models.CharField(blank=True, max_length=200)),
                ('about', models.TextField(blank=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical programme',
                'verbose_name_plural': 'historical programmes',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('partner', models.CharField(blank=True, max_length=200)),
                ('agreement', models.CharField(blank=True, max_length=200)),
                ('about', models.TextField(blank=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
            options={
                'ordering': ['starts_on', 'name', 'pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='consequence',
            name='consequence_is_one_thing',
        ),
        migrations.AddField(
            model_name='historicalprogramme',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalprogramme',
            name='unit',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='federations.unit'),
        ),
        migrations.AddField(
            model_name='historicalprogramme',
            name='year',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='workplan.workyear'),
        ),
        migrations.AddField(
            model_name='programme',
            name='indicators',
            field=models.ManyToManyField(related_name='programmes', to='workplan.indicator'),
        ),
        migrations.AddField(
            model_name='programme',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='federations.unit'),
        ),
        migrations.AddField(
            model_name='programme',
            name='year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='workplan.workyear'),
        ),
        migrations.AddField(
            model_name='consequence',
            name='programme',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='origin', to='workplan.programme'),
        ),
        migrations.AddConstraint(
            model_name='consequence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action', None), ('indicator__isnull', False), ('programme', None), ('target', None)), models.Q(('action', None), ('indicator', None), ('programme', None), ('target__isnull', False)), models.Q(('action', None), ('indicator', None), ('programme__isnull', False), ('target', None)), models.Q(('action__isnull', False), ('indicator', None), ('programme', None), ('target', None)), _connector='OR'), name='consequence_is_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.UniqueConstraint(fields=('year', 'name'), name='programme_name_once', violation_error_message='The year has a programme of this name already.'),
        ),
        migrations.AddConstraint(
            model_name='programme',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='programme_ends_after_it_starts', violation_error_message="It can't end before it starts."),
        ),
    ]
