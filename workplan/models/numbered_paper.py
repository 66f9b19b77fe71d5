"""NumberedPaper: the line of the register under which a paper of a meeting goes out."""

from django.db import models

from workplan.enums import PaperKind
from workplan.models.issued_letter import IssuedLetter
from workplan.models.meeting import Meeting


class NumberedPaper(models.Model):
    """Berita acara and keputusan bear a number of the office's register, each once for a meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="numbered_papers")
    kind = models.CharField(max_length=20, choices=PaperKind)
    letter = models.OneToOneField(IssuedLetter, on_delete=models.PROTECT, related_name="paper")

    class Meta:
        ordering = ["meeting", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="paper_numbered_once_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.letter}"
