"""One report: how it came about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rakerwil.access import visible_or_404
from workplan.models import Contribution
from workplan.reporting import reports


def history(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: who typed what when, its steps and their reasons; for those who may look into it."""
    rows = Contribution.objects.select_related(
        "indicator__year", "chapter__region", "chapter__federation", "chapter__district"
    )
    report = visible_or_404(request, rows, pk=pk)
    context = {
        "report": report,
        "indicator": report.indicator,
        "chapter": report.chapter,
        "amount": reports.amount(report, report.indicator),
        "log": reports.history(report),
    }
    return render(request, "workplan/contribution_history.html", context)
