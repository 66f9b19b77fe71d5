"""One's own account."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from federations.actions import users
from federations.enums import Reminder
from federations.forms.profiles import ProfileForm
from federations.models import MailChoices, signed_in


def profile(request: HttpRequest) -> HttpResponse:
    """Name, language, mails, roles; and the way to password, address and directories."""
    user = signed_in(request)
    now = {
        "name": user.name,
        "language": user.language or get_language(),
        **model_to_dict(MailChoices.of(user), list(Reminder)),
    }
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=now, user=user)
    if request.method == "POST" and form.is_valid():
        users.describe(
            user,
            name=form.cleaned_data["name"],
            language=form.cleaned_data["language"],
            mails=form.mails,
        )
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
