"""Reading by programs: what can be asked, how often, and answers and refusals as JSON.

One description: the views that answer, the OpenAPI document and the page for people are made of the same
`Endpoint` rows. Nothing here writes.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rakerwil import csvfiles, jsonfiles
from rakerwil.schemas import Schema, schema_of

ROOT = "/api/v1/"
METHODS = ("GET", "HEAD")
PER_MINUTE = 60
"""So many answers one token, or one signed-in person, gets in a minute."""
PER_MINUTE_AND_ADDRESS = 300
"""So many one address on the network gets, whoever asks from it."""

Asked = Mapping[str, str]
Table = Iterator[list[str]]


class Problem(TypedDict):
    """Why there is no answer: the status again, a word for programs, a sentence for people."""

    status: int
    code: str
    detail: str


class NoAnswer(Exception):
    """A question that is not answered; becomes a Problem."""

    def __init__(
        self, status: int, code: str, detail: str | Promise, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.detail = status, code, detail
        self.headers = headers or {}


@dataclass(frozen=True)
class Parameter:
    """One thing that can be asked for, `?name=…`; its values are those of a shape's field."""

    name: str
    hint: Any
    about: Promise
    is_required: bool = False

    @property
    def schema(self) -> Schema:
        """Of its values."""
        return schema_of(self.hint)

    @property
    def example(self) -> str:
        """A value that makes sense."""
        schema = self.schema
        return str([*schema.get("examples", ()), *schema.get("enum", ())][-1])

    def check(self, text: str) -> None:
        """Raise NoAnswer unless `text` has the form of its values."""
        schema = self.schema
        fits = re.fullmatch(schema.get("pattern", ".*").strip("^$"), text) and text in schema.get(
            "enum", (text,)
        )
        if not fits:
            raise NoAnswer(
                400,
                f"bad_{self.name}",
                _("“%(text)s” is no value of %(name)s.") % {"text": text[:40], "name": self.name},
            )


@dataclass(frozen=True)
class Endpoint:
    """One question: its address below ROOT, who answers it, and the shape of the answer."""

    name: str
    summary: Promise
    about: Promise
    shape: type
    read: Callable[[Any, Asked], Mapping[str, Any]]
    parameters: Sequence[Parameter] = ()
    table: Callable[[Any], Table] | None = None
    """The answer as rows, where a spreadsheet can use it."""
    is_figures: bool = True
    """Whether a token for figures reads it."""

    @property
    def path(self) -> str:
        """Its address."""
        return f"{ROOT}{self.name}"

    @property
    def heading_id(self) -> str:
        """Of its part on the page for people."""
        return f"h-{self.name}"

    def asked(self, request: HttpRequest) -> dict[str, str]:
        """What the address asks for. Raises NoAnswer for anything unknown, doubled, missing or malformed."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name, values in request.GET.lists():
            if name not in known:
                raise NoAnswer(
                    400, "unknown_parameter", _("There is no parameter “%(name)s”.") % {"name": name[:40]}
                )
            if len(values) > 1:
                raise NoAnswer(
                    400, "repeated_parameter", _("“%(name)s” stands there twice.") % {"name": name}
                )
        asked = {name: str(value) for name, value in request.GET.items() if value}
        for name, parameter in known.items():
            if name in asked:
                parameter.check(asked[name])
            elif parameter.is_required:
                raise NoAnswer(
                    400, "missing_parameter", _("The parameter “%(name)s” is missing.") % {"name": name}
                )
        return asked

    def answer(self, user: Any, asked: Asked) -> HttpResponse:
        """The answer as JSON, or as CSV where that is asked for. Raises NoAnswer."""
        content = self.read(user, asked)
        if asked.get("format") == "csv" and self.table:
            return HttpResponse(csvfiles.written(self.table(content)), "text/csv; charset=utf-8")
        return HttpResponse(jsonfiles.written(content), "application/json")


def refusal(reason: NoAnswer) -> HttpResponse:
    """The Problem as an answer."""
    problem: Problem = {"status": reason.status, "code": reason.code, "detail": str(reason.detail)}
    return HttpResponse(
        jsonfiles.written(problem), "application/json", reason.status, headers=dict(reason.headers)
    )


def count(who: str, most: int) -> None:
    """Count one question of `who` in this minute; raises NoAnswer (429) when it is one too many."""
    now = int(time.time())
    key = f"api:{who}:{now // 60}"
    cache.add(key, 0, 120)
    try:
        asked = cache.incr(key)
    except ValueError:  # a full cache has let go of it
        return
    if asked > most:
        wait = 60 - now % 60
        raise NoAnswer(
            429,
            "too_many",
            _("At most %(most)s questions a minute. Ask again in %(wait)s seconds.")
            % {"most": most, "wait": wait},
            {"Retry-After": str(wait)},
        )
