"""The items of a Map state and what each iteration gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from asltool.engine.data_flow import compile_selection
from asltool.engine.evaluation_failure import FieldFailure, wrong_type
from asltool.engine.explain import explain
from asltool.engine.flows import compile_template_in
from asltool.engine.frame import Frame
from asltool.engine.jsonata_flow import compile_field, raw_input
from asltool.expr.errors import EvaluationError
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.error_handling import RUNTIME
from asltool.model.machine import Map

Items: TypeAlias = "list[JsonValue] | JsonObject"
"""The elements of an array; or the members of an object, which only distributed Maps take."""

FindItems: TypeAlias = Callable[[Frame, JsonValue], "Items | None"]
"""Gives the items, from frame and effective input; None where a reader gives them."""

Select: TypeAlias = Callable[[Frame, JsonValue, JsonObject], JsonValue]
"""Gives an iteration's input, from frame, effective input and the context object's `Map.Item`."""


STATE_DATA = "STATE_DATA"
"""The context object's `Map.Item.Source` of items that come from the execution's own data."""


def compile_items(state: Map) -> FindItems:
    """Give the reading of `ItemsPath`, or in JSONata of `Items`; without them the input itself is the items.

    AWS: surprises.md 35; where there is an item reader, neither is looked at.

    Raises (when read):
        StatesError: What the path leads to is no array.
        FieldFailure: What the expression gives, or the state's input, is no array.
    """
    if state.item_reader is not None:
        return lambda _frame, _data: None
    return (
        _compile_items_expression(state) if state.query_language == "JSONata" else _compile_items_path(state)
    )


def _compile_items_path(state: Map) -> FindItems:
    text = "$" if state.items_path is None else state.items_path.text
    select = None if state.items_path is None else compile_selection(state.items_path)

    def read(frame: Frame, data: JsonValue) -> Items:
        items = data if select is None else select(data, frame)
        if not _is_items(items, state):
            raise frame.failure(RUNTIME, f'Reference path "{text}" must point to array.')
        return items  # type: ignore[return-value]  # as was found

    return read


def _is_items(value: JsonValue, state: Map) -> bool:
    return isinstance(value, list) or (state.is_distributed and isinstance(value, dict))


def _compile_items_expression(state: Map) -> FindItems:
    evaluate = compile_field("Items", state.items)
    text = "" if state.items is None else next((e.text for _, e in state.items.expressions), "")

    def read(frame: Frame, states: JsonValue) -> Items:
        items = raw_input(states) if evaluate is None else evaluate(states, frame)
        if _is_items(items, state):
            return items  # type: ignore[return-value]  # as was found
        if evaluate is None:
            raise FieldFailure(f"Map state input must be an array but was: {json_text(items)}", None)
        raise wrong_type("Items", text, "array", items)

    return read


def compile_item_selector(state: Map) -> Select:
    """Give the evaluation of `ItemSelector`, once `Parameters`: for each item, on the effective input.

    Raises (when evaluated):
        StatesError: An expression gives no value.
    """
    if state.item_selector is None:
        return lambda _frame, _data, item: item["Value"]
    build = compile_template_in(state.query_language, "ItemSelector", state.item_selector)

    def select(frame: Frame, data: JsonValue, item: JsonObject) -> JsonValue:
        outer, frame.map_item = frame.map_item, item
        try:
            return build(data, frame)
        except EvaluationError as error:
            raise explain(error, frame, data) from None
        finally:
            frame.map_item = outer

    return select


def context_item(
    index: int, value: JsonValue, key: str | None = None, source: str = STATE_DATA
) -> JsonObject:
    """Give the context object's `Map.Item`; *key* is the name of an item that is an object's member."""
    if key is None:
        return {"Index": index, "Value": value, "Source": source}
    return {"Index": index, "Key": key, "Value": value, "Source": source}


def context_items(items: Items) -> Iterator[JsonObject]:
    """Give the context object's `Map.Item` for each item of the state's data."""
    if isinstance(items, dict):
        return (context_item(index, value, key) for index, (key, value) in enumerate(items.items()))
    return (context_item(index, value) for index, value in enumerate(items))
