"""The directory: who is on record."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.actions import people
from federations.enums import ConsentWay
from federations.forms.people import ContactForm, NewPersonForm, PersonForm, PersonSearchForm
from federations.models import Person, signed_in
from federations.models.consent import CURRENT, MONTHS_KEPT, TEXTS
from federations.models.person import PersonQuerySet
from federations.models.tenure import office_today
from rakerwil.access import permit, verb, visible_or_404
from rakerwil.downloads import page_of
from rakerwil.editing import EditView, NewView

PAGE_SIZE = 50


def person_list(request: HttpRequest) -> HttpResponse:
    """Whom the reader may find, with what they may know of them."""
    user = signed_in(request)
    permit(request, "federations.see_people")
    search = PersonSearchForm(request.GET or None, by=user)
    everybody = Person.objects.visible_to(user).on_record()
    found = (
        search.narrow(everybody)
        .annotate(office_today=office_today())
        .select_related("region", "federation", "unit")
    )
    page = page_of(request, found, PAGE_SIZE)
    return render(
        request,
        "federations/person_list.html",
        {
            "search": search,
            "page": page,
            "rows": page.object_list,
            "is_narrowed": search.asks,
            "may_see_reveals": user.has_perm("federations.see_all_reveals"),
            "may_add": user.has_perm("federations.add_person"),
            "may_see_users": user.has_perm("federations.see_users"),
        },
    )


class NewPersonView(NewView):
    """Puts somebody on record."""

    permission = "federations.add_person"
    form_class = NewPersonForm
    template_name = "federations/person_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": signed_in(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "text": TEXTS[CURRENT]}

    def store(self, form: Any) -> None:
        self.object = people.add(
            form.save(commit=False),
            form.cleaned_data["token"],
            agreed=form.agreed,
            by=signed_in(self.request),
        )

    def get_success_url(self) -> str:
        return reverse("person", args=[self.object.pk])


class PersonEditView(EditView):
    """Corrects somebody's card."""

    permission = "federations.edit_person"
    form_class = PersonForm
    template_name = "federations/person_form.html"

    def get_queryset(self) -> PersonQuerySet:
        return Person.objects.visible_to(signed_in(self.request)).on_record()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": signed_in(self.request)}

    def get_success_url(self) -> str:
        return reverse("person", args=[self.object.pk])


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, for what, who sees it, how long, and what they can ask for."""
    texts = [(version, TEXTS[version]) for version in sorted(TEXTS, reverse=True)]
    return render(
        request,
        "federations/privacy.html",
        {"texts": texts, "months": MONTHS_KEPT, "person": signed_in(request).person},
    )


def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down how to reach somebody, with their consent."""
    user = signed_in(request)
    person = visible_or_404(request, Person.objects.on_record(), pk=pk)
    permit(request, "federations.record_contact", person)
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.agreed:
        data = form.cleaned_data
        people.record_contact(person, phone=data["phone"], email=data["email"], agreed=form.agreed, by=user)
        messages.success(request, _("Saved. It is hidden until somebody has it shown."))
        return redirect("person", pk)
    context = {"person": person, "form": form, "text": TEXTS[CURRENT]}
    return render(request, "federations/person_contact.html", context)


@verb
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree oneself to the text about one's own data."""
    user = signed_in(request)
    person = visible_or_404(request, Person.objects.on_record(), pk=pk)
    permit(request, "federations.agree_for_oneself", person)
    people.consent(person, people.Agreed(ConsentWay.SELF), by=user)
    messages.success(request, _("Thank you. Your consent is recorded."))
    return redirect("person", pk)
