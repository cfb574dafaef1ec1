"""How many items a Map has, where constants alone decide it."""

from __future__ import annotations

from asltool.expr.jsonpath.path import Path, parse_path
from asltool.expr.languages import language_named
from asltool.expr.template import Computed, Constant, TemplateArray
from asltool.json_value import JsonValue
from asltool.lint.loops.changes import Sources
from asltool.model.fields import JSONPATH
from asltool.model.machine import Map
from asltool.parse.expressions import WHOLE


def known_item_count(state: Map, sources: Sources) -> int | None:
    """Give the number of items that *state* surely has.

    Args:
        state: A Map.
        sources: The ways into the states of its machine.

    Returns:
        The number; None where the data decides it.
    """
    if state.item_reader is not None:
        return None
    if state.items is not None:
        match state.items.root:
            case TemplateArray(items=items):
                return len(items)
            case Constant(value=value):
                return _length(value)
            case Computed(expression=expression):
                known = language_named(state.query_language).constant(expression)
                return None if known is None else _length(known.value)
            case _:
                return None
    return _length_at(state, state.items_path or parse_path("$"), sources)


def _length_at(state: Map, path: Path, sources: Sources) -> int | None:
    if state.query_language != JSONPATH:
        return None
    is_plain = len(path.names()) == len(path.steps) and not path.of_context
    if not is_plain or (path.variable is None and state.input_path is not WHOLE):
        return None
    known = sources.value_before(state.name, path)
    return None if known is None else _length(known.value)


def _length(value: JsonValue) -> int | None:
    return len(value) if isinstance(value, list) else None
