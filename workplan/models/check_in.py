"""CheckIn: a code that was used at the door of a session."""

from django.db import models

from workplan.models.meeting import AgendaItem, Participant


class CheckIn(models.Model):
    """A participant's code opens the door of one session once. Who was in the room stands in Attendance."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="check_ins")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="check_ins")
    at = models.DateTimeField()

    class Meta:
        ordering = ["agenda_item", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "agenda_item"], name="check_in_once_per_session")
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.at:%H.%M}"
