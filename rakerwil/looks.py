"""How a state, a category or a kind of nothing looks: always a word, a shape and a colour (domain rule 6).

The shape is a symbol of `static/img/glyphs.svg`, the tone a class of `base.css`; the word comes from the
noun itself, since states are named by the apps.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Look(NamedTuple):
    """A tone (a class, empty for plain ink) and a shape."""

    tone: str
    shape: str


LOOKS = {
    "open": Look("", "draft"),
    "draft": Look("", "draft"),
    "filled": Look("is-in", "filled"),
    "quiet": Look("is-in", "na"),
    "wait": Look("is-wait", "wait"),
    "flag": Look("is-wait", "flag"),
    "live": Look("is-done", "filled"),
    "done": Look("is-done", "done"),
    "back": Look("is-back", "back"),
    "late": Look("is-back", "missed"),
    "bang": Look("is-back", "bang"),
    "lock": Look("is-open", "lock"),
    "ended": Look("is-open", "na"),
    "zero": Look("is-in", "zero"),
    "missed": Look("is-open", "missed"),
    "na": Look("is-open", "na"),
    "nc": Look("is-open", "nc"),
}
"""By the name that templates use."""

CATEGORIES = {
    "sangat_tinggi": Look("q5", "up2"),
    "tinggi": Look("q4", "up"),
    "sedang": Look("q3", "mid"),
    "rendah": Look("q2", "down"),
    "sangat_rendah": Look("q1", "down2"),
}
"""By the category's code, best first."""

CATEGORY_WORDS: dict[str, str | Promise] = {
    "sangat_tinggi": _("Very high"),
    "tinggi": _("High"),
    "sedang": _("Medium"),
    "rendah": _("Low"),
    "sangat_rendah": _("Very low"),
}
"""The government's words; a year that names its categories otherwise passes its own."""

NOTHINGS: dict[str, tuple[Look, str | Promise]] = {
    "not_yet": (LOOKS["draft"], _("not reported yet")),
    "missed": (LOOKS["missed"], _("not reported")),
    "zero": (LOOKS["zero"], _("nil")),
    "not_applicable": (LOOKS["na"], _("does not apply")),
    "not_computable": (LOOKS["nc"], _("cannot be computed")),
    "not_assessed": (LOOKS["nc"], _("cannot be assessed yet")),
    "watched": (LOOKS["na"], _("watched")),
    "waiting": (LOOKS["wait"], _("waiting for verification")),
}
"""The five kinds of nothing, which are never confused, and three more reasons for an absent judgement."""

FIVE_NOTHINGS = ("not_yet", "missed", "zero", "not_applicable", "not_computable")

STATES = {
    state: LOOKS[name]
    for name, states in {
        "draft": ("draft", "preparing", "pending", "invited", "proposed", "discussed"),
        "wait": ("submitted", "tabled", "sent", "circulated", "reported_done", "suspended", "handed_in"),
        "live": ("open", "in_progress"),
        "done": (
            "verified",
            "agreed",
            "approved",
            "finished",
            "confirmed",
            "adopted",
            "adopted_amended",
            "received",
            "accepted",
            "accepted_amended",
            "merged",
            "carried_out",
            "done",
            "presented",
        ),
        "back": ("returned",),
        "late": ("declined", "not_agreed", "refused"),
        "ended": ("withdrawn", "cancelled", "deferred"),
        "lock": ("closed", "locked"),
    }.items()
    for state in states
} | {
    "action:open": LOOKS["open"],
    "sitting:closed": LOOKS["done"],
    "agreement:proposed": LOOKS["wait"],
    "correction:proposed": LOOKS["wait"],
}
"""By the value of a state (domain.md section 3); a state without a look is a KeyError, not a blank.

Where two kinds of things call different states the same, the kind stands before the colon.
"""
