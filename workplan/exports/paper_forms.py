"""Paper forms as PDF: one A4 per chapter and month, in the order of the page on which it is typed in.

A code in the corner opens that page. 24 indicators, those with two boxes among them, stand on one sheet.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from rakerwil.mail import link
from rakerwil.qrcodes import drawn_code
from rakerwil.typesetting import set_in_type
from rakerwil.wording import NONE, day, month_name, month_short
from workplan.reporting.paper_forms import Blank, PaperForm
from workplan.reporting.questions import REACHED, asked, parts, written

TEMPLATE = "paper_form.typ"


def paper_pdf(forms: Sequence[PaperForm], printed_on: date) -> bytes:
    """A sheet for each of these forms; raises TypesettingFailed."""
    return set_in_type(TEMPLATE, plain(forms, printed_on))


def page_of(form: PaperForm) -> str:
    """The whole address of the page on which the form is typed in."""
    path = reverse("month", args=[form.window.month])
    return link(f"{path}?perwakilan={form.chapter.pk}")


def plain(forms: Sequence[PaperForm], printed_on: date) -> dict[str, Any]:
    """What the typesetter's template reads: finished words and figures in the reader's language."""
    return {
        "title": _("Report forms"),
        "author": str(settings.CONFEDERATION["name"]),
        "language": get_language() or "id",
        "printed": _("Printed on %(day)s. Only verified reports count as “so far”.")
        % {"day": day(printed_on)},
        "header": [
            _("Indicator, and what to write"),
            _("Pledge"),
            _("So far"),
            _("Gap"),
            _("Latest"),
            _("To fill in"),
            _("Evidence"),
        ],
        "rule": _("Write 0 where there was none. What stays empty counts as not reported."),
        "signs": [_("Filled in by"), _("Date"), _("Signature"), _("Typed in by")],
        "code_says": _("Type in here"),
        "alt": _("Code that opens the page for this report"),
        "forms": [_sheet(form) for form in forms],
    }


def _sheet(form: PaperForm) -> dict[str, Any]:
    chapter, window = form.chapter, form.window
    return {
        "title": _("Report for %(month)s") % {"month": month_name(window.month)},
        "chapter": f"{chapter.name} · {chapter.region.name}",
        "due": _("On time until %(due)s, taken until %(locks)s.")
        % {"due": day(window.due_on), "locks": day(window.locks_on)},
        "code": drawn_code(page_of(form)),
        "groups": [
            {"name": objective.name, "rows": [_row(blank) for blank in blanks]}
            for objective, blanks in groupby(form.blanks, key=lambda each: each.line.indicator.objective)
        ],
    }


def _row(blank: Blank) -> dict[str, Any]:
    line = blank.line
    terms, before = line.terms, line.before
    return {
        "code": line.indicator.code,
        "name": line.indicator.name,
        "asks": _asks(blank),
        "pledge": _("watched") if terms.is_monitored else written(terms, line.pledge),
        "until": written(terms, before.actual),
        "gap": written(terms, blank.gap) if blank.gap is not None else NONE,
        "last": written(terms, line.last),
        "last_month": month_short(line.last_month) if line.last_month else "",
        "kind": "sent" if blank.is_sent else "choices" if terms.is_milestone else "boxes",
        "sent": _("sent: %(figure)s") % {"figure": written(terms, line.figure)} if blank.is_sent else "",
        "boxes": list(_boxes(blank)),
        "evidence": line.indicator.needs_evidence,
    }


def _asks(blank: Blank) -> str:
    """What is to be written, and in which unit."""
    line = blank.line
    words = asked(line.indicator, line.month)
    if line.terms.is_ratio or line.terms.is_milestone:
        return words
    return f"{words}, {line.indicator.unit}"


def _boxes(blank: Blank) -> Iterator[str]:
    """The label of each box; one box alone needs none."""
    indicator = blank.line.indicator
    if indicator.is_milestone:
        yield from (str(word) for _value, word in REACHED)
    elif indicator.by_sex and not indicator.is_ratio:
        yield pgettext("women, short", "W")
        yield pgettext("men, short", "M")
    else:
        yield from (label for _name, label in parts(indicator))
