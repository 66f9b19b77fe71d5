"""Comment: what coordinator and chapter say to each other about one report."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from workplan.models.contribution import Contribution


class CommentQuerySet(models.QuerySet["Comment"]):
    """The talk about reports, read."""

    def with_authors(self) -> "CommentQuerySet":
        return self.select_related("written_by__person")


class Comment(models.Model):
    """A short text on one report. Database triggers refuse to change or remove it."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="comments")
    text = models.CharField(max_length=1000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    is_from_chapter = models.BooleanField()
    """Said by those who fill in, otherwise by those who decide or run the region."""

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @classmethod
    def beside(cls, reports: "models.QuerySet[Contribution]") -> "models.QuerySet[Contribution]":
        """Reports that know how many comments they have, and of the last one text, time and side."""
        said = cls.objects.filter(contribution=OuterRef("pk")).order_by("-written_at", "-pk")
        count = said.order_by().values("contribution").annotate(count=Count("pk")).values("count")
        return reports.annotate(
            comment_count=Coalesce(Subquery(count), 0),
            last_comment=Subquery(said.values("text")[:1]),
            last_comment_at=Subquery(said.values("written_at")[:1]),
            last_comment_is_from_chapter=Subquery(said.values("is_from_chapter")[:1]),
        )
