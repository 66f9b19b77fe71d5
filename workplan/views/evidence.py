"""Evidence handed out: only to those who may look into its report, and never run by a browser."""

from csp.decorators import csp_update
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from federations.enums import Role
from federations.models import signed_in
from workplan.actions import evidence as actions
from workplan.models import Contribution, Evidence


@csp_update({"sandbox": True})  # type: ignore[arg-type]
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """One file, as a download. An auditor's reading is on record, since people may stand in it."""
    user = signed_in(request)
    found = get_object_or_404(
        Evidence.objects.filter(contribution__in=Contribution.objects.visible_to(user)), pk=pk
    )
    is_masked = Role.AUDITOR in user.scope.roles and not user.scope.is_admin
    return FileResponse(
        actions.handed_out(found, by=user, is_reveal=is_masked),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )
