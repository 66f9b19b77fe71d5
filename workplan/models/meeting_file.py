"""MeetingFile: a signed sheet, a photo or another paper kept with a meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workplan.enums import MeetingFileKind
from workplan.models.meeting import AgendaItem, Meeting


class MeetingFile(models.Model):
    """One file of a meeting's dossier. Its bytes lie once, by content, beside those of evidence."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="files")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    """The session that an attendance sheet was signed for; empty: the whole meeting."""
    kind = models.CharField(max_length=20, choices=MeetingFileKind)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["meeting", "kind", "uploaded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "sha256"],
                name="meeting_file_once_per_kind",
                violation_error_message=_("This file is already here."),
            ),
            models.CheckConstraint(condition=Q(sha256__length=64), name="meeting_file_has_its_digest"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def storage_name(self) -> str:
        """Where the bytes lie: opaque, by content."""
        return f"rapat/{self.sha256[:2]}/{self.sha256}"
