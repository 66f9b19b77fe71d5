"""The representative's month: typed in, saved, sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from rakerwil.wording import clock, month_name
from workplan.actions import contributions, evidence
from workplan.actions.contributions import Outcome, is_unanswered
from workplan.forms.contributions import ContributionForm
from workplan.models import Contribution, Evidence
from workplan.models.year import next_month
from workplan.views.desks import Desk, desk
from workplan.views.frame import work_year_or_404
from workplan.views.lines import Row, by_objective

SHOWN = "tampil"
"""The key of the filter in an address: all rows, the empty ones, those to look at again."""


@dataclass
class Returned:
    """What a sent page leaves to be looked at: forms, what no field can say, two versions of a row."""

    forms: dict[str, ContributionForm] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    clash: list[tuple[str, str, str]] = field(default_factory=list)
    clashing: list[str] = field(default_factory=list)
    stored: Contribution | None = None
    reason: ReasonForm | None = None

    @property
    def is_clean(self) -> bool:
        return not (self.forms or self.troubles or self.reason)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """For the summary: the id of the field, what it is called, what is wrong."""
        found = []
        for form in self.forms.values():
            for name, errors in form.errors.items():
                bound = form[name]
                target = (
                    f"{bound.auto_id}_0" if form.indicator.is_milestone and name == "value" else bound.auto_id
                )
                found += [(target, f"{form.indicator.code} {bound.label}", str(error)) for error in errors]
        if self.reason is not None:
            found += [
                (self.reason["reason"].auto_id, str(self.reason["reason"].label), str(error))
                for error in self.reason.errors.get("reason", ())
            ]
        return found

    @property
    def status(self) -> int:
        """Two met on one row, or something has to be typed again."""
        if self.is_clean:
            return 200
        return 409 if self.clash else 422


def month(request: HttpRequest, month: date) -> HttpResponse:
    """A chapter's month: everything that is due on one page; with a POST it is saved or sent."""
    year = work_year_or_404(request, month.year)
    at = desk(request, year, month)
    if request.method != "POST":
        return page(request, at, Returned())
    if not at.may_write:
        raise PermissionDenied
    left = Returned()
    outcomes = store(request, at, left)
    try:
        single(request, at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    tell(request, at, outcomes)
    if left.is_clean:
        return redirect(request.get_full_path())
    return page(request, desk(request, year, month), left)


def store(request: HttpRequest, at: Desk, left: Returned) -> list[Outcome]:
    """Save or send every row of the page that was sent; what can't be saved goes into `left`."""
    forms = sent_forms(request, at)
    for form in forms:
        form.is_valid()
    entries = [form.entry() for form in forms]
    by = at.user
    if at.corrects:
        reason = ReasonForm(request.POST)
        if not reason.is_valid():
            left.reason = reason
            left.forms = {Row(form.line).key: form for form in forms}
            return []
        told = reason.cleaned_data["reason"]
        outcomes = contributions.correct(at.chapter, entries, reason=told, by=by)
    elif request.POST.get("do") == "send":
        outcomes = contributions.send(at.chapter, entries, by=by)
    else:
        outcomes = contributions.fill_in(at.chapter, entries, by=by)
    leave(forms, outcomes, left)
    if at.corrects and not left.is_clean:
        left.reason = reason
    return outcomes


def leave(forms: Sequence[ContributionForm], outcomes: Sequence[Outcome], left: Returned) -> None:
    """Put into `left` what has to be looked at again."""
    for form, outcome in zip(forms, outcomes, strict=True):
        look_again(form, outcome, left)


def sent_forms(request: HttpRequest, at: Desk) -> list[ContributionForm]:
    """A form for each row that the page sent; a filtered page sends only what it shows.

    Where somebody met another's version and chose that one, their own row is dropped.
    """
    dropped = request.POST.getlist("clashing") if request.POST.get("clash") == "stored" else []
    lines = at.whole.lines(at.month)
    if not at.corrects:
        lines += at.whole.returned(at.month)
    return [
        ContributionForm(line, request.POST, request.FILES)
        for line in lines
        if f"{Row(line).key}-version" in request.POST and Row(line).key not in dropped
    ]


def look_again(form: ContributionForm, outcome: Outcome, left: Returned) -> None:
    """Put a refusal beside its field, and keep what was typed with the version that stands now."""
    if not form.errors and outcome.refusal is None:
        return
    key, row, refusal = Row(form.line).key, outcome.row, outcome.refusal
    left.forms[key] = form
    stored = ContributionForm(replace(form.line, row=row))
    differences = form.differences(stored)
    form.data = {**dict(form.data.items()), form.add_prefix("version"): str(stored.initial["version"])}
    if isinstance(refusal, Stale) and row is not None:
        left.clash += differences
        left.clashing.append(key)
        left.stored = row
    elif refusal is not None:
        form.add_error(getattr(refusal, "field", "") or form.figure_names[0], str(refusal))
        typed = "; ".join(f"{label}: {mine}" for label, mine, _stored in differences)
        left.troubles[key] = _("%(refusal)s You typed: %(typed)s") % {"refusal": refusal, "typed": typed}


def single(request: HttpRequest, at: Desk) -> None:
    """The one thing beside saving that a button asks for: take back, remove a file, copy positions."""
    verb, _dash, key = request.POST.get("do", "").partition("-")
    pk, _dash, version = key.partition("-")
    if verb == "remove" and pk.isdecimal():
        rows = Evidence.objects.filter(contribution__chapter=at.chapter)
        evidence.remove(get_object_or_404(rows, pk=pk), by=at.user)
    if verb == "carry_over" and at.may_enter:
        outcomes = contributions.carry_over(desk(request, at.year, at.month).whole, at.month, by=at.user)
        count = sum(outcome.has_changed for outcome in outcomes)
        told = ngettext(
            "%(count)s position taken over. Check it, and change what has moved.",
            "%(count)s positions taken over. Check them, and change what has moved.",
            count,
        )
        messages.success(request, told % {"count": count})
    if verb == "take_back" and pk.isdecimal() and version.isdecimal():
        row = get_object_or_404(Contribution, chapter=at.chapter, pk=pk)
        if not at.may_enter:
            raise PermissionDenied
        contributions.take_back(row, int(version), by=at.user)


def tell(request: HttpRequest, at: Desk, outcomes: Sequence[Outcome]) -> None:
    """Say in one line what became of it."""
    sent = sum(outcome.was_sent for outcome in outcomes)
    unanswered = sum(outcome.row is not None and is_unanswered(outcome.row) for outcome in outcomes)
    told = []
    if sent:
        told.append(ngettext("%(count)s row sent.", "%(count)s rows sent.", sent) % {"count": sent})
    elif request.POST.get("do") == "send" and not any(outcome.refusal for outcome in outcomes):
        told.append(_("Nothing new to send."))
    elif any(outcome.has_changed for outcome in outcomes):
        told.append(_("Saved %(time)s.") % {"time": clock(timezone.now(), at.chapter.region.zone)})
    if unanswered and request.POST.get("do") == "send":
        told.append(
            ngettext(
                "%(count)s returned row waits for your change, evidence or note.",
                "%(count)s returned rows wait for your change, evidence or note.",
                unanswered,
            )
            % {"count": unanswered}
        )
    if told:
        is_news = sent or any(outcome.has_changed for outcome in outcomes)
        messages.add_message(request, messages.SUCCESS if is_news else messages.INFO, " ".join(told))


def page(request: HttpRequest, at: Desk, left: Returned) -> HttpResponse:
    """The page of one month."""
    rows = [at.row(line, left.forms, left.troubles) for line in at.whole.lines(at.month)]
    returned = [at.row(line, left.forms, left.troubles) for line in at.whole.returned(at.month)]
    top = [*returned, *(row for row in rows if row.is_returned)]
    filters = sift(request, rows)
    shown = [row for row in filters.shown if not row.is_returned]
    forms = [row.form for row in (*top, *shown) if row.form is not None]
    told = [row.line.row.changed_at for row in rows if row.line.row is not None]
    context = {
        "at": at,
        "chapter": at.chapter,
        "window": at.window,
        "returned": top,
        "groups": by_objective(shown),
        "rows": rows,
        "filled": sum(row.line.is_filled for row in rows),
        "sift": filters.links,
        "forms": forms,
        "is_typed_in": bool(forms),
        "may_send": any(row.form is not None for row in (*top, *rows)),
        "left": left,
        "reason": left.reason or (ReasonForm() if at.corrects else None),
        "carried_over": carried_over(rows),
        "saved_at": max(told, default=None),
        "earlier": neighbour(at, -1),
        "later": neighbour(at, 1),
        "options": [(chapter.pk, chapter.name) for chapter in at.chapters],
    }
    return render(request, "workplan/contribution_month.html", context, status=left.status)


@dataclass(frozen=True)
class Sift:
    """The filter of a page: its links with counts, and the rows it lets through."""

    links: list[dict[str, Any]]
    shown: list[Row]


def sift(request: HttpRequest, rows: Iterable[Row]) -> Sift:
    """All rows, those without a figure, those to look at again."""
    every = list(rows)
    kinds = {
        "": (_("All"), every),
        "kosong": (_("Not filled in"), [row for row in every if not row.line.is_filled]),
        "lihat": (_("Look again"), [row for row in every if row.needs_a_look]),
    }
    chosen = request.GET.get(SHOWN, "")
    chosen = chosen if chosen in kinds else ""
    links = []
    for value, (label, found) in kinds.items():
        query = request.GET.copy()
        query.pop(SHOWN, None)
        if value:
            query[SHOWN] = value
        links.append(
            {
                "url": f"?{query.urlencode()}",
                "label": label,
                "count": len(found) if value else "",
                "current": value == chosen,
            }
        )
    return Sift(links, kinds[chosen][1])


def carried_over(rows: Iterable[Row]) -> str:
    """The button that takes over the latest positions; nothing where none is blank."""
    found = [row.line for row in rows if row.form is not None and row.line.can_be_carried_over]
    months = {line.last_month for line in found}
    told = {"count": len(found), "month": month_name(months.pop() or 0) if len(months) == 1 else ""}
    if not found:
        return ""
    if not told["month"]:
        return _("Copy the latest positions (%(count)s)") % told
    return _("Copy the positions of %(month)s (%(count)s)") % told


def neighbour(at: Desk, step: int) -> date | None:
    """The month before or after in the same year; none that has not begun."""
    found = next_month(at.month) if step > 0 else date(at.month.year, max(at.month.month - 1, 1), 1)
    is_there = found.year == at.month.year and found != at.month and found <= at.window.today
    return found if is_there else None
