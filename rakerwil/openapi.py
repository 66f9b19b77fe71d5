"""The description of the API for programs: OpenAPI 3.1, made of the endpoints and the shapes they answer."""

from collections.abc import Sequence
from typing import Any

from django.utils import translation

from rakerwil.api import PER_MINUTE, ROOT, Endpoint, Parameter, Problem
from rakerwil.schemas import reference, schemas

PROBLEMS = {
    400: "The question is not understood: an unknown or malformed parameter, or a month to come.",
    401: "Nobody is signed in, or the token is unknown, expired or revoked.",
    403: "The role, or the token, does not cover this.",
    404: "There is nothing of this name within the caller's scope.",
    405: "The API is read with GET and HEAD only.",
    429: f"More than {PER_MINUTE} questions in a minute; Retry-After says how many seconds to wait.",
}
VERSION = "1.0"


def description(endpoints: Sequence[Endpoint], title: str, site: str) -> dict[str, Any]:
    """The OpenAPI document, in English, of the API served at `site`."""
    with translation.override("en"):
        return {
            "openapi": "3.1.0",
            "info": {"title": title, "version": VERSION},
            "servers": [{"url": f"{site.rstrip('/')}{ROOT.rstrip('/')}"}],
            "security": [{"token": []}, {"session": []}],
            "paths": {f"/{endpoint.name}": {"get": _operation(endpoint)} for endpoint in endpoints},
            "components": {
                "schemas": schemas([Problem, *(endpoint.shape for endpoint in endpoints)]),
                "responses": {str(status): _problem(status) for status in PROBLEMS},
                "securitySchemes": {
                    "token": {"type": "http", "scheme": "bearer"},
                    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
                },
            },
        }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": reference(endpoint.shape)}}
    if endpoint.table:
        content["text/csv"] = {"schema": {"type": "string"}}
    return {
        "operationId": endpoint.name,
        "summary": str(endpoint.summary),
        "description": str(endpoint.about),
        "parameters": [_parameter(parameter) for parameter in endpoint.parameters],
        "responses": {
            "200": {"description": "The answer.", "content": content},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in PROBLEMS},
        },
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": str(parameter.about),
        "schema": parameter.schema,
    }


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": PROBLEMS[status],
        "content": {"application/json": {"schema": reference(Problem)}},
    }
