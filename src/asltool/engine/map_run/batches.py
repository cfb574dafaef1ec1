"""What child executions get: items one by one, or put together in batches.

AWS: maps.md 6.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from asltool.engine.amounts import Reading, compile_amount
from asltool.engine.errors import StatesError
from asltool.engine.flows import compile_template_in
from asltool.engine.frame import Frame
from asltool.engine.limits import MAX_PAYLOAD_BYTES
from asltool.json_value import JsonObject, JsonValue, json_bytes
from asltool.model.error_handling import ITEM_READER_FAILED, RUNTIME
from asltool.model.machine import Map


@dataclass(frozen=True, slots=True)
class ChildInput:
    """The input of one child execution."""

    value: JsonValue
    size_bytes: int
    item_count: int


Divide: TypeAlias = Callable[["Iterable[JsonValue]"], "Iterator[ChildInput]"]
"""Makes the children's inputs of the items."""

FindDivision: TypeAlias = Callable[[Frame, JsonValue], Divide]
"""Gives the way to divide items from frame and effective input."""


def compile_division(state: Map) -> FindDivision:
    """Give the evaluation of `ItemBatcher`; without one, each item is an input of its own.

    Raises (when evaluated):
        StatesError: A number is none, or out of its range.
        EvaluationError: An expression gives no value.
    """
    batcher = state.item_batcher
    if batcher is None:
        return lambda _frame, _data: _singly
    most_items = compile_amount("MaxItemsPerBatch", batcher.max_items_per_batch)
    most_bytes = compile_amount("MaxInputBytesPerBatch", batcher.max_input_bytes_per_batch)
    build = (
        None
        if batcher.batch_input is None
        else compile_template_in(state.query_language, "ItemBatcher/BatchInput", batcher.batch_input)
    )

    def find(frame: Frame, data: JsonValue) -> Divide:
        size = _positive("MaxInputBytesPerBatch", most_bytes, frame, data)
        batches = _Batches(
            most_items=_positive("MaxItemsPerBatch", most_items, frame, data),
            most_bytes=MAX_PAYLOAD_BYTES if size is None else min(size, MAX_PAYLOAD_BYTES),
            envelope={} if build is None else {"BatchInput": build(data, frame)},
        )
        return batches.divide

    return find


def _positive(field: str, reading: Reading, frame: Frame, data: JsonValue) -> int | None:
    value = reading(frame, data)
    if value is not None and value < 1:
        raise frame.failure(RUNTIME, f"{field} must be greater than 0.")
    return None if value is None else int(value)


def _singly(items: Iterable[JsonValue]) -> Iterator[ChildInput]:
    for index, item in enumerate(items):
        size = json_bytes(item)
        _require_size(size, index)
        yield ChildInput(item, size, 1)


def _require_size(size_bytes: int, index: int) -> None:
    if size_bytes > MAX_PAYLOAD_BYTES:
        raise StatesError(
            ITEM_READER_FAILED,
            f"Item {index} has {size_bytes} bytes, more than the {MAX_PAYLOAD_BYTES} bytes that the input of "
            "a child execution can have.",
        )


@dataclass(frozen=True, slots=True)
class _Batches:
    most_items: int | None
    most_bytes: int
    envelope: JsonObject

    def divide(self, items: Iterable[JsonValue]) -> Iterator[ChildInput]:
        """Put items together, as many as there may be; one that is too large for a batch goes alone."""
        empty = json_bytes({**self.envelope, "Items": []})
        batch: list[JsonValue] = []
        size = empty
        for index, item in enumerate(items):
            item_size = json_bytes(item)
            _require_size(empty + item_size, index)
            grown = size + item_size + (1 if batch else 0)
            if batch and (len(batch) == self.most_items or grown > self.most_bytes):
                yield self._input(batch, size)
                batch, grown = [], empty + item_size
            batch.append(item)
            size = grown
        if batch:
            yield self._input(batch, size)

    def _input(self, batch: list[JsonValue], size: int) -> ChildInput:
        return ChildInput({**self.envelope, "Items": batch}, size, len(batch))
