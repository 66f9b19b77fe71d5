import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("federations", "0002_personal_tokens")]

    operations = [
        migrations.CreateModel(
            name="MailChoices",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_soon", models.BooleanField(default=True, verbose_name="A report is due soon")),
                ("overdue", models.BooleanField(default=True, verbose_name="A report is overdue")),
                ("returned", models.BooleanField(default=True, verbose_name="Rows were returned with a reason")),
                ("verified", models.BooleanField(default=False, verbose_name="Rows were verified")),
                ("comment", models.BooleanField(default=True, verbose_name="Somebody wrote a comment on a row")),
                ("waiting", models.BooleanField(default=True, verbose_name="Reports wait for my decision")),
                ("user", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="mail_choices", to=settings.AUTH_USER_MODEL)),
            ],
            options={"verbose_name_plural": "mail choices", "ordering": ["user"]},
        ),
    ]
