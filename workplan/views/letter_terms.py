"""What all letters of a meeting say alike."""

from typing import Any

from django.urls import reverse

from federations.models import signed_in
from rakerwil.access import permit
from rakerwil.editing import EditView
from workplan.actions import invitations as actions
from workplan.forms.invitations import LetterTermsForm
from workplan.models import LetterTerms
from workplan.views.meetings import meeting_of


class EditTermsView(EditView):
    """Writes them once for all letters."""

    form_class = LetterTermsForm
    template_name = "workplan/letter_terms_form.html"

    def get_object(self, queryset: Any = None) -> LetterTerms:
        meeting = meeting_of(self.request, self.kwargs["slug"])
        permit(self.request, "workplan.run_meeting", meeting)
        terms = LetterTerms.of(meeting)
        terms.meeting = meeting
        return terms

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, **kwargs)

    def store(self, form: Any) -> None:
        self.object = actions.set_terms(
            self.object.meeting,
            version=form.cleaned_data["version"],
            by=signed_in(self.request),
            **form.typed,
        )

    def get_success_url(self) -> str:
        return reverse("invitations", args=[self.object.meeting.slug])
