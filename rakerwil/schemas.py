"""JSON Schema (2020-12) from the typed shapes of an answer, so that a description can't drift from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]

PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    Any: {},
}


@dataclass(frozen=True)
class Said:
    """What is said of a text beside its being one: `Annotated[str, Said(pattern=…)]`."""

    pattern: str = ""
    format: str = ""
    example: str = ""
    about: str = ""

    def schema(self) -> Schema:
        """As keywords of JSON Schema."""
        words = {"pattern": self.pattern, "format": self.format, "description": self.about}
        said: Schema = {key: value for key, value in words.items() if value}
        return {**said, "examples": [self.example]} if self.example else said


def reference(shape: type) -> Schema:
    """Where the schema of a typed dict stands in the description."""
    return {"$ref": f"#/components/schemas/{shape.__name__}"}


def schemas(shapes: Iterable[type]) -> dict[str, Schema]:
    """The schemas of typed dicts and of every one that they hold, by name."""
    found: dict[str, Schema] = {}
    waiting = list(shapes)
    while waiting:
        shape = waiting.pop()
        if shape.__name__ not in found:
            found[shape.__name__] = _object(shape, waiting)
    return dict(sorted(found.items()))


def _object(shape: type, waiting: list[type]) -> Schema:
    hints = get_type_hints(shape, include_extras=True)
    return {
        "type": "object",
        "description": cleandoc(shape.__doc__ or ""),
        "properties": {name: _schema(hint, waiting) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def schema_of(hint: Any) -> Schema:
    """The schema of a single value that holds no typed dict."""
    return _schema(hint, [])


def _schema(hint: Any, waiting: list[type]) -> Schema:
    """The schema of one value; typed dicts met on the way are left in `waiting`."""
    if hint in PLAIN:
        return PLAIN[hint]
    if is_typeddict(hint):
        waiting.append(hint)
        return reference(hint)
    parts = get_args(hint)
    match get_origin(hint):
        case kind if kind is Annotated:
            schema = {**_schema(parts[0], waiting), **parts[1].schema()}
        case kind if kind is Literal:
            schema = {"type": "string", "enum": list(parts)}
        case kind if kind is list:
            schema = {"type": "array", "items": _schema(parts[0], waiting)}
        case kind if kind is dict:
            schema = {"type": "object", "additionalProperties": _schema(parts[1], waiting)}
        case kind if kind in (Union, UnionType):
            schema = _any_of([_schema(part, waiting) for part in parts])
        case _kind:
            raise TypeError(f"no JSON Schema for {hint}")
    return schema


def _any_of(options: list[Schema]) -> Schema:
    """One of them; a plain type that may be null says so in its own line, which generators read best."""
    *others, last = options
    if len(others) == 1 and last == PLAIN[NoneType] and isinstance(others[0].get("type"), str):
        return {**others[0], "type": [others[0]["type"], "null"]}
    return {"anyOf": options}
