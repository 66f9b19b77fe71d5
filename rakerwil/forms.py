"""What all forms share: one strict number field, forms that know their row's version or count once."""

import re
import uuid
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rakerwil.fields import MAX_FIGURE
from rakerwil.numbers import SEPARATORS

PLAIN = re.compile(r"\d+")
ONE_MARK = re.compile(r"(\d+)[.,](\d+)")
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
GROUPED = re.compile(r"\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+|(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)")


class Fields(FormHelper):  # type: ignore[misc]
    """Crispy's fields inside the page's own `<form>`: token, what is wrong with links to it, fields."""

    form_tag = False
    template = "components/fields.html"

    def __init__(self, *layout: Any) -> None:
        super().__init__()
        self.layout = Layout(*layout)


class SearchFields(FormHelper):  # type: ignore[misc]
    """The fields of a search in one line, with its button; they stand in the page's own GET form."""

    form_tag = False
    form_method = "get"

    def __init__(self, *fields: str, word: Any = None) -> None:
        super().__init__()
        button = '<div class="fld mb-3"><div class="acts"><button class="press">{}</button></div></div>'
        self.layout = Layout(Row(*fields, HTML(format_lazy(button, word or _("Search")))))


def parse_figure(text: str) -> Decimal:
    """The number that `text` can only mean; ValidationError where it is none, or could be two.

    `1500`, `1,5`, `1.5`, `1.234.567` and `1.234,5` (or with the marks swapped) have one reading. `1.234` and
    `1,234` have two, a thousand or a fraction, and are refused: a wrong figure costs more than typing again.
    """
    text = text.strip().replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not text.isascii():
        raise ValidationError(_("Type a number with digits only, for example 1250."), code="invalid")
    if text.startswith(("-", "+")):
        if text.startswith("-"):
            raise ValidationError(_("A figure is never negative. Type 0 if there was none."), code="negative")
        text = text[1:]
    if PLAIN.fullmatch(text):
        return Decimal(text)
    if AMBIGUOUS.fullmatch(text):
        digits = re.sub(r"[.,]", "", text)
        raise ValidationError(
            _("“%(text)s” can be read in two ways. Type %(digits)s without a mark if you mean that."),
            code="ambiguous",
            params={"text": text, "digits": digits},
        )
    if match := ONE_MARK.fullmatch(text):
        return Decimal(f"{match[1]}.{match[2]}")
    if GROUPED.fullmatch(text):
        last = max(text.rfind("."), text.rfind(","))
        is_decimal = text.count(text[last]) == 1
        whole, part = (text[:last], text[last + 1 :]) if is_decimal else (text, "0")
        return Decimal(f"{re.sub(r'[.,]', '', whole)}.{part}")
    raise ValidationError(_("Type a number with digits only, for example 1250."), code="invalid")


class FigureInput(forms.TextInput):
    """A text field with the number keyboard: type=number would drop what it does not understand."""

    def __init__(self, decimals: int = 0, attrs: dict[str, Any] | None = None) -> None:
        keyboard = "decimal" if decimals else "numeric"
        super().__init__({"inputmode": keyboard, "autocomplete": "off", "class": "figure", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Without grouping, so that what the page wrote can be sent back as it stands."""
        if isinstance(value, Decimal):
            return f"{value:f}".replace(".", SEPARATORS[get_language() or "id"][1])
        return None if value in (None, "") else str(value)


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FigureField(forms.Field):
    """The one number field of the product: exact, never negative, refuses what could mean two things."""

    def __init__(self, *, decimals: int = 0, **kwargs: Any) -> None:
        self.decimals = decimals
        kwargs.setdefault("widget", FigureInput(decimals))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        figure = value if isinstance(value, Decimal) else parse_figure(str(value))
        if figure > MAX_FIGURE:
            raise ValidationError(_("This figure is too large."), code="too_large")
        if figure != round(figure, self.decimals):
            if self.decimals == 0:
                raise ValidationError(_("Type a whole number here."), code="decimals")
            raise ValidationError(
                _("At most %(count)s digits after the comma."),
                code="decimals",
                params={"count": self.decimals},
            )
        return figure

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class OnceForm(forms.ModelForm[Any]):
    """A form for something new that counts once, however often it is sent.

    The hidden `token` is made with the page and kept by the record; a double tap finds the first's record.
    """

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid.uuid4

    def already_saved(self) -> Any | None:
        """The record that an earlier sending of this very page made, if any. Call after `is_valid()`."""
        token = self.cleaned_data.get("token")
        return self._meta.model._default_manager.filter(token=token).first() if token else None


def _shown(bound: forms.BoundField) -> str:
    """What a person reads in a field: the words of a choice, not its key."""
    value = bound.value()
    choices = {str(key): label for key, label in getattr(bound.field, "choices", ())}
    if isinstance(bound.field, forms.BooleanField):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Decimal):
        value = FigureInput().format_value(value)
    if value in (None, ""):
        return ""
    return str(choices.get(str(value), value))


def differences(mine: forms.BaseForm, theirs: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Label, mine and theirs of every field that people see and in which two forms do not agree."""
    pairs = [
        (str(mine[name].label), _shown(mine[name]), _shown(theirs[name]))
        for name in mine.fields
        if not mine[name].is_hidden and name in theirs.fields
    ]
    return [pair for pair in pairs if pair[1] != pair[2]]


class VersionedForm(forms.ModelForm[Any]):
    """An edit form that knows which version of the row it was shown: a stale edit loses nothing."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def is_stale(self) -> bool:
        """Somebody saved the row since this page was opened. Call after `is_valid()`."""
        return bool(self.cleaned_data.get("version") != self.instance.version)

    def differences(self, theirs: forms.BaseForm) -> list[tuple[str, str, str]]:
        """Label, mine and stored where this form and one of the row as it now is do not agree."""
        return differences(self, theirs)


class ReasonForm(forms.Form):
    """The reason that a step back asks for."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class LastDayForm(forms.Form):
    """The last day of something that ends: today, unless another is chosen. For a question in two steps."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
