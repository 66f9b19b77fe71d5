from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("federations", "0004_letterhead")]

    operations = [
        migrations.AddField(
            model_name="mailchoices",
            name="minutes",
            field=models.BooleanField(
                default=True, verbose_name="Minutes go round, or a correction of mine is answered"
            ),
        ),
        migrations.AddField(
            model_name="mailchoices",
            name="action",
            field=models.BooleanField(default=True, verbose_name="An action of mine is due soon or overdue"),
        ),
    ]
