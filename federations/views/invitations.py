"""The page behind an invitation's link."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import urlsafe_base64_decode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from federations.actions import users
from federations.forms.invitations import TakeUpForm
from federations.models import User
from rakerwil.middleware import LANGUAGE_COOKIE


def _invited(uidb64: str) -> User | None:
    try:
        key = int(urlsafe_base64_decode(uidb64))
    except ValueError:
        return None
    return User.objects.filter(pk=key).select_related("person").first()


@login_not_required
@never_cache
@sensitive_post_parameters("new_password1", "new_password2")
def take_up(request: HttpRequest, uidb64: str, token: str) -> HttpResponse:
    """Set the first password, in the invited person's language, and sign in; 410 for a link that is over."""
    user = _invited(uidb64)
    if user is None or not users.may_take_up(user, token):
        return render(request, "federations/invitation_over.html", status=410)
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "") or user.language
    language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        form = TakeUpForm(user, request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            login(request, users.take_up(user, token, form.cleaned_data["new_password1"]))
            return redirect("home")
        roles = user.memberships.current_or_coming().with_places()
        response = render(
            request, "federations/invitation.html", {"form": form, "invited": user, "roles": roles}
        )
    response.headers["Content-Language"] = language
    return response
