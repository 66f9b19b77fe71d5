"""Roles: given, ended by their last day, taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from federations.actions import memberships
from federations.enums import Role
from federations.forms.memberships import DUTIES, RoleForm, roles_given_by
from federations.models import Membership, User, signed_in
from rakerwil.access import permit, verb, visible_or_404
from rakerwil.forms import LastDayForm
from rakerwil.transitions import Refused


def found_user(request: HttpRequest, pk: int) -> User:
    """The account, if it is within the reader's scope; 403 for who sees none, 404 outside."""
    permit(request, "federations.see_users")
    seen = User.objects.visible_to(signed_in(request))
    return get_object_or_404(seen.select_related("person"), pk=pk)


def asked_role(request: HttpRequest) -> str:
    """The role in the address, empty while none is chosen; one that the reader may not give is refused."""
    role = request.GET.get("peran", "")
    if role not in Role.values:
        return ""
    if role not in roles_given_by(signed_in(request)):
        raise PermissionDenied
    return role


def choice_of_roles(request: HttpRequest, account: User | None = None) -> HttpResponse:
    """The roles that the reader may give, and what each of them does."""
    roles = [(role, DUTIES[role]) for role in roles_given_by(signed_in(request))]
    return render(request, "federations/role_choice.html", {"roles": roles, "account": account})


def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """A further role for somebody who has an account."""
    by = signed_in(request)
    user = found_user(request, pk)
    permit(request, "federations.give_roles", user)
    role = asked_role(request)
    if not role:
        return choice_of_roles(request, user)
    form = RoleForm(request.POST if request.method == "POST" else None, by=by, role=role)
    if request.method == "POST" and form.is_valid():
        form.instance.user = user
        try:
            memberships.give(form.instance, by=by)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s has the role now.") % {"name": user.name})
            return redirect("user", pk)
    context = {"form": form, "role": Role(role), "duty": DUTIES[Role(role)], "account": user}
    return render(request, "federations/user_form.html", context)


def _role(request: HttpRequest, pk: int) -> Membership:
    permit(request, "federations.see_users")
    role = visible_or_404(request, Membership.objects.with_places().select_related("user__person"), pk=pk)
    permit(request, "federations.end_membership", role)
    return role


@verb
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a role's last day."""
    role = _role(request, pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose the last day."))
    memberships.end(role, form.cleaned_data["last_day"], by=signed_in(request))
    messages.success(request, _("Saved. The role ends on that day."))
    return redirect("user", role.user_id)


@verb
def take_back_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a role that was given today by mistake."""
    role = _role(request, pk)
    memberships.take_back(role, by=signed_in(request))
    messages.success(request, _("The role was taken back."))
    seen = User.objects.visible_to(signed_in(request)).filter(pk=role.user_id).exists()
    return redirect("user", role.user_id) if seen else redirect("users")
