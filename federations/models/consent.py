"""Consent: to which text about contact data somebody agreed, when, and in what way."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import ConsentWay
from federations.models.person import Person

MONTHS_KEPT = 24
"""How long contact data stay after the last office, meeting or consent."""

TEXTS: dict[int, tuple[Promise, ...]] = {
    1: (
        _(
            "The confederation keeps my name, my office and how to reach me (telephone, e-mail) to invite me "
            "to meetings, to send me their papers and to keep a record of them."
        ),
        _(
            "Telephone and e-mail are hidden. The national office, and the coordinator and the secretary of "
            "my region can have them shown; each time is recorded, and I can read that record. They are "
            "given to nobody outside the confederation."
        ),
        _(
            "They are erased 24 months after my last office and my last meeting. I can see my data, have "
            "them corrected, take this consent back and have my data erased at any time."
        ),
    ),
}
"""The texts by version. A text once agreed to never changes: another wording is another version."""
CURRENT = max(TEXTS)


class Consent(models.Model):
    """One agreement to one text; what was agreed to stays on record after it is taken back."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    version = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=ConsentWay)
    given_on = models.DateField(default=timezone.localdate)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.given_on} v{self.version}"

    @property
    def text(self) -> tuple[Promise, ...]:
        """What was agreed to, a paragraph each."""
        return TEXTS[self.version]
