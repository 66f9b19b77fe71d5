"""A person's page, and what is done with their data: shown once, downloaded, withdrawn, erased."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from federations.models import Person, User, signed_in
from federations.models.consent import CURRENT, MONTHS_KEPT, TEXTS
from rakerwil import jsonfiles
from rakerwil.access import attachment, permit, verb, visible_or_404
from rakerwil.downloads import page_of
from rakerwil.forms import LastDayForm
from rakerwil.transitions import Refused
from workplan.actions import people
from workplan.actions.people import Contact
from workplan.exports.people import record
from workplan.forms.people import ErasureForm
from workplan.reporting import people as reporting

LINES = 50
"""Looks at contacts on one page."""


def _found(request: HttpRequest, pk: int) -> Person:
    """The person, within the reader's reach; 403 for who has no directory and asks for another's card."""
    user = signed_in(request)
    if pk != user.person_id:
        permit(request, "federations.see_people")
    return visible_or_404(request, Person.objects.select_related("region", "federation", "unit"), pk=pk)


def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Card, offices over time, meetings; the contact masked."""
    return _page(request, _found(request, pk))


def _page(request: HttpRequest, person: Person, shown: Contact | None = None) -> HttpResponse:
    user = signed_in(request)
    account = None
    if user.has_perm("federations.see_users"):
        account = User.objects.visible_to(user).filter(person=person).first()
    rights = (
        *("edit_person", "see_contact", "record_contact", "withdraw_consent", "export_person"),
        *("erase_person", "see_reveals", "give_office"),
    )
    may = {right: not person.is_erased and user.has_perm(f"federations.{right}", person) for right in rights}
    is_self = person.pk == user.person_id
    may["give_office"] = may["give_office"] and may["edit_person"]
    consent = person.consents.filter(withdrawn_on=None).first()
    return render(
        request,
        "workplan/person_detail.html",
        {
            "person": person,
            "account": account,
            "people_url": reverse("people") if user.has_perm("federations.see_people") else "",
            "is_self": is_self,
            "may": may,
            "shown": Contact(person.phone, person.email) if is_self else shown,
            "tenures": _tenures(person, user),
            "participations": reporting.taken_part(person, user),
            "consent": consent,
            "has_current_consent": consent is not None and consent.version == CURRENT,
            "text": TEXTS[CURRENT],
            "months": MONTHS_KEPT,
            "log": reporting.log_of(person) if may["see_reveals"] else None,
        },
    )


def _tenures(person: Person, user: User) -> list[dict[str, Any]]:
    """The offices with what may be done to each; a form of its own id for each last day."""
    rows: list[dict[str, Any]] = []
    for tenure in person.tenures.with_bodies():
        may_keep = user.has_perm("federations.keep_tenure", tenure)
        form = LastDayForm(auto_id=f"id_{tenure.pk}_%s") if may_keep and tenure.until_on is None else None
        rows.append({"tenure": tenure, "may_keep": may_keep, "end_form": form})
    return rows


@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show phone and e-mail, this once; the log keeps who asked."""
    person = _found(request, pk)
    permit(request, "federations.see_contact", person)
    try:
        shown = people.reveal(person, reason=request.POST.get("reason", "")[:500], by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("person", pk)
    return _page(request, person, shown)


@verb
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is stored about the person, as a JSON file."""
    person = _found(request, pk)
    permit(request, "federations.export_person", person)
    stored = people.hand_out(person, by=signed_in(request))
    name = f"data-orang-{pk}-{timezone.localdate()}.json"
    return attachment(jsonfiles.written(record(stored)), name, "application/json")


@verb
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the consent back, and with it phone and e-mail."""
    person = _found(request, pk)
    permit(request, "federations.withdraw_consent", person)
    people.withdraw(person, by=signed_in(request))
    messages.success(request, _("Telephone number and e-mail address are erased."))
    return redirect("person", pk)


def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """What erasing takes away and what stays; then the reason, and it is done."""
    user, person = signed_in(request), _found(request, pk)
    permit(request, "federations.erase_person", person)
    if person.is_erased:
        return redirect("person", pk)
    form: Any = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            people.erase(person, reason=form.cleaned_data["reason"], by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The data are erased."))
            return redirect("person", pk)
    context = {"person": person, "form": form, "ties": reporting.ties(person)}
    return render(request, "workplan/person_erase.html", context)


def reveal_list(request: HttpRequest) -> HttpResponse:
    """Every look at a contact, for the national office."""
    permit(request, "federations.see_all_reveals")
    page = page_of(request, reporting.looks(), LINES)
    context = {"page": page, "rows": reporting.reveals(list(page))}
    return render(request, "workplan/person_reveals.html", context)
