"""The directory: who is on record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from federations.actions import people
from federations.forms.people import NewPersonForm, PersonForm, PersonSearchForm
from federations.models import Person, User, signed_in
from federations.models.person import PersonQuerySet
from rakerwil.access import permit, visible_or_404
from rakerwil.downloads import page_of
from rakerwil.editing import EditView, NewView

PAGE_SIZE = 50


def person_list(request: HttpRequest) -> HttpResponse:
    """Whom the reader may find, with what they may know of them."""
    user = signed_in(request)
    permit(request, "federations.see_people")
    search = PersonSearchForm(request.GET or None, by=user)
    found = search.narrow(Person.objects.visible_to(user)).select_related("region", "federation", "unit")
    page = page_of(request, found, PAGE_SIZE)
    rows = [(person, user.has_perm("federations.see_contact", person)) for person in page]
    return render(
        request,
        "federations/person_list.html",
        {
            "search": search,
            "page": page,
            "rows": rows,
            "is_narrowed": search.asks,
            "may_add": user.has_perm("federations.add_person"),
            "may_see_users": user.has_perm("federations.see_users"),
        },
    )


def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's card."""
    user = signed_in(request)
    permit(request, "federations.see_people")
    rows = Person.objects.select_related("region", "federation", "unit")
    person = visible_or_404(request, rows, pk=pk)
    account = None
    if user.has_perm("federations.see_users"):
        account = User.objects.visible_to(user).filter(person=person).first()
    return render(
        request,
        "federations/person_detail.html",
        {
            "person": person,
            "account": account,
            "may_see_contact": user.has_perm("federations.see_contact", person),
            "may_edit": user.has_perm("federations.edit_person", person),
        },
    )


class NewPersonView(NewView):
    """Puts somebody on record."""

    permission = "federations.add_person"
    form_class = NewPersonForm
    template_name = "federations/person_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": signed_in(self.request)}

    def store(self, form: Any) -> None:
        self.object = people.add(
            form.save(commit=False), form.cleaned_data["token"], by=signed_in(self.request)
        )

    def get_success_url(self) -> str:
        return reverse("person", args=[self.object.pk])


class PersonEditView(EditView):
    """Corrects somebody's card."""

    permission = "federations.edit_person"
    form_class = PersonForm
    template_name = "federations/person_form.html"

    def get_queryset(self) -> PersonQuerySet:
        return Person.objects.visible_to(signed_in(self.request))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": signed_in(self.request)}

    def get_success_url(self) -> str:
        return reverse("person", args=[self.object.pk])
