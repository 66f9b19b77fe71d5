"""An office's letterhead: address, logo, numbers of letters, who signs."""

import io
from typing import Any

from crispy_forms.layout import Fieldset, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from PIL import Image

from federations.models import Letterhead
from rakerwil.bare_files import Refused, bare
from rakerwil.forms import Fields, VersionedForm

LARGEST = 2 * 1024 * 1024
LONGEST = 480
"""Pixels: 16 mm on paper stay sharp."""


class LetterheadForm(VersionedForm):
    """What stands at the top and the end of an office's letters."""

    logo_file = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPEG, 2 MB at most; a square one with a clear ground fits best."),
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )
    without_logo = forms.BooleanField(label=_("Without a logo of our own"), required=False)

    class Meta:
        model = Letterhead
        fields = (
            *("address", "seat", "issuer", "numbering"),
            *("chair_title", "chair_name", "secretary_title", "secretary_name"),
        )
        labels = {
            "address": _("Address under the name"),
            "seat": _("Town of the letters"),
            "issuer": _("Issuer in the number"),
            "numbering": _("Pattern of the numbers"),
            "chair_title": _("Title of the first signatory"),
            "chair_name": _("Name of the first signatory"),
            "secretary_title": _("Title of the second signatory"),
            "secretary_name": _("Name of the second signatory"),
        }
        help_texts = {
            "address": _("Street, city, phone and e-mail of the office, one line each."),
            "seat": _("Stands before the date: Jakarta, 27 August 2021."),
            "numbering": _(
                "{nomor}, {penerbit}, {bulan} and {tahun} are filled in: 012/KORWIL-DKI/VIII/2021."
            ),
        }
        widgets = {"address": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            del self.fields["without_logo"]
        self.fields["issuer"].help_text = _("Who writes. Empty: %(issuer)s, as in %(number)s.") % {
            "issuer": self.instance.own_issuer,
            "number": Letterhead(region=self.instance.region).numbered(12, timezone.localdate()),
        }
        logo = ["logo_file", *(["without_logo"] if self.instance.logo else [])]
        self.helper = Fields(
            "version",
            Fieldset(_("Top of the letter"), "address", *logo),
            Fieldset(_("Number and date"), Row("issuer", "numbering"), "seat"),
            Fieldset(
                _("Who signs"),
                Row("chair_title", "chair_name"),
                Row("secretary_title", "secretary_name"),
            ),
        )

    def clean_logo_file(self) -> bytes | None:
        """The logo drawn anew as a PNG."""
        file = self.cleaned_data["logo_file"]
        if file is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 2 MB. Choose a smaller picture."))
        try:
            known = bare(file.read())
        except Refused as refusal:
            raise ValidationError(
                _("This is no picture that can be read. Choose a PNG or JPEG.")
            ) from refusal
        if not known.content_type.startswith("image/"):
            raise ValidationError(_("This is no picture that can be read. Choose a PNG or JPEG."))
        return smaller(known.content)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("logo_file"):
            self.instance.logo = data["logo_file"]
        elif data.get("without_logo"):
            self.instance.logo = b""
        return data


def smaller(picture: bytes) -> bytes:
    """A picture as PNG, no side longer than the letterhead needs."""
    with Image.open(io.BytesIO(picture)) as image:
        image.thumbnail((LONGEST, LONGEST))
        made = io.BytesIO()
        image.save(made, "PNG", optimize=True)
        return made.getvalue()
