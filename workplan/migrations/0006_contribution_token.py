from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workplan", "0005_chapter_marks")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="token",
            field=models.UUIDField(blank=True, editable=False, null=True),
        )
        for name in ("contribution", "historicalcontribution")
    ]
