"""The queue of those who decide: what waits by chapter and month; verify, return, reopen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import Chapter, Region, User, signed_in
from rakerwil.access import permit, verb
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from rakerwil.wording import month_name
from workplan.actions import verifications
from workplan.actions.verifications import Seen
from workplan.enums import ContributionState
from workplan.models import Contribution, WorkYear
from workplan.reporting import months, queues
from workplan.reporting.queues import Batch
from workplan.views.frame import work_year_or_404
from workplan.views.lines import Row


@dataclass(frozen=True)
class Place:
    """Whose queue: a region's in a year, before one user."""

    user: User
    year: WorkYear
    region: Region
    chapters: list[Chapter]

    def may_decide(self, row: Contribution) -> bool:
        """The coordinator, or for the coordinator's own the nation; never who sent it."""
        return self.user.has_perm("workplan.verify_contribution", row)

    def whose(self, row: Contribution) -> str:
        """Why a report is not this user's to decide."""
        if row.submitted_by_id == self.user.pk:
            return _("You sent it yourself: somebody else decides.")
        if self.region.pk in self.user.scope.coordinates:
            return _("The national office decides.")
        return _("The coordinator decides.")


def place(request: HttpRequest, year: int, region: str) -> Place:
    """The queue of an address; outside the scope 404, without the right 403. One statement."""
    user = signed_in(request)
    chapters = list(
        Chapter.objects.filter(region__code=region).select_related("region", "federation", "district")
    )
    home = chapters[0].region if chapters else get_object_or_404(Region, code=region)
    scope = user.scope
    if not scope.sees_nation and home.pk not in scope.region_ids:
        raise Http404
    permit(request, "workplan.see_queue", home)
    return Place(user, work_year_or_404(request, year), home, chapters)


@dataclass(frozen=True)
class Waiting:
    """A chapter's month in the queue, as one user sees it."""

    batch: Batch
    mine: int
    doubtful: int
    """Of mine."""
    others: tuple[str, ...]
    """Why the rest is not this user's."""
    url: str

    @property
    def total(self) -> int:
        return len(self.batch.rows)


def queue(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """What waits in the region, what is unusual first; what is not for this user at the end."""
    at = place(request, year, region)
    found = [_waiting(at, batch) for batch in queues.of_region(at.year, at.chapters)]
    context = {
        "at": at,
        "mine": [each for each in found if each.mine],
        "others": [each for each in found if not each.mine],
        "total": sum(each.mine for each in found),
        "doubtful": sum(each.doubtful for each in found),
        "may_enter": at.region.pk in at.user.scope.runs_region_ids,
    }
    return render(request, "workplan/verification_list.html", context)


def _waiting(at: Place, batch: Batch) -> Waiting:
    mine = [row for row in batch.rows if at.may_decide(row)]
    others = {at.whose(row): None for row in batch.rows if row not in mine}
    return Waiting(
        batch=batch,
        mine=len(mine),
        doubtful=sum(row.indicator.code in batch.doubtful for row in mine),
        others=tuple(others),
        url=reverse("queue_chapter", args=(at.year.year, at.region.code, batch.chapter.code, batch.month)),
    )


def regions(request: HttpRequest, year: int) -> HttpResponse:
    """The regions in which something waits for the national office."""
    user = signed_in(request)
    if not user.scope.is_admin:
        raise PermissionDenied
    work_year = work_year_or_404(request, year)
    found = (
        Contribution.objects.submitted()
        .filter(indicator__year=work_year)
        .for_nation(user)
        .order_by("chapter__region__code")
        .values(code=F("chapter__region__code"), name=F("chapter__region__name"))
        .annotate(waiting=Count("pk"), oldest=Min("month"))
    )
    return render(request, "workplan/verification_regions.html", {"year": work_year, "regions": found})


@dataclass(frozen=True)
class Decision:
    """One report before somebody who decides, or watches another decide."""

    row: Row
    is_mine: bool
    whose: str = ""
    may_reopen: bool = False

    @property
    def seen(self) -> str:
        """The report and the version that this page shows."""
        report = self.row.line.row
        return f"{report.pk}:{report.version}" if report else ""


def queue_chapter(request: HttpRequest, year: int, region: str, chapter: str, month: date) -> HttpResponse:
    """A chapter's month: what is unusual one by one, all that is clean at once."""
    at = place(request, year, region)
    body = chapter_or_404(at, chapter, month)
    rows = Contribution.objects.with_sender()
    whole = months.chapter_year(months.framework(at.year), body, rows)
    window = months.window(at.year, month, body)
    decisions = [decision(at, Row(line), window.is_locked) for line in whole.lines(month) if line.row]
    waiting = [each for each in decisions if each.row.line.state == ContributionState.SUBMITTED]
    mine = [each for each in waiting if each.is_mine]
    sent = [each.row.line.row.submitted_at for each in waiting if each.row.line.row]
    context = {
        "at": at,
        "chapter": body,
        "month": month,
        "window": window,
        "sent_at": max((when for when in sent if when), default=None),
        "late": sum(each.row.line.row.is_late for each in waiting if each.row.line.row),
        "due": len(whole.due(month)),
        "waiting": waiting,
        "doubtful": [each for each in mine if each.row.line.doubts],
        "clean": [each for each in mine if not each.row.line.doubts],
        "others": [each for each in waiting if not each.is_mine],
        "decided": [
            each
            for each in decisions
            if each.row.line.state in (ContributionState.VERIFIED, ContributionState.RETURNED)
        ],
        "following": following(at, body, month),
    }
    return render(request, "workplan/verification_detail.html", context)


def chapter_or_404(at: Place, code: str, month: date) -> Chapter:
    """The chapter of the address, such as `GARTEKS` or `GARTEKS-32.04`, in a month of the year."""
    for chapter in at.chapters if month.year == at.year.year else ():
        if chapter.code == code:
            return chapter
    raise Http404


def decision(at: Place, row: Row, is_locked: bool) -> Decision:
    """What this user may do with a report."""
    report = row.line.row
    if report is None:
        raise Http404
    is_mine = at.may_decide(report)
    corrects = at.user.has_perm("workplan.correct_contribution", report)
    return Decision(
        row=row,
        is_mine=is_mine,
        whose="" if is_mine else at.whose(report),
        may_reopen=report.state == ContributionState.VERIFIED and (corrects if is_locked else is_mine),
    )


def following(at: Place, body: Chapter, month: date) -> tuple[str, str, int] | None:
    """Address, name and number of the next chapter's month that waits for this coordinator."""
    if at.region.pk not in at.user.scope.coordinates:
        return None
    rows = (
        Contribution.objects.submitted()
        .filter(indicator__year=at.year, chapter__region=at.region)
        .for_coordinator(at.user)
        .values_list("month", "chapter_id")
        .annotate(count=Count("pk"))
        .order_by("month", "chapter__federation__code", "chapter__district__code")
    )
    names = {chapter.pk: chapter for chapter in at.chapters}
    for at_month, chapter_id, count in rows:
        if (at_month, chapter_id) != (month, body.pk):
            chapter = names[chapter_id]
            url = reverse("queue_chapter", args=(at.year.year, at.region.code, chapter.code, at_month))
            return url, f"{chapter.name} {month_name(at_month.month)}", count
    return None


def reports(request: HttpRequest, at: Place, key: str, **where: Any) -> list[Seen]:
    """The reports that the page named, each in the version it showed; one from elsewhere is 404.

    `where` narrows what the page can have named to a chapter's month; otherwise it is the region's year.
    """
    wanted: dict[int, int] = {}
    for value in request.POST.getlist(key):
        pk, _colon, version = value.partition(":")
        if not (pk.isdecimal() and version.isdecimal()):
            raise Http404
        wanted[int(pk)] = int(version)
    rows = (
        Contribution.objects.with_sender()
        .filter(pk__in=wanted, chapter__in=at.chapters, indicator__year=at.year, **where)
        .select_related("indicator__year")
    )
    found = {row.pk: row for row in rows}
    if not wanted:
        raise Refused(_("Tick the rows first."))
    if len(found) != len(wanted):
        raise Http404
    chapters = {chapter.pk: chapter for chapter in at.chapters}
    for row in found.values():
        row.chapter = chapters[row.chapter_id]
    return [Seen(found[pk], version) for pk, version in wanted.items()]


def decide(
    request: HttpRequest,
    at: Place,
    act: Callable[[Sequence[Seen]], None],
    key: str = "row",
    **where: Any,
) -> int:
    """Let `act` decide on the reports that were named; PermissionDenied if one of them is not this user's."""
    named = reports(request, at, key, **where)
    for report in named:
        if not at.may_decide(report.row):
            raise PermissionDenied
    act(named)
    return len(named)


def next_page(at: Place, body: Chapter, month: date) -> HttpResponse:
    """The chapter's month while something waits there for this user, otherwise the queue."""
    rows = Contribution.objects.submitted().filter(chapter=body, month=month, indicator__year=at.year)
    for row in rows.with_sender():
        row.chapter = body
        if at.may_decide(row):
            return redirect("queue_chapter", at.year.year, at.region.code, body.code, month)
    return redirect("queue", at.year.year, at.region.code)


@verb
def verify(request: HttpRequest, year: int, region: str, chapter: str, month: date) -> HttpResponse:
    """Let reports count, in the version that was seen: one, or all that are clean."""
    at = place(request, year, region)
    body = chapter_or_404(at, chapter, month)
    count = decide(
        request, at, lambda rows: verifications.verify(rows, by=at.user), chapter=body, month=month
    )
    messages.success(request, f"{body.name}: {verified(count)}")
    return next_page(at, body, month)


@verb
def send_back(request: HttpRequest, year: int, region: str, chapter: str, month: date) -> HttpResponse:
    """Return one report, or those that were ticked, with a reason that the chapter reads."""
    at = place(request, year, region)
    body = chapter_or_404(at, chapter, month)
    reason = reason_of(request)
    count = decide(
        request,
        at,
        lambda rows: verifications.send_back(rows, reason=reason, by=at.user),
        named_by(request),
        chapter=body,
        month=month,
    )
    messages.success(request, f"{body.name}: {returned(count)}")
    return next_page(at, body, month)


def named_by(request: HttpRequest) -> str:
    """The key of the reports that the button means: those that were ticked, or all that the list names."""
    return "tick" if "ticked" in request.POST else "row"


def verified(count: int) -> str:
    """How many, in words."""
    return ngettext("%(count)s row verified.", "%(count)s rows verified.", count) % {"count": count}


def returned(count: int) -> str:
    """How many, in words."""
    return ngettext("%(count)s row returned.", "%(count)s rows returned.", count) % {"count": count}


@verb
def reopen(request: HttpRequest, year: int, region: str, chapter: str, month: date) -> HttpResponse:
    """Return a verified report with a reason; after the lock only the national office does."""
    at = place(request, year, region)
    body = chapter_or_404(at, chapter, month)
    report = reports(request, at, "row", chapter=body, month=month)[0]
    is_locked = months.window(at.year, month, body).is_locked
    corrects = is_locked and at.user.has_perm("workplan.correct_contribution", report.row)
    if not (corrects or at.may_decide(report.row)):
        raise PermissionDenied
    verifications.reopen(report, reason=reason_of(request), by=at.user, may_correct=corrects)
    messages.success(request, _("Reopened: it no longer counts until it is sent and verified again."))
    return redirect("queue_chapter", year, region, chapter, month)


def reason_of(request: HttpRequest) -> str:
    """What was written; the action refuses an empty one."""
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""
