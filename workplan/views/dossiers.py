"""The papers of a meeting: how far each is, as PDF and Word, what is missing, and what was attached."""

from csp.decorators import csp_update
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import signed_in
from rakerwil.access import attachment, permit, verb
from workplan.actions import meeting_files as actions
from workplan.enums import NUMBERED_KINDS, PaperKind
from workplan.exports.dossiers import FORMATS, archive, file_name, paper_file
from workplan.exports.rakornas import CONTENT_TYPES
from workplan.forms.meeting_files import MeetingFilesForm
from workplan.models import MeetingFile
from workplan.reporting import dossiers
from workplan.reporting.dossiers import Paper
from workplan.reporting.records import Record
from workplan.views.meetings import meeting_of, tabs


def record_of(request: HttpRequest, slug: str) -> Record:
    """The meeting of the address as its reader may see it; outside the scope 404."""
    return Record(meeting_of(request, slug), signed_in(request))


def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Every paper with its state and files, the meter, and what was attached."""
    record = record_of(request, slug)
    meeting, user = record.meeting, record.user
    checks = dossiers.checks(record)
    keeps = user.has_perm("workplan.keep_dossier", meeting)
    sees_files = user.has_perm("workplan.see_meeting_files", meeting)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "dossier"),
        "rows": [_row(record, paper) for paper in dossiers.papers(record)],
        "checks": checks,
        "done": sum(check.is_done for check in checks),
        "files": record.files,
        "sees_files": sees_files,
        "keeps": keeps,
        "form": MeetingFilesForm(meeting=meeting, initial=_chosen(request)) if keeps else None,
    }
    return render(request, "workplan/dossier_detail.html", context)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What a link from another page has chosen already: `?jenis=daftar-hadir`."""
    return {"kind": request.GET.get("jenis", "")}


def _row(record: Record, paper: Paper) -> dict[str, object]:
    """One paper on the page."""
    letter = record.letters.get(paper.kind)
    over = record.meeting.has_begun and not record.meeting.is_running
    return {
        "paper": paper,
        "files": [(wanted.upper(), _url(record, paper, wanted)) for wanted in ("pdf", "docx")],
        "number": letter,
        "number_url": reverse("paper_number", args=[record.meeting.slug, paper.kind])
        if over
        and paper.kind in NUMBERED_KINDS
        and letter is None
        and record.user.has_perm("workplan.keep_dossier", record.meeting)
        else "",
    }


def _url(record: Record, paper: Paper, wanted: str) -> str:
    slug = record.meeting.slug
    if paper.item is not None:
        return reverse("item_paper", args=[slug, paper.kind, paper.item.pk, wanted])
    return reverse("paper", args=[slug, paper.kind, wanted])


def paper(request: HttpRequest, slug: str, kind: str, wanted: str, pk: int | None = None) -> HttpResponse:
    """One paper as PDF or Word; 404 for one that is not there, or not for this reader."""
    record = record_of(request, slug)
    for found in dossiers.papers(record):
        if found.kind == kind and (found.item.pk if found.item else None) == pk and found.is_there:
            content = paper_file(record, found, wanted)
            return attachment(content, file_name(record, found, wanted), CONTENT_TYPES[wanted])
    raise Http404


def dossier_archive(request: HttpRequest, slug: str) -> FileResponse:
    """One ZIP of all papers, and of what was attached where the reader may open it.

    `?bentuk=docx` leaves the PDF files out, `?bentuk=pdf` the Word files.
    """
    record = record_of(request, slug)
    formats = [wanted for wanted in FORMATS if request.GET.get("bentuk", wanted) == wanted]
    if record.user.scope.sees_masked:
        for file in record.files:
            actions.revealed(file, by=record.user)
    return FileResponse(
        archive(record, formats or FORMATS),
        as_attachment=True,
        filename=f"berkas-{slug}.zip",
        content_type="application/zip",
    )


@verb
def attach(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep photos and scans with the meeting."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.keep_dossier", meeting)
    form = MeetingFilesForm(request.POST, request.FILES, meeting=meeting)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("dossier", slug)
    typed = form.cleaned_data
    count = actions.attach(
        meeting, typed["attached"], kind=typed["kind"], item=typed["item"], by=signed_in(request)
    )
    words = ngettext("%(count)s file attached.", "%(count)s files attached.", count)
    messages.success(request, words % {"count": count} if count else _("This file is already here."))
    return redirect("dossier", slug)


def _file(request: HttpRequest, slug: str, pk: int, permission: str) -> MeetingFile:
    meeting = meeting_of(request, slug)
    permit(request, permission, meeting)
    return get_object_or_404(meeting.files.select_related("meeting"), pk=pk)


@csp_update({"sandbox": True})  # type: ignore[arg-type]
def file(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """One attached file, as a download. An auditor's reading is on record, since names stand in it."""
    found = _file(request, slug, pk, "workplan.see_meeting_files")
    user = signed_in(request)
    return FileResponse(
        actions.handed_out(found, by=user, is_reveal=user.scope.sees_masked),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


@verb
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an attached file away; the log keeps its name."""
    found = _file(request, slug, pk, "workplan.keep_dossier")
    actions.remove(found, by=signed_in(request))
    messages.success(request, _("The file is gone."))
    return redirect("dossier", slug)


@verb
def number(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give a paper its number in the office's register."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.keep_dossier", meeting)
    if kind not in PaperKind.values:
        raise Http404
    today = timezone.localdate(timezone=meeting.zone)
    given = actions.number(meeting, kind, on=today, by=signed_in(request))
    messages.success(request, _("The paper has the number %(number)s.") % {"number": given})
    return redirect("dossier", slug)
