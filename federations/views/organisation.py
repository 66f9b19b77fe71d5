"""What the pages of regions, federations, units and chapters have in common."""

from typing import Any

from rakerwil.editing import EditView, NewView


class OrganisationPage:
    """A form of the organisation: for the national office, on one template, under its noun's page."""

    permission = "federations.manage_organisation"
    template_name: str | None = "federations/organisation_form.html"
    title: Any = ""

    def parent(self) -> tuple[Any, str] | None:
        """Label and address of the page above, where it is not the list itself."""
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "title": self.title, "parent": self.parent()}


class NewPage(OrganisationPage, NewView):
    """Makes a row of the organisation."""


class EditPage(OrganisationPage, EditView):
    """Changes a row of the organisation."""

    slug_field = slug_url_kwarg = "code"
