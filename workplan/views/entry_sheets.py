"""Reporting with Excel: the entry sheet downloaded, brought back, looked through, taken in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from rakerwil.access import attachment
from rakerwil.csvfiles import FileRefused
from rakerwil.spreadsheets import XLSX
from rakerwil.versions import Stale
from workplan.actions.contributions import Outcome
from workplan.actions.entries import Entry, Figures, RowRefused
from workplan.exports.entry_sheets import entry_workbook
from workplan.forms.contributions import ContributionForm
from workplan.forms.entry_sheets import FILE, EntrySheetForm, TakeForm
from workplan.imports.entry_sheets import SheetReport, is_refused, read, take
from workplan.models import Contribution
from workplan.models.contribution import EDITABLE_STATES
from workplan.reporting.months import Line, Window
from workplan.views.desks import CHAPTER, Desk, desk
from workplan.views.frame import work_year_or_404

LOOKS = {
    "refused": "back",
    "clash": "flag",
    "new": "filled",
    "changed": "draft",
    "kept": "open",
    "same": "open",
}
"""Of what becomes of a row, the worst first."""


def typing_desk(request: HttpRequest, year: int, month: date | None = None) -> Desk:
    """The desk of one who types for its chapter; for others 403."""
    work_year = work_year_or_404(request, year)
    at = desk(request, work_year, month or work_year.first_month)
    if not at.may_enter:
        raise PermissionDenied
    return at


def month_sheet(request: HttpRequest, month: date) -> HttpResponse:
    """The entry sheet of one month."""
    return sheet_file(typing_desk(request, month.year, month), [month], f"{month:%Y-%m}")


def year_sheet(request: HttpRequest, year: int) -> HttpResponse:
    """The entry sheets of every month of the year, in one workbook."""
    at = typing_desk(request, year)
    return sheet_file(at, at.year.months, str(year))


def sheet_file(at: Desk, months: Sequence[date], period: str) -> HttpResponse:
    """The workbook; where nothing is due in any of the months there is none."""
    if not any(at.whole.due(month) for month in months):
        raise Http404
    words = (_("entry sheet"), at.chapter.code, at.chapter.region.name, period)
    name = slugify(" ".join(words))
    return attachment(entry_workbook(at.whole, months, at.window.today), f"{name}.xlsx", XLSX)


def choose(request: HttpRequest, year: int) -> HttpResponse:
    """Where sheets are downloaded and brought back; a file sent is looked through, nothing is written."""
    at = typing_desk(request, year)
    if request.method != "POST":
        return page(request, at, EntrySheetForm())
    form = EntrySheetForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            reports = read(form.cleaned_data["file"], at.chapter, at.year)
        except FileRefused as refusal:
            form.add_error("file", [told(problem.row, problem.reason) for problem in refusal.problems])
        else:
            return preview(request, at, form.file_name, looked_at(at, reports))
    return page(request, at, form, status=422)


def told(row: int, reason: str) -> str:
    """What is wrong with a file, and in which row if it is one."""
    return _("Row %(row)s, %(reason)s") % {"row": row, "reason": reason} if row else sentence(reason)


def sentence(reason: str) -> str:
    """About the file as a whole."""
    return _("The file %(reason)s") % {"reason": reason}


@require_POST
def take_in(request: HttpRequest, year: int) -> HttpResponse:
    """Take what the preview showed, as drafts or sent; or nothing, where a row can't be taken any more."""
    at = typing_desk(request, year)
    form = TakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the file again."))
        return redirect(upload_url(at))
    rows = looked_at(at, [SheetReport.of(told) for told, _shown in form.cleaned_data["rows"]])
    shown = [version for _told, version in form.cleaned_data["rows"]]
    is_overruled = form.cleaned_data["clash"] == FILE
    send = request.POST.get("do") == "send"
    entries = [
        # what the preview showed here is overruled, and nothing that came later
        replace(row.entry, seen=version) if row.kind == "clash" else row.entry
        for row, version in zip(rows, shown, strict=True)
        if row.entry and row.says_something and (row.kind != "clash" or is_overruled)
    ]
    has_moved = any(row.is_news and row.version != version for row, version in zip(rows, shown, strict=True))
    outcomes = [] if has_moved else take(at.chapter, entries, send=send, by=at.user)
    name = form.cleaned_data["file_name"]
    if has_moved or any(map(is_refused, outcomes)):
        messages.error(request, _("Something has changed meanwhile. Nothing was written; look again."))
        return preview(request, at, name, rows)
    tell(request, name, outcomes, send=send)
    months = sorted({row.report.month for row in rows})
    if len(months) == 1:
        return redirect(f"{resolve_url('month', months[0])}?{CHAPTER}={at.chapter.pk}")
    return redirect(f"{resolve_url('months')}?tahun={year}&{CHAPTER}={at.chapter.pk}")


def tell(request: HttpRequest, name: str, outcomes: Sequence[Outcome], *, send: bool) -> None:
    """Say in one line what became of the file."""
    changed = sum(outcome.has_changed for outcome in outcomes)
    if not changed and not any(outcome.was_sent or outcome.refusal for outcome in outcomes):
        messages.info(request, _("Everything in the file stands here already."))
        return
    said = [
        ngettext("%(count)s report taken in.", "%(count)s reports taken in.", changed) % {"count": changed}
    ]
    if send:
        sent = sum(outcome.was_sent for outcome in outcomes)
        said.append(ngettext("%(count)s row sent.", "%(count)s rows sent.", sent) % {"count": sent})
    left = sum(isinstance(outcome.refusal, RowRefused) for outcome in outcomes)
    if left:
        said.append(
            ngettext(
                "%(count)s row still needs evidence or a note and stays a draft.",
                "%(count)s rows still need evidence or a note and stay drafts.",
                left,
            )
            % {"count": left}
        )
    messages.success(request, f"{name}: {' '.join(said)}")


@dataclass(frozen=True)
class SheetRow:
    """One report of the sheet beside what stands here."""

    report: SheetReport
    line: Line | None
    """None where the sheet names what is not asked for."""
    entry: Entry | None
    kind: str
    """refused, clash, new, changed, kept (changed here, untouched in the file), same or blank."""
    reason: str = ""
    changes: tuple[tuple[str, str, str], ...] = ()
    """What it is called, what the file says, what stands here."""

    @property
    def tag(self) -> tuple[str, str]:
        """Look and word."""
        words = {
            "refused": _("Refused"),
            "clash": _("Changed here, too"),
            "new": _("New"),
            "changed": _("Changed"),
            "kept": _("Stays as it is here"),
            "same": _("The same"),
        }
        return LOOKS[self.kind], words[self.kind]

    @property
    def version(self) -> int:
        """Of what stands here; 0 where nothing does."""
        return self.line.row.version if self.line and self.line.row else 0

    @property
    def is_news(self) -> bool:
        """The file says something else than what stands here."""
        return self.kind in ("refused", "new", "changed", "clash")

    @property
    def says_something(self) -> bool:
        """It may be saved or sent; what was sent already, and what nobody touched, is left alone."""
        if self.kind == "same":
            return self.line is not None and self.line.state in EDITABLE_STATES
        return self.is_news


def looked_at(at: Desk, reports: Sequence[SheetReport]) -> list[SheetRow]:
    """Every report of the sheet with what would become of it; what differs is tried, nothing is kept."""
    asked = {(line.month, line.indicator.code): line for line in every_line(at)}
    rows = [first_look(asked.get((report.month, report.code)), report) for report in reports]
    tried = [(row, row.entry) for row in rows if row.entry and row.kind in ("new", "changed")]
    outcomes = take(at.chapter, [entry for _row, entry in tried], send=False, by=at.user, is_trial=True)
    found = {id(row): outcome for (row, _entry), outcome in zip(tried, outcomes, strict=True)}
    return [judged(row, found[id(row)]) if id(row) in found else row for row in rows]


def every_line(at: Desk) -> list[Line]:
    """Whatever the chapter owes in the year."""
    return [line for month in at.year.months for line in at.whole.lines(month)]


def first_look(line: Line | None, report: SheetReport) -> SheetRow:
    """What can be said of a report before it is tried."""
    if line is None:
        reason = _("%(code)s is not asked of this chapter in this month.") % {"code": report.code}
        return SheetRow(report, None, None, "blank" if report.is_blank else "refused", reason)
    form = filled_form(line, report)
    if strange := [name for name, text in report.parts.items() if text and name not in form.figure_names]:
        report.wrong[strange[0]] = _("%(code)s does not ask for it") % {"code": report.code}
    form.is_valid()
    entry, standing = form.entry(), line.row
    entry = replace(entry, seen=report.seen, note=kept_note(standing, entry.note))
    changes = tuple(
        (label.removeprefix(f"{report.code} "), mine, stored)
        for label, mine, stored in form.differences(ContributionForm(line))
    )
    if report.wrong or form.errors:
        errors = {**{name: errors[0] for name, errors in form.errors.items()}, **report.wrong}
        raw = tuple(
            (str(form[name].label), report.parts.get(name, report.note), "")
            for name in errors
            if name in form.fields
        )
        return SheetRow(report, line, entry, "refused", " ".join(map(str, errors.values())), raw)
    before = (Figures.of(standing), standing.note) if standing else (Figures(), "")
    if (entry.figures, entry.note) == before:
        return SheetRow(report, line, entry, "same" if standing else "blank")
    if report.concealed:
        return SheetRow(report, line, entry, "refused", report.concealed, changes)
    return SheetRow(report, line, entry, "changed" if standing else "new", "", changes)


def filled_form(line: Line, report: SheetReport) -> ContributionForm:
    """The page's own form with what the sheet says, so that both have the same rules."""
    form = ContributionForm(line)
    names = {form.add_prefix(name): text for name, text in report.parts.items() if name in form.figure_names}
    data = {**names, form.add_prefix("note"): report.note, form.add_prefix("version"): str(report.seen)}
    return ContributionForm(line, data, {})


def kept_note(standing: Contribution | None, note: str) -> str:
    """A note that differs by its line ends alone is the note that stands here."""
    if (
        standing is not None
        and standing.note.replace("\r\n", "\n").strip() == note.replace("\r\n", "\n").strip()
    ):
        return standing.note
    return note


def judged(row: SheetRow, outcome: Outcome) -> SheetRow:
    """A row after it was tried."""
    if isinstance(outcome.refusal, Stale):
        stored = outcome.row
        who = (stored.changed_by if stored else None) or _("The system")
        return replace(
            row, kind="clash", reason=_("Changed here since the download, by %(who)s.") % {"who": who}
        )
    if outcome.refusal is not None:
        return replace(row, kind="refused", reason=str(outcome.refusal))
    if not outcome.has_changed:
        told = _("Changed here since the download; in the file it was left alone.")
        return replace(row, kind="kept", reason=told)
    return row


def upload_url(at: Desk) -> str:
    """The page of this chapter."""
    return f"{resolve_url('entry_sheet_upload', at.year.year)}?{CHAPTER}={at.chapter.pk}"


def page(request: HttpRequest, at: Desk, form: EntrySheetForm, status: int = 200) -> HttpResponse:
    """The page with the three steps."""
    today = at.window.today
    windows = [Window(at.year, month, today) for month in at.year.months if at.whole.due(month)]
    context = {
        "at": at,
        "form": form,
        "open_months": [window.month for window in windows if window.is_open],
        "has_months": bool(windows),
        "options": [(chapter.pk, chapter.name) for chapter in at.chapters],
    }
    return render(request, "workplan/entry_sheet_form.html", context, status=status)


def preview(request: HttpRequest, at: Desk, file_name: str, rows: Sequence[SheetRow]) -> HttpResponse:
    """What would become of each row."""
    counts = Counter(row.kind for row in rows)
    has_refused = counts["refused"] > 0
    shown = [row for row in rows if row.kind not in ("same", "blank")]
    form: TakeForm | None = None
    if not has_refused and any(row.says_something for row in rows):
        kept = [(row.report.told(), row.version) for row in rows if row.kind != "blank"]
        initial: dict[str, Any] = {"file_name": file_name, "rows": TakeForm.seal(kept), "clash": "stored"}
        form = TakeForm(has_clash=counts["clash"] > 0, initial=initial)
    context = {
        "at": at,
        "file_name": file_name,
        "rows": shown,
        "counts": counts,
        "form": form,
        "has_changes": any(row.is_news for row in rows),
        "again_url": upload_url(at),
    }
    return render(request, "workplan/entry_sheet_preview.html", context, status=422 if has_refused else 200)
