from typing import Annotated, Any, Literal, TypedDict

import pytest

from rakerwil.schemas import Said, schema_of, schemas


class Inner(TypedDict):
    """What the outer one holds."""

    name: str


class Outer(TypedDict):
    """An object."""

    count: int | None
    inner: Inner | None
    rows: list[Inner]
    more: dict[str, Any] | None


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (bool | None, {"type": ["boolean", "null"]}),
        (list[int], {"type": "array", "items": {"type": "integer"}}),
        (Literal["json", "csv"], {"type": "string", "enum": ["json", "csv"]}),
        (
            Annotated[str, Said(pattern="^a$", example="a", about="An a.")] | None,
            {"type": ["string", "null"], "pattern": "^a$", "description": "An a.", "examples": ["a"]},
        ),
        (str | int, {"anyOf": [{"type": "string"}, {"type": "integer"}]}),
    ],
)
def test_schema_of_a_value(hint, schema):
    assert schema_of(hint) == schema


def test_schema_of_what_json_does_not_know_is_refused():
    with pytest.raises(TypeError, match="no JSON Schema"):
        schema_of(set[int])


def test_schemas_take_in_what_an_object_holds():
    found = schemas([Outer])

    assert list(found) == ["Inner", "Outer"]
    assert found["Outer"] == {
        "type": "object",
        "description": "An object.",
        "properties": {
            "count": {"type": ["integer", "null"]},
            "inner": {"anyOf": [{"$ref": "#/components/schemas/Inner"}, {"type": "null"}]},
            "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Inner"}},
            "more": {"type": ["object", "null"], "additionalProperties": {}},
        },
        "required": ["count", "inner", "rows", "more"],
        "additionalProperties": False,
    }
