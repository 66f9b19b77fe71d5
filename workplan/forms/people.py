"""Why somebody's data are erased."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, ReasonForm


class ErasureForm(ReasonForm):
    """The typed reason that confirms it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("For example: asked for by the person in a letter of 3 May.")
        self.helper = Fields("reason")
