"""A federation's body in a region: founded, ended, founded again."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.actions import chapters
from federations.forms.chapters import ChapterForm, NewChapterForm
from federations.models import Chapter, Region, signed_in
from federations.reporting.histories import log_of_chapter
from federations.views.organisation import EditPage, NewPage
from rakerwil.access import permit, verb, visible_or_404
from rakerwil.forms import LastDayForm
from rakerwil.transitions import Refused

PLACES = ("region", "federation", "district")


def chapter_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One chapter: its dates, and who changed them."""
    user = signed_in(request)
    chapter = visible_or_404(request, Chapter.objects.select_related(*PLACES), pk=pk)
    return render(
        request,
        "federations/chapter_detail.html",
        {
            "chapter": chapter,
            "log": log_of_chapter(chapter),
            "end_form": LastDayForm(),
            "may_manage": user.has_perm("federations.manage_organisation"),
        },
    )


class NewChapterView(NewPage):
    """A federation comes to a region."""

    form_class = NewChapterForm
    title = gettext_lazy("New chapter")

    def region(self) -> Region:
        """The region of the address."""
        return get_object_or_404(Region, code=self.kwargs["code"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "region": self.region()}

    def store(self, form: Any) -> None:
        self.object = chapters.found(form.save(commit=False), by=signed_in(self.request))

    def parent(self) -> tuple[Any, str]:
        return self.region().name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation_region", args=[self.kwargs["code"]])


class ChapterEditView(EditPage):
    """The first day, corrected."""

    model = Chapter
    form_class = ChapterForm
    title = gettext_lazy("Correct the first day")

    def store(self, form: Any) -> None:
        chapters.correct(form.instance, form.cleaned_data["version"], by=signed_in(self.request))

    def parent(self) -> tuple[Any, str]:
        return str(self.object), self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("chapter", args=[self.object.pk])


@verb
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last active day."""
    chapter = visible_or_404(request, Chapter.objects.select_related(*PLACES), pk=pk)
    permit(request, "federations.manage_organisation", chapter)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose the last day."))
    chapters.end(chapter, form.cleaned_data["last_day"], by=signed_in(request))
    messages.success(request, _("Saved. %(chapter)s ends on that day.") % {"chapter": chapter})
    return redirect("chapter", pk)


@verb
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear the last active day."""
    chapter = visible_or_404(request, Chapter.objects.select_related(*PLACES), pk=pk)
    permit(request, "federations.manage_organisation", chapter)
    chapters.reopen(chapter, by=signed_in(request))
    messages.success(request, _("%(chapter)s is active again.") % {"chapter": chapter})
    return redirect("chapter", pk)
