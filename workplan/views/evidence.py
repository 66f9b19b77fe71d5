"""Evidence handed out: only to those who may look into its report, and never run by a browser."""

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from federations.models import User, signed_in
from workplan.actions import evidence as actions
from workplan.models import Contribution, Evidence


def evidence_or_404(user: User, pk: int) -> Evidence:
    """A file of a report that the user may look into."""
    rows = Evidence.objects.filter(contribution__in=Contribution.objects.visible_to(user))
    return get_object_or_404(rows.select_related("contribution"), pk=pk)


@csp_update({"sandbox": True})  # type: ignore[arg-type]
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """One file, as a download. An auditor's reading is on record, since people may stand in it."""
    user = signed_in(request)
    found = evidence_or_404(user, pk)
    return FileResponse(
        actions.handed_out(found, by=user, is_reveal=user.scope.sees_masked),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


@csp_update({"sandbox": True})  # type: ignore[arg-type]
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture of a photo or of a PDF's first page, drawn here; 404 where there is nothing to see."""
    user = signed_in(request)
    found = evidence_or_404(user, pk)
    content = actions.looked_at(found, by=user, is_reveal=user.scope.sees_masked) if found.has_look else b""
    if not content:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg")
