"""The published form of recordings, a JSON schema, and whether one has it."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).parent / "recording.schema.json"


def fault(content: object) -> str:
    """Say what keeps a value from being a recording; empty if nothing does."""
    from fastjsonschema import JsonSchemaValueException

    try:
        validator()(content)
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except JsonSchemaValueException as error:
        return str(error.message).removeprefix("data").lstrip(". ")
    except UnicodeEncodeError:
        return "a text has half of a surrogate pair"
    return ""


@functools.cache
def validator() -> Callable[[object], Any]:
    """Return what raises where a value has not this form."""
    from fastjsonschema import compile

    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    check: Callable[[object], Any] = compile(schema, formats={"date": _is_day})
    return check


def _is_day(text: str) -> bool:
    """Tell whether a text is a day, as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
