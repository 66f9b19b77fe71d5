"""A comment on a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rakerwil.forms import Fields, OnceForm
from workplan.models import Comment


class CommentForm(OnceForm):
    """A short text; sent twice it is one comment."""

    class Meta:
        model = Comment
        fields = ("text",)
        labels = {"text": _("Comment")}
        help_texts = {"text": _("Coordinator and chapter read it. It can't be changed afterwards.")}
        widgets = {"text": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = Fields("token", "text")
