"""What people write in a Masukan Rakornas."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields
from rakerwil.wording import month_name
from workplan.models import Meeting, NationalInput


class NationalInputForm(forms.ModelForm[NationalInput]):
    """As of which month, which meeting, foreword and remarks; knows the edit version its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    as_of = forms.TypedChoiceField(label=_("Figures as of"))

    class Meta:
        model = NationalInput
        fields = ["as_of", "meeting", "foreword", "remarks"]
        labels = {"meeting": _("Rakerwil"), "foreword": _("Foreword"), "remarks": _("Remarks and obstacles")}
        widgets = {
            "foreword": forms.Textarea({"rows": 5}),
            "remarks": forms.Textarea({"rows": 5}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = self.instance.year.as_of_months()
        as_of = self.fields["as_of"]
        if isinstance(as_of, forms.TypedChoiceField):
            as_of.choices = [(month.isoformat(), month_name(month)) for month in months]
            as_of.coerce = lambda text: next(month for month in months if month.isoformat() == text)
        self.initial["as_of"] = self.instance.as_of.isoformat()
        self.initial["seen"] = self.instance.edit_version
        meeting = self.fields["meeting"]
        if isinstance(meeting, forms.ModelChoiceField):
            meeting.queryset = Meeting.objects.rakerwil().filter(
                region=self.instance.region, year=self.instance.year
            )
            meeting.empty_label = _("No Rakerwil yet")
        self.helper = Fields(Layout("seen", "as_of", "meeting", "foreword", "remarks"))

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Label, what was typed, what is stored: the two versions of a stale edit."""
        return [
            (self.fields[name].label, self.cleaned_data[name], getattr(self.instance, name))
            for name in ("foreword", "remarks")
        ]
