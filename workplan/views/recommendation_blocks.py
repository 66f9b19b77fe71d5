"""Several recommendations adopted in one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from federations.models import User, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from workplan.actions import recommendations as actions
from workplan.enums import RecommendationState
from workplan.forms.recommendations import AdoptBlockForm
from workplan.models import AgendaItem, Meeting, Recommendation
from workplan.reporting import quorums
from workplan.views.meetings import meeting_of, tabs


def tabled_of(meeting: Meeting, commission: AgendaItem | None = None) -> list[Recommendation]:
    """Those before the meeting, which it can adopt together; with a commission, those it worked out."""
    rows = meeting.recommendations.filter(state=RecommendationState.TABLED)
    return list((rows.filter(commission=commission) if commission else rows).order_by("number"))


def block_form(
    meeting: Meeting, user: User, data: Any = None, *, commission: AgendaItem | None = None
) -> AdoptBlockForm | None:
    """To adopt several in one act; None with fewer than two before the meeting, or if it can't decide.

    With a commission only what it worked out.
    """
    if meeting.is_settled or not meeting.has_begun:
        return None
    may_decide = user.has_perm("workplan.decide_recommendation", meeting)
    tabled = tabled_of(meeting, commission) if may_decide else []
    if len(tabled) < 2 and data is None:
        return None
    is_quorate = quorums.of(meeting, timezone.now()).is_reached if meeting.is_running else None
    return AdoptBlockForm(data, meeting=meeting, tabled=tabled, is_quorate=is_quorate, auto_id="block-%s")


@require_POST
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Several in one act; all of them or none, and the page says why."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.decide_recommendation", meeting)
    listed = reverse("recommendations", args=[meeting.year.year]) + f"?rapat={slug}"
    form = block_form(meeting, user, request.POST)
    if form is None:
        messages.error(request, _("The meeting decides once it has begun, until its minutes are approved."))
        return redirect(listed)
    if form.is_valid():
        try:
            adopted = actions.adopt_block(meeting, form.versions, by=user, **form.resolution)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            words = ngettext("Adopted: %(codes)s.", "Adopted together: %(codes)s.", len(adopted))
            messages.success(request, words % {"codes": ", ".join(row.code for row in adopted)})
            return redirect(listed)
    context = {"meeting": meeting, "together": form, "tabs": tabs(meeting, user, "recommendations")}
    return render(request, "workplan/recommendation_block.html", context, status=422)
