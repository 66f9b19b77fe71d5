"""Disposition: the national meeting's answer to one recommendation, or to a composite of several."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from workplan.enums import Outcome
from workplan.models.composite import Composite
from workplan.models.decision import Decision
from workplan.models.recommendation import Recommendation

if TYPE_CHECKING:
    from federations.models import User


Subject = Recommendation | Composite
"""What the national meeting answers."""


class DispositionQuerySet(models.QuerySet["Disposition"]):
    """Answers by who may read them."""

    def published(self) -> "DispositionQuerySet":
        """Those that have gone out to the regions."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, user: "User") -> "DispositionQuerySet":
        """Once published, everybody's who sees the recommendation; before that the national office's."""
        if user.scope.is_admin:
            return self
        seen = Recommendation.objects.visible_to(user)
        return self.published().filter(
            Q(recommendation__in=seen)
            | Q(composite__in=seen.filter(composite__isnull=False).order_by().values("composite"))
        )


class Disposition(models.Model):
    """Outcome, answer, who sees to it and by when. A draft of the national office until it is published."""

    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="disposition"
    )
    composite = models.OneToOneField(
        Composite, on_delete=models.PROTECT, null=True, blank=True, related_name="disposition"
    )
    """What is answered: this, or the recommendation."""
    outcome = models.CharField(max_length=16, choices=Outcome)
    answer = models.TextField()
    """What the region and its federations read: the answer and its reason."""
    wording = models.TextField(blank=True)
    """The words that are accepted in the place of the region's, where it was amended."""
    merged_into = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    merged_into_composite = models.ForeignKey(
        Composite, on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    """The composite whose answer stands for this origin."""
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="dispositions"
    )
    """The national meeting's decision, where it was not answered from the desk."""
    owner = models.CharField(max_length=120, blank=True)
    """Who sees to it: an office, never a person's name."""
    due_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    """The national office's own; no region reads it."""
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = DispositionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["recommendation", "composite"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recommendation__isnull=False, composite=None)
                | (Q(recommendation=None, composite__isnull=False) & ~Q(outcome=Outcome.MERGED)),
                name="disposition_answers_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.MERGED, merged_into__isnull=False, merged_into_composite=None)
                | Q(outcome=Outcome.MERGED, merged_into=None, merged_into_composite__isnull=False)
                | (~Q(outcome=Outcome.MERGED) & Q(merged_into=None, merged_into_composite=None)),
                name="disposition_merged_names_the_other",
                violation_error_message=_("Name the recommendation that it is merged with."),
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("recommendation")),
                name="disposition_merged_with_another",
                violation_error_message=_("A recommendation is merged with another one, not with itself."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=(Outcome.ACCEPTED, Outcome.ACCEPTED_AMENDED))
                | (~Q(owner="") & Q(due_on__isnull=False)),
                name="disposition_accepted_has_owner_and_date",
                violation_error_message=_("What is accepted needs somebody who sees to it, and a date."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.ACCEPTED_AMENDED) | ~Q(wording=""),
                name="disposition_amended_has_its_wording",
                violation_error_message=_("Write the wording that is accepted."),
            ),
            models.CheckConstraint(condition=~Q(answer=""), name="disposition_has_an_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.get_outcome_display()}"

    @property
    def subject(self) -> Subject:
        """What it answers."""
        subject = self.recommendation or self.composite
        assert subject is not None  # noqa: S101 - the constraint says so
        return subject

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
