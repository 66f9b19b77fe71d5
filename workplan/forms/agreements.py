"""Steps of an agreement: the reason of a gap, date, letter and signatories."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import DayInput
from workplan.models import Agreement


class StepForm(forms.Form):
    """Stands inside a question in two steps."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class ProposeForm(StepForm):
    """Why the pledges do not add up to the targets."""

    gap_reason = forms.CharField(
        label=_("Why the pledges do not add up"), widget=forms.Textarea({"rows": 3}), max_length=2000
    )


class AgreeForm(StepForm):
    """When, by which letter, and who signed."""

    agreed_on = forms.DateField(label=_("Date"), widget=DayInput())
    letter_number = forms.CharField(
        label=_("Number of the letter"), max_length=Agreement._meta.get_field("letter_number").max_length
    )
    signatories = forms.CharField(
        label=_("Signatories"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=_("One in a line: name, then a comma, then the office."),
    )

    def __init__(self, *args: Any, agreement: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed_on"].initial = timezone.localdate
        if agreement is not None:
            lines = (f"{row['name']}, {row['office']}" for row in agreement.signatories)
            self.fields["signatories"].initial = "\n".join(lines)

    def clean_signatories(self) -> list[dict[str, str]]:
        """Name and office of each."""
        signatories = []
        for line in filter(None, map(str.strip, self.cleaned_data["signatories"].splitlines())):
            name, _comma, office = line.partition(",")
            if not name.strip() or not office.strip():
                raise ValidationError(
                    _("“%(line)s”: write the name, a comma, then the office.") % {"line": line}
                )
            signatories.append({"name": name.strip(), "office": office.strip()})
        return signatories
