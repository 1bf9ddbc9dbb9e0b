"""What Pydantic, and so FastAPI, does with the types of the contract: it shows them, and leaves reading them to the core.

The core's reader says what is wrong in the words and by the path that every host of it gets, and takes nothing for something else; a
second reader before it would answer first, in words of its own, and let unknown fields pass.
"""

from __future__ import annotations

from typing import Any


def leave_to_the_core(kind: Any) -> None:
    """Tells Pydantic so, for a dict with fields. Other types, as words and texts, are read as they are."""
    if hasattr(kind, "__total__"):
        kind.__get_pydantic_core_schema__ = _schema


def _schema(source: Any, handler: Any) -> Any:
    # Asked for by Pydantic alone, so it is there.
    from pydantic_core import core_schema

    schema = handler(source)

    def as_it_is(value: Any, _: Any) -> Any:
        return value

    given_out = core_schema.wrap_serializer_function_ser_schema(as_it_is, schema=schema)
    return core_schema.no_info_wrap_validator_function(as_it_is, schema, serialization=given_out)
