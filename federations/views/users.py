"""Accounts and their roles: looked up, invited, given, ended."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from federations.actions import memberships, users
from federations.enums import Role
from federations.forms.memberships import DUTIES
from federations.forms.users import InvitationForm, UserSearchForm
from federations.models import Membership, PersonalToken, User, signed_in
from federations.reporting.histories import log_of_account, log_of_roles
from federations.views.memberships import asked_role, choice_of_roles, found_user
from rakerwil.access import permit, verb
from rakerwil.downloads import page_of
from rakerwil.forms import LastDayForm
from rakerwil.transitions import Refused

PAGE_SIZE = 50

STATES = {
    "": Q(),
    "diundang": Q(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX),
    "nonaktif": Q(is_active=False),
}
"""What the list can be narrowed to, by the word in the address."""


@dataclass(frozen=True)
class RoleRow:
    """A role on somebody's page, with what the reader may do to it."""

    role: Membership
    end_form: LastDayForm | None = None
    may_take_back: bool = False


def user_list(request: HttpRequest) -> HttpResponse:
    """The accounts that the reader administers."""
    by = signed_in(request)
    permit(request, "federations.see_users")
    search = UserSearchForm(request.GET or None)
    state = request.GET.get("status", "")
    found: QuerySet[User] = search.narrow(User.objects.visible_to(by), by).filter(STATES.get(state, Q()))
    roles = Membership.objects.visible_to(by).current_or_coming().with_places()
    found = (
        found.select_related("person")
        .prefetch_related(Prefetch("memberships", roles, to_attr="roles"))
        .order_by("person__name", "email")
    )
    context = {
        "search": search,
        "page": page_of(request, found, PAGE_SIZE),
        "state": state,
        "is_narrowed": search.asks or bool(state),
        "may_manage_letters": by.has_perm("federations.manage_letters"),
    }
    return render(request, "federations/user_list.html", context)


def user_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: roles now and before, state, and what was changed by whom."""
    by = signed_in(request)
    user = found_user(request, pk)
    rows = [
        _role_row(by, role)
        for role in user.memberships.visible_to(by).with_places().order_by("-from_on", "-pk")
    ]
    log = log_of_roles(user, by) + (log_of_account(user) if by.scope.is_admin else [])
    context = {
        "account": user,
        "account_language": dict(settings.LANGUAGES)[user.language or settings.LANGUAGE_CODE],
        "roles": [row for row in rows if not row.role.has_ended],
        "past_roles": [row for row in rows if row.role.has_ended],
        "tokens": PersonalToken.objects.filter(user=user).select_related("revoked_by__person")
        if by.has_perm("federations.see_tokens")
        else (),
        "log": sorted(log, key=lambda line: line.at, reverse=True),
        "may_give_roles": user.is_active and by.has_perm("federations.give_roles", user),
        "may_deactivate": by.has_perm("federations.deactivate_user", user),
        "may_resend": user.is_active
        and user.awaits_invitation
        and by.has_perm("federations.resend_invitation", user),
    }
    return render(request, "federations/user_detail.html", context)


def _role_row(by: User, role: Membership) -> RoleRow:
    if role.has_ended or not by.has_perm("federations.end_membership", role):
        return RoleRow(role)
    return RoleRow(role, LastDayForm(auto_id=f"id_{role.pk}_%s"), memberships.is_fresh(role))


def invite(request: HttpRequest) -> HttpResponse:
    """Choose a role, then say who gets it; a mail with a link goes out."""
    by = signed_in(request)
    permit(request, "federations.invite")
    role = asked_role(request)
    if not role:
        return choice_of_roles(request)
    form = InvitationForm(request.POST if request.method == "POST" else None, by=by, role=role)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            user, is_new = users.invite(
                asked["email"], asked["name"], form.instance, by=by, language=asked["language"]
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        except PermissionDenied:
            form.add_error("email", _("You can't give yourself a role."))
        else:
            said = (
                _("An invitation is on its way to %(email)s.") if is_new else _("%(name)s has the role now.")
            )
            messages.success(request, said % {"email": user.email, "name": user.name})
            return redirect("user", user.pk)
    context = {"form": form, "role": Role(role), "duty": DUTIES[Role(role)], "account": None}
    return render(request, "federations/user_form.html", context)


@verb
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a fresh invitation link."""
    user = found_user(request, pk)
    permit(request, "federations.resend_invitation", user)
    users.resend(user, by=signed_in(request))
    messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": user.email})
    return redirect("user", pk)


@verb
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account."""
    user = found_user(request, pk)
    permit(request, "federations.deactivate_user", user)
    users.deactivate(user, by=signed_in(request))
    messages.success(request, _("%(name)s can no longer sign in.") % {"name": user.name})
    return redirect("user", pk)


@verb
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an account again."""
    user = found_user(request, pk)
    permit(request, "federations.deactivate_user", user)
    users.reactivate(user, by=signed_in(request))
    messages.success(request, _("%(name)s can sign in again.") % {"name": user.name})
    return redirect("user", pk)
