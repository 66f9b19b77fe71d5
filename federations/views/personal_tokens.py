"""One's own tokens: listed, made with the password at hand, shown once, revoked."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from federations.actions import personal_tokens
from federations.enums import TokenScope
from federations.forms.personal_tokens import PersonalTokenForm
from federations.models import PersonalToken, signed_in
from rakerwil.access import back, permit, verb, visible_or_404
from rakerwil.transitions import Refused


def token_list(request: HttpRequest) -> HttpResponse:
    """Every token that the reader has or had."""
    context = {
        "tokens": PersonalToken.objects.filter(user=signed_in(request)).select_related("revoked_by__person")
    }
    return render(request, "federations/personaltoken_list.html", context)


@reauthentication_required  # type: ignore[untyped-decorator]
def create(request: HttpRequest) -> HttpResponse:
    """Say what it is for; the answer shows the secret, this once."""
    form = PersonalTokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            token, secret = personal_tokens.issue(
                signed_in(request),
                name=asked["name"],
                scope=TokenScope(asked["scope"]),
                expires_on=asked["expires_on"],
            )
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            context = {"token": token, "secret": secret}
            return render(request, "federations/personaltoken_detail.html", context)
    return render(request, "federations/personaltoken_form.html", {"form": form})


@verb
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own token, or as an admin somebody's."""
    token = visible_or_404(request, PersonalToken.objects.all(), pk=pk)
    permit(request, "federations.revoke_token", token)
    personal_tokens.revoke(token, by=signed_in(request))
    messages.success(request, _("%(name)s is revoked and opens nothing any more.") % {"name": token.name})
    return back(request, "personal_tokens")
