"""Letters that have not arrived: for the national office, which alone can mend an address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import ngettext

from federations.actions import letters
from rakerwil.access import back, permit, verb
from rakerwil.downloads import page_of
from rakerwil.models import Letter

PAGE_SIZE = 50


def letter_list(request: HttpRequest) -> HttpResponse:
    """What could not be delivered so far, why, and what happens next; never what is written in it."""
    permit(request, "federations.manage_letters")
    found = Letter.objects.stuck(timezone.now()).select_related("recipient__person").defer("body")
    page = page_of(request, found, PAGE_SIZE)
    context = {"page": page, "has_several": sum(letter.is_given_up for letter in page) > 1}
    return render(request, "federations/letter_list.html", context)


@verb
def retry(request: HttpRequest) -> HttpResponse:
    """Try one letter once more, or without a number all that were given up."""
    permit(request, "federations.manage_letters")
    asked = request.POST.get("letter", "")
    letter = get_object_or_404(Letter, pk=asked) if asked.isdecimal() else None
    count = letters.retry(letter.pk if letter else None)
    text = ngettext(
        "%(count)s letter is tried again with the next delivery.",
        "%(count)s letters are tried again with the next delivery.",
        count,
    )
    messages.success(request, text % {"count": count})
    return back(request, "letters")
