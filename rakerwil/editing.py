"""Pages that make or change one row, where two people may meet."""

from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.generic import CreateView, UpdateView

from rakerwil.access import permit
from rakerwil.forms import VersionedForm
from rakerwil.transitions import Refused
from rakerwil.versions import Stale, keep


class NewView(CreateView[Any, ModelForm[Any]]):
    """Makes a row; `permission` is asked for before anything is shown."""

    permission = ""
    object: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        permit(request, self.permission)
        return super().dispatch(request, *args, **kwargs)

    def store(self, form: ModelForm[Any]) -> None:
        """Write; a Refused becomes an error of the form."""
        self.object = form.save()

    def form_valid(self, form: ModelForm[Any]) -> HttpResponse:
        try:
            self.store(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(self.get_success_url())


class EditView(UpdateView[Any, VersionedForm]):
    """Changes a row; somebody who was overtaken sees both versions and chooses."""

    permission = ""

    def get_object(self, queryset: Any = None) -> Any:
        row = super().get_object(queryset)
        permit(self.request, self.permission, row)
        return row

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "version": self.object.version}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("clash") == "stored":
            self.object = self.get_object()
            messages.info(request, _("The saved version stays."))
            return HttpResponseRedirect(self.get_success_url())
        return super().post(request, *args, **kwargs)

    def store(self, form: VersionedForm) -> None:
        """Write over the version that the form was opened with; Stale when there is a newer one."""
        keep(form.instance, form.cleaned_data["version"], by=self.request.user)

    def form_valid(self, form: VersionedForm) -> HttpResponse:
        try:
            self.store(form)
        except Stale:
            return self.clash(form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved."))
        return HttpResponseRedirect(self.get_success_url())

    def clash(self, form: VersionedForm) -> HttpResponse:
        """Both versions, and a form that from here on writes over the newer one. Nothing typed is lost."""
        self.object = stored = type(self.object)._default_manager.get(pk=self.object.pk)
        unsent = {"instance": stored, "data": None, "files": None}
        theirs = self.get_form_class()(**{**self.get_form_kwargs(), **unsent})
        answer = self.request.POST.copy()
        answer["version"] = str(stored.version)
        form.data = answer
        latest = stored.history.select_related("history_user__person").first()
        context = self.get_context_data(
            form=form,
            clash={
                "rows": form.differences(theirs),
                "by": (latest and latest.history_user) or _("the system"),
                "at": latest.history_date if latest else None,
            },
        )
        return self.render_to_response(context, status=409)
