"""Transition: the log of who moved what from which state to which, when and why."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class TransitionQuerySet(models.QuerySet["Transition"]):
    """The log, read."""

    def of(self, thing: models.Model) -> "TransitionQuerySet":
        """The steps of one thing, oldest first."""
        return self.filter(noun=thing._meta.label_lower, object_id=thing.pk).order_by("at", "pk")


class Transition(models.Model):
    """One step of one thing. Database triggers refuse to change or remove it."""

    noun = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    verb = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    objects = TransitionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["noun", "object_id", "at"], name="transition_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.noun} {self.object_id}: {self.verb}"
