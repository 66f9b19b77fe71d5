"""Contribution: what a chapter reports for one indicator and one month, with its evidence."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import COORDINATOR_OFFICE, Role
from federations.models import Chapter, Membership
from rakerwil.fields import FigureField
from rakerwil.first_looks import KINDS
from rakerwil.transitions import StateTable, Step
from workplan.enums import ContributionState
from workplan.models.indicator import Indicator
from workplan.models.transition import Transition

if TYPE_CHECKING:
    from federations.models import User

STEPS = StateTable(
    {
        "submit": Step((ContributionState.DRAFT, ContributionState.RETURNED), ContributionState.SUBMITTED),
        "correct": Step(
            (ContributionState.DRAFT, ContributionState.RETURNED),
            ContributionState.SUBMITTED,
            needs_reason=True,
        ),
        "take_back": Step((ContributionState.SUBMITTED,), ContributionState.DRAFT),
        "verify": Step((ContributionState.SUBMITTED,), ContributionState.VERIFIED),
        "send_back": Step((ContributionState.SUBMITTED,), ContributionState.RETURNED, needs_reason=True),
        "reopen": Step((ContributionState.VERIFIED,), ContributionState.RETURNED, needs_reason=True),
    }
)

EDITABLE_STATES = (ContributionState.DRAFT, ContributionState.RETURNED)
"""States in which a chapter types; a figure may then be half filled in."""


class ImportBatch(models.Model):
    """One file of contributions taken in whole: by whom, when, and which file."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    row_count = models.PositiveIntegerField()
    imported_at = models.DateTimeField(default=timezone.now)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["imported_at", "pk"]

    def __str__(self) -> str:
        return self.file_name


def _reports_seen_by(user: "User", chapter: str = "") -> Q:
    """With drafts, notes, reasons and evidence: own chapter, own region, own federation, or all.

    `chapter` leads from the rows that are filtered to the chapter. Observers see verified figures only, and
    those come from `reporting/`.
    """
    scope = user.scope
    if scope.roles & {Role.ADMIN, Role.AUDITOR}:
        return Q()
    return (
        Q(**{f"{chapter}pk__in": scope.chapter_ids})
        | Q(**{f"{chapter}region__in": scope.runs_region_ids})
        | Q(**{f"{chapter}federation__in": scope.federation_office_of})
    )


def chapters_read_by(user: "User") -> "models.QuerySet[Chapter]":
    """The chapters whose reports the user may look into."""
    return Chapter.objects.filter(_reports_seen_by(user))


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Reports by state and by who may see them."""

    def visible_to(self, user: "User") -> "ContributionQuerySet":
        """Those of the chapters whose reports the user may look into."""
        return self.filter(_reports_seen_by(user, "chapter__"))

    def with_sender(self) -> "ContributionQuerySet":
        """Knows of each row whether a coordinator of its region sent it, without asking again."""
        sent = Membership.objects.filter(
            user=OuterRef("submitted_by"), role=Role.COORDINATOR, region=OuterRef("chapter__region")
        )
        return self.annotate(sent_by_coordinator=Exists(sent))

    def with_corrections(self) -> "ContributionQuerySet":
        """Knows of each row when and why the national office corrected it last after the lock, if it did."""
        steps = Transition.objects.filter(
            noun="workplan.contribution", object_id=OuterRef("pk"), verb="correct"
        ).order_by("-at", "-pk")
        return self.annotate(
            corrected_at=Subquery(steps.values("at")[:1]), correction=Subquery(steps.values("reason")[:1])
        )

    def for_coordinator(self, user: "User") -> "ContributionQuerySet":
        """What a coordinator decides: not the own office's reports, nor what they sent themselves."""
        return self.exclude(chapter__federation__code=COORDINATOR_OFFICE).exclude(submitted_by=user)

    def for_nation(self, user: "User") -> "ContributionQuerySet":
        """What the national office decides: the coordinators' own offices, and what coordinators sent."""
        theirs = Q(chapter__federation__code=COORDINATOR_OFFICE) | Q(sent_by_coordinator=True)
        return self.with_sender().filter(theirs).exclude(submitted_by=user)

    def submitted(self) -> "ContributionQuerySet":
        return self.filter(state=ContributionState.SUBMITTED)

    def verified(self) -> "ContributionQuerySet":
        return self.filter(state=ContributionState.VERIFIED)

    def returned(self) -> "ContributionQuerySet":
        return self.filter(state=ContributionState.RETURNED)


class Contribution(models.Model):
    """One figure of one chapter for one month. Only verified ones count (domain.md section 2)."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="contributions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="contributions")
    month = models.DateField()
    state = models.CharField(max_length=10, choices=ContributionState, default=ContributionState.DRAFT)
    value = FigureField(null=True, blank=True)
    numerator = FigureField(null=True, blank=True)
    denominator = FigureField(null=True, blank=True)
    women = FigureField(null=True, blank=True)
    men = FigureField(null=True, blank=True)
    note = models.TextField(blank=True)
    first_submitted_on = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    import_batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    version = models.PositiveIntegerField(default=1)
    token = models.UUIDField(null=True, blank=True, editable=False)
    """Of the sending that wrote this version: what goes up twice from a weak network counts once."""
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ContributionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["indicator__position", "month", "chapter"]
        indexes = [
            # Covers the roll-up's one statement: nothing but the index is read.
            models.Index(
                fields=[
                    "indicator", "chapter", "month", "state", "value",
                    "numerator", "denominator", "first_submitted_on",
                ],
                name="contribution_rollup",
            ),
            models.Index(fields=["chapter", "month", "state"], name="contribution_month"),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "indicator", "month"],
                name="contribution_once_per_month",
                violation_error_message=_("There is already a report for this indicator and month."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(numerator=None, denominator=None)
                    | Q(value=None, numerator__isnull=False, denominator__isnull=False)
                    | Q(value=None, state__in=EDITABLE_STATES)
                ),
                name="contribution_value_or_pair",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EDITABLE_STATES)
                | Q(value__isnull=False)
                | Q(denominator__isnull=False),
                name="contribution_submitted_has_a_figure",
                violation_error_message=_("Fill in the figure before you send it."),
            ),
            models.CheckConstraint(
                condition=(
                    (Q(value=None) | Q(value__gte=0))
                    & (Q(numerator=None) | Q(numerator__gte=0))
                    & (Q(denominator=None) | Q(denominator__gte=0))
                    & (Q(women=None) | Q(women__gte=0))
                    & (Q(men=None) | Q(men__gte=0))
                ),
                name="contribution_never_negative",
                violation_error_message=_("A figure is never negative."),
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator=None) | Q(numerator__lte=F("denominator")),
                name="contribution_part_within_whole",
                violation_error_message=_("The part is larger than the whole."),
            ),
            models.CheckConstraint(
                condition=Q(women=None) | Q(men=None) | Q(value=F("women") + F("men")),
                name="contribution_women_and_men_make_the_value",
                violation_error_message=_("Women and men together must make the value."),
            ),
            models.CheckConstraint(
                condition=Q(state=ContributionState.DRAFT) | Q(first_submitted_on__isnull=False),
                name="contribution_submitted_has_its_day",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(state=ContributionState.VERIFIED, verified_at__isnull=False)
                     & (Q(verified_by__isnull=False) | Q(import_batch__isnull=False)))
                    | (~Q(state=ContributionState.VERIFIED) & Q(verified_at=None, verified_by=None))
                ),
                name="contribution_verified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(submitted_by=None) | ~Q(verified_by=F("submitted_by")),
                name="contribution_not_verified_by_its_sender",
                violation_error_message=_("Nobody verifies what they themselves submitted."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ContributionState.RETURNED)
                | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
                name="contribution_returned_with_a_reason",
                violation_error_message=_("Write the reason, so that the chapter knows what to change."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.month:%Y-%m} {self.chapter}"

    @property
    def has_figure(self) -> bool:
        """Something was typed; a declared zero is a figure, a blank is not."""
        return self.value is not None or self.denominator is not None

    @property
    def figures(self) -> tuple[Decimal | None, ...]:
        """Everything that was typed as a number."""
        return (self.value, self.numerator, self.denominator, self.women, self.men)

    @property
    def is_blank(self) -> bool:
        """Not even half a figure was typed."""
        return all(figure is None for figure in self.figures)

    @property
    def is_as_imported(self) -> bool:
        """Nobody has worked on it since the file that brought it."""
        return self.import_batch is not None and self.changed_at == self.import_batch.imported_at

    @property
    def is_editable(self) -> bool:
        """Its chapter may still change it."""
        return self.state in EDITABLE_STATES

    @property
    def is_late(self) -> bool:
        """First sent after the due day."""
        return self.first_submitted_on is not None and (
            self.first_submitted_on > self.indicator.year.due_on(self.month)
        )


class Evidence(models.Model):
    """Bukti dukung: a file behind a contribution, stored once by its content (decisions, data 15)."""

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="evidence")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["uploaded_at", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["contribution", "sha256"], name="evidence_once_per_contribution")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def storage_name(self) -> str:
        """Where the bytes lie: opaque, by content, never by the name somebody gave."""
        return f"{self.sha256[:2]}/{self.sha256}"

    @property
    def look_name(self) -> str:
        """Where its first look lies, once somebody has taken one; empty where it showed nothing."""
        return f"{self.storage_name}.look"

    @property
    def has_look(self) -> bool:
        """Of photos and PDFs one can see something without opening them."""
        return self.content_type in KINDS
