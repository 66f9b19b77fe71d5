"""One's own account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from federations.actions import users
from federations.forms.profiles import ProfileForm
from federations.models import signed_in


def profile(request: HttpRequest) -> HttpResponse:
    """Name, language, roles; and the way to password, address and directories."""
    user = signed_in(request)
    now = {"name": user.name, "language": user.language or get_language()}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        users.describe(user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Saved."))
        return redirect("profile")
    roles = user.memberships.current_or_coming().with_places()
    context = {
        "form": form,
        "roles": roles,
        "may_see_people": user.has_perm("federations.see_people"),
        "may_see_users": user.has_perm("federations.see_users"),
    }
    return render(request, "federations/profile.html", context)
