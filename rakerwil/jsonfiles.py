"""JSON as the product writes it, to files, to commands' output and to programs: the same bytes everywhere."""

import json
from collections.abc import Mapping
from typing import Any


def text(content: Mapping[str, Any]) -> str:
    """Readable, names as they are written."""
    return json.dumps(content, ensure_ascii=False, indent=1)


def written(content: Mapping[str, Any]) -> bytes:
    """The same as a file: UTF-8, a line's end at the end."""
    return f"{text(content)}\n".encode()
