"""Attendance: who was in the room from when to when, and the codes that were used at its doors."""

from django.db import models
from django.db.models import F, Q

from workplan.enums import AttendanceWay
from workplan.models.meeting import AgendaItem, Participant


class Attendance(models.Model):
    """One stay in the room: when the participant came in, and when out."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="stays")
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=5, choices=AttendanceWay, default=AttendanceWay.TAP)

    class Meta:
        ordering = ["participant", "entered_at"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(left_at=None), name="attendance_in_the_room_once"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("entered_at")),
                name="attendance_leaves_after_entering",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.entered_at:%H.%M}"


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
