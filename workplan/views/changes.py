"""Why figures are not what they were: of the nation and of a region, of all indicators or of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from federations.models import Region, User, signed_in
from workplan.forms.changes import ChangesForm
from workplan.models import Meeting, WorkYear
from workplan.reporting import differences
from workplan.reporting.amounts import Amount
from workplan.reporting.changes import Cause
from workplan.reporting.differences import Difference, Turn
from workplan.reporting.figures import in_unit
from workplan.reporting.terms import IndicatorTerms
from workplan.views.figures import AS_OF
from workplan.views.frame import work_year_or_404
from workplan.views.origins import indicator_or_404

CAUSES = {
    Cause.NEW: pgettext_lazy("cause", "New"),
    Cause.STARTED: gettext_lazy("Newly reporting"),
    Cause.VERIFIED: gettext_lazy("Verified meanwhile"),
    Cause.LATE: gettext_lazy("Come in late"),
    Cause.CORRECTED: gettext_lazy("Corrected"),
    Cause.GONE: gettext_lazy("Counts no longer"),
}
EXPLAINED = {
    Cause.NEW: gettext_lazy("Months after the one looked back from."),
    Cause.STARTED: gettext_lazy("From chapters that had nothing in the earlier figure."),
    Cause.VERIFIED: gettext_lazy("Had been sent, and waited."),
    Cause.LATE: gettext_lazy("Earlier months that were only sent since."),
    Cause.CORRECTED: gettext_lazy("Counted then and now, with another figure."),
    Cause.GONE: gettext_lazy("Returned after verification, or held by a chapter that has ended."),
}
TURNS = {
    Turn.SET: gettext_lazy("Agreed or come into force"),
    Turn.REVISED: gettext_lazy("Revised"),
    Turn.DROPPED: gettext_lazy("No longer in force"),
}


@dataclass(frozen=True)
class Signed:
    """A difference as the page shows it; of a ratio the numerator with its denominator."""

    terms: IndicatorTerms
    value: Fraction | None
    denominator: Fraction | None = None

    @property
    def decimals(self) -> int:
        """A numerator is a whole number, whatever its percentage shows."""
        return 0 if self.terms.is_ratio else self.terms.decimals

    @classmethod
    def of(cls, terms: IndicatorTerms, amount: Amount | None) -> "Signed":
        if amount is None:
            return cls(terms, None)
        return cls(terms, in_unit(amount.value), in_unit(amount.denominator) if terms.is_ratio else None)


@dataclass(frozen=True)
class Line:
    """An indicator's, or a region's, line."""

    name: str
    code: str
    url: str
    difference: Difference

    def cells(self, causes: Sequence[Cause]) -> list[tuple[str, Signed]]:
        """What each of these causes adds, with its word."""
        found = self.difference.change.by_cause()
        return [
            (str(CAUSES[cause]), Signed.of(self.difference.indicator, found.get(cause))) for cause in causes
        ]


def nation_changes(request: HttpRequest, year: int) -> HttpResponse:
    """All indicators of the nation."""
    user, work_year = _of_nation(request, year)
    form = _form(request, work_year, None)
    found = differences.of_nation(work_year, *form.points)
    lines = [
        _line(
            row, row.indicator.label.name, row.indicator.code, _url(request, "nation_indicator_changes", year)
        )
        for row in found.together
    ]
    return _page(request, user, work_year, form, lines)


def nation_indicator_changes(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One indicator of the nation, region by region."""
    user, work_year = _of_nation(request, year)
    indicator = indicator_or_404(work_year, code)
    form = _form(request, work_year, None)
    found = differences.of_nation(work_year, *form.points, indicator)
    lines = [
        _line(
            each.differences[0],
            each.region.name,
            "",
            _url(request, "region_indicator_changes", year, each.region.code).replace("CODE", code),
        )
        for each in found.regions
    ]
    return _page(request, user, work_year, form, lines, indicator=indicator, whole=found.together[0])


def region_changes(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """All indicators of a region."""
    user, work_year, home = _of_region(request, year, region)
    form = _form(request, work_year, home)
    found = differences.of_region(work_year, home, *form.points)
    lines = [
        _line(
            row,
            row.indicator.label.name,
            row.indicator.code,
            _url(request, "region_indicator_changes", year, region),
        )
        for row in found.together
    ]
    return _page(request, user, work_year, form, lines, region=home)


def region_indicator_changes(request: HttpRequest, year: int, region: str, code: str) -> HttpResponse:
    """One indicator of a region, report by report."""
    user, work_year, home = _of_region(request, year, region)
    indicator = indicator_or_404(work_year, code)
    form = _form(request, work_year, home)
    found = differences.of_region(work_year, home, *form.points)
    whole = next(row for row in found.together if row.indicator.id == indicator.pk)
    return _page(request, user, work_year, form, [], region=home, indicator=indicator, whole=whole)


def _of_nation(request: HttpRequest, year: int) -> tuple[User, WorkYear]:
    user = signed_in(request)
    if not user.scope.sees_nation:
        raise PermissionDenied
    return user, work_year_or_404(request, year)


def _of_region(request: HttpRequest, year: int, region: str) -> tuple[User, WorkYear, Region]:
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    return user, work_year_or_404(request, year), home


def _form(request: HttpRequest, year: WorkYear, region: Region | None) -> ChangesForm:
    zone = region.zone if region else timezone.get_current_timezone()
    return ChangesForm(request.GET, months=year.as_of_months(), last=year.default_as_of(), zone=zone)


def _url(request: HttpRequest, name: str, *place: object) -> str:
    """The address of one indicator's page, with `CODE` in its place and the same two points."""
    query = request.GET.urlencode()
    return reverse(name, args=(*place, "CODE")) + (f"?{query}" if query else "")


def _line(row: Difference, name: str, code: str, url: str) -> Line:
    return Line(name, code, url.replace("CODE", code), row)


def _bridge(whole: Difference) -> list[dict[str, Any]]:
    """What leads from the figure then to the figure now."""
    return [
        {"word": CAUSES[cause], "says": EXPLAINED[cause], "signed": Signed.of(whole.indicator, amount)}
        for cause, amount in whole.change.by_cause().items()
    ]


def _parts(whole: Difference, year: WorkYear, region: Region, per: str) -> list[dict[str, Any]]:
    """Report by report, each open to its chapter's page."""
    terms = whole.indicator
    return [
        {
            "name": part.chapter.name,
            "url": reverse("chapter_indicator", args=(year.year, region.code, part.chapter.code, terms.code))
            + f"?{AS_OF}={per}",
            "month": part.month,
            "word": CAUSES[part.cause],
            "before": Signed.of(terms, part.before),
            "after": Signed.of(terms, part.after),
            "signed": Signed.of(terms, part.difference),
        }
        for part in whole.change.parts
    ]


def _page(
    request: HttpRequest,
    user: User,
    year: WorkYear,
    form: ChangesForm,
    lines: Sequence[Line],
    *,
    region: Region | None = None,
    indicator: Any = None,
    whole: Difference | None = None,
) -> HttpResponse:
    """The page of a scope; `whole` where it is about one indicator."""
    then, now = form.points
    others = [line for line in lines if line.difference.is_other]
    found = {cause for line in others for cause in line.difference.change.by_cause()}
    causes = [cause for cause in CAUSES if cause in found]
    context = {
        "year": year,
        "region": region,
        "indicator": indicator,
        "form": form,
        "then": then,
        "now": now,
        "causes": [CAUSES[cause] for cause in causes],
        "lines": [{"line": line, "cells": line.cells(causes)} for line in others],
        "unchanged": len(lines) - len(others),
        "whole": whole,
        "bridge": _bridge(whole) if whole else [],
        "turns": [{"part": part, "word": TURNS[part.turn]} for part in (whole.target_parts if whole else ())],
        "parts": _parts(whole, year, region, f"{now.month:%Y-%m}") if whole and region else [],
        "meeting": _last_position(user, region, year) if region else None,
    }
    return render(request, "workplan/change_detail.html", context)


def _last_position(user: User, region: Region, year: WorkYear) -> Meeting | None:
    """The latest meeting that froze its data position: what has changed since?"""
    meetings = Meeting.objects.visible_to(user).filter(region=region, year=year, data_position__isnull=False)
    return meetings.select_related("data_position").order_by("-starts_at").first()
