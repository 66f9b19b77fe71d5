"""MailChoices: which reminders a person wants by mail."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from federations.enums import Reminder
from federations.models.user import User


class MailChoices(models.Model):
    """One person's choice of reminders. Who never chose has no row, and the fields' defaults hold."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="mail_choices")
    due_soon = models.BooleanField(_("A report is due soon"), default=True)
    overdue = models.BooleanField(_("A report is overdue"), default=True)
    returned = models.BooleanField(_("Rows were returned with a reason"), default=True)
    verified = models.BooleanField(_("Rows were verified"), default=False)
    comment = models.BooleanField(_("Somebody wrote a comment on a row"), default=True)
    waiting = models.BooleanField(_("Reports wait for my decision"), default=True)
    minutes = models.BooleanField(_("Minutes go round, or a correction of mine is answered"), default=True)
    action = models.BooleanField(_("An action of mine is due soon or overdue"), default=True)

    class Meta:
        ordering = ["user"]
        verbose_name_plural = "mail choices"

    def __str__(self) -> str:
        return f"{self.user}"

    @classmethod
    def of(cls, user: User) -> "MailChoices":
        """What the person chose, or what holds without a choice (not saved)."""
        return cls.objects.filter(user=user).first() or cls(user=user)

    @classmethod
    def wanting(cls, reminder: Reminder, path: str = "") -> Q:
        """That a user, reached from another row through `path`, wants this reminder."""
        chosen = Q(**{f"{path}mail_choices__{reminder}": True})
        is_default = bool(getattr(cls(), reminder))
        return chosen | Q(**{f"{path}mail_choices": None}) if is_default else chosen
