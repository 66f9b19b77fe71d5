"""Who sits in a commission."""

from typing import Any

from crispy_forms.layout import Column, Field, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields
from workplan.enums import CommissionRole, ParticipantState
from workplan.models import AgendaItem, Participant


def called(participant: Participant) -> str:
    """Row number, name, where from."""
    origin = participant.person.belongs_to
    name = f"{participant.number}. {participant}"
    return f"{name} ({origin})" if origin else name


class SeatingForm(forms.Form):
    """Those on the list who come and sit in no other commission."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    chair = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Chair of the commission"), required=False, empty_label=_("none")
    )
    secretary = forms.ModelChoiceField(
        Participant.objects.none(),
        label=_("Secretary of the commission"),
        required=False,
        empty_label=_("none"),
        help_text=_("Writes the report; with an account also alone, on the phone."),
    )
    members = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        label=_("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who sits in another commission is not on this list."),
    )

    def __init__(self, *args: Any, commission: AgendaItem, seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = (
            Participant.objects.filter(meeting=commission.meeting_id)
            .filter(Q(commission_seat=None) | Q(commission_seat__commission=commission))
            .exclude(state=ParticipantState.DECLINED)
            .select_related("person__federation", "person__unit", "person__region")
            .order_by("number")
        )
        seats = {row.participant_id: row.role for row in commission.members.all()}
        for name in ("chair", "secretary", "members"):
            field: Any = self.fields[name]
            field.queryset = free
            field.label_from_instance = called
        self.initial = {
            "seen": seen,
            "members": [pk for pk, role in seats.items() if role == CommissionRole.MEMBER],
            "chair": next((pk for pk, role in seats.items() if role == CommissionRole.CHAIR), None),
            "secretary": next((pk for pk, role in seats.items() if role == CommissionRole.SECRETARY), None),
        }
        self.helper = Fields(
            "seen", Row(Column("chair"), Column("secretary")), Field("members", wrapper_class="many")
        )
