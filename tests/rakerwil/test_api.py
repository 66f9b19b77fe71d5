from typing import Literal, TypedDict

import pytest
from django.test import RequestFactory

from rakerwil import api
from rakerwil.api import Endpoint, NoAnswer, Parameter


class Answer(TypedDict):
    """An answer."""

    name: str


NAME = Parameter("name", str, "A name.", is_required=True)
FORMAT = Parameter("format", Literal["json", "csv"], "The format.")
ENDPOINT = Endpoint(
    name="names",
    summary="Names",
    about="Names of all.",
    shape=Answer,
    read=lambda _user, asked: {"name": asked["name"]},
    parameters=(NAME, FORMAT),
    table=lambda content: iter([["name"], [content["name"]]]),
)


def ask(query):
    return RequestFactory().get(f"/api/v1/names{query}")


def test_what_is_asked_for_by_name_is_read():
    assert ENDPOINT.asked(ask("?name=a&format=")) == {"name": "a"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "missing_parameter"),
        ("?name=", "missing_parameter"),
        ("?name=a&name=b", "repeated_parameter"),
        ("?name=a&nama=b", "unknown_parameter"),
        ("?name=a&format=pdf", "bad_format"),
    ],
)
def test_what_is_not_understood_is_refused(query, code):
    with pytest.raises(NoAnswer) as refused:
        ENDPOINT.asked(ask(query))

    assert (refused.value.status, refused.value.code) == (400, code)


def test_an_answer_is_json_or_rows():
    as_json = ENDPOINT.answer(None, {"name": "é"})
    as_rows = ENDPOINT.answer(None, {"name": "=1+1", "format": "csv"})

    assert (as_json["Content-Type"], as_json.content.decode()) == ("application/json", '{\n "name": "é"\n}\n')
    assert (as_rows["Content-Type"], as_rows.content) == ("text/csv; charset=utf-8", b"name\n'=1+1\n")


def test_a_refusal_says_why_in_json():
    answer = api.refusal(NoAnswer(429, "too_many", "Wait.", {"Retry-After": "7"}))

    assert answer.status_code == 429
    assert answer["Retry-After"] == "7"
    assert answer.content == b'{\n "status": 429,\n "code": "too_many",\n "detail": "Wait."\n}\n'


def test_one_question_too_many_in_a_minute_has_to_wait(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_000_000_013.0)
    for _time in range(3):
        api.count("token:1", 3)

    with pytest.raises(NoAnswer) as refused:
        api.count("token:1", 3)

    assert (refused.value.status, refused.value.headers) == (429, {"Retry-After": "7"})


def test_the_next_minute_and_other_people_are_counted_anew(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_000_000_013.0)
    api.count("token:1", 1)

    api.count("token:2", 1)
    monkeypatch.setattr("time.time", lambda: 1_000_000_020.0)
    api.count("token:1", 1)
