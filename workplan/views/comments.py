"""What coordinator and chapter say to each other about one report."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import User, signed_in
from rakerwil.access import permit, visible_or_404
from workplan.actions import comments as actions
from workplan.forms.comments import CommentForm
from workplan.models import Comment, Contribution
from workplan.reporting import months
from workplan.views.lines import Row


def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with all that was said about it; with a POST one comment more."""
    user = signed_in(request)
    row = visible_or_404(
        request,
        Contribution.objects.select_related(
            "indicator__year", "chapter__region", "chapter__federation", "chapter__district"
        ),
        pk=pk,
    )
    may_write = user.has_perm("workplan.comment", row)
    form = CommentForm(request.POST or None)
    if request.method == "POST":
        permit(request, "workplan.comment", row)
        if form.is_valid():
            said = form.cleaned_data
            actions.write(row, said["text"], by=user, token=said["token"])
            messages.success(request, _("Your comment stands there."))
            return redirect("comments", pk)
    whole = months.chapter_year(months.framework(row.indicator.year), row.chapter)
    indicator = next(each for each in whole.framework.indicators if each.pk == row.indicator_id)
    context = {
        "row": Row(whole.line(indicator, row.month)),
        "chapter": row.chapter,
        "said": Comment.objects.filter(contribution=row).with_authors(),
        "form": form if may_write else None,
        "back": way_back(user, row),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "workplan/comment_list.html", context, status=status)


def way_back(user: User, row: Contribution) -> dict[str, Any]:
    """Where the reader comes from: those who decide from the queue, the others from the chapter's month."""
    chapter, year = row.chapter, row.month.year
    if user.has_perm("workplan.see_queue", chapter.region):
        place = (year, chapter.region.code, chapter.code, row.month)
        return {"url": reverse("queue_chapter", args=place), "label": _("To the verification")}
    query = f"?perwakilan={chapter.pk}#{row.month:%m}-{row.indicator.code}"
    return {"url": reverse("month", args=[row.month]) + query, "label": _("To the month")}
