"""Items that are read from elsewhere: what a Map's `ItemReader` asks for.

AWS: maps.md 6.4.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from asltool.engine.amounts import compile_amount
from asltool.engine.effects import Failed, ReadItem, ReadItems, Steps, TaskCall
from asltool.engine.errors import StatesError
from asltool.engine.flows import compile_template_in
from asltool.engine.frame import Frame
from asltool.engine.map_run.items import context_item
from asltool.json_value import JsonObject, JsonValue
from asltool.model.error_handling import ITEM_READER_FAILED
from asltool.model.machine import Map
from asltool.model.resource import parse_resource

_NOT_THE_READERS = ("MaxItems", "MaxItemsPath")
"""Members of `ReaderConfig` that the engine itself heeds."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is to be read."""

    effect: ReadItems
    max_items: int
    """0 for all."""

    def open(self) -> Steps[Iterator[JsonObject]]:
        """Give the context object's `Map.Item` for each item, which is read when its turn comes.

        Raises (inside the code):
            StatesError: It cannot be opened.
        """
        if self.max_items < 0:
            raise StatesError(ITEM_READER_FAILED, "field MaxItems must be positive")
        read: Iterator[ReadItem] | Failed = yield self.effect
        if isinstance(read, Failed):
            raise StatesError(read.error, read.cause)
        if self.max_items:
            read = islice(read, self.max_items)
        return (context_item(index, *item) for index, item in enumerate(read))


FindSource: TypeAlias = Callable[[Frame, JsonValue], "Source | None"]
"""Gives the source from frame and effective input; None where a Map has no reader."""


def compile_source(state: Map) -> FindSource:
    """Give the evaluation of `ItemReader`.

    Raises (when evaluated):
        StatesError: `MaxItemsPath` leads to no whole number.
        EvaluationError: An expression gives no value.
    """
    reader = state.item_reader
    if reader is None:
        return lambda _frame, _data: None
    resource = parse_resource(reader.resource)
    config = {} if reader.reader_config is None else reader.reader_config.value
    assert isinstance(config, dict)  # noqa: S101 - the parser takes nothing else
    config = {name: value for name, value in config.items() if name not in _NOT_THE_READERS}
    max_items = compile_amount("MaxItems", reader.max_items)
    language = state.query_language
    arguments = (
        None
        if reader.arguments is None
        else compile_template_in(language, "ItemReader/Arguments", reader.arguments)
    )

    def find(frame: Frame, data: JsonValue) -> Source:
        most = max_items(frame, data) or 0
        payload: JsonValue = {} if arguments is None else arguments(data, frame)
        call = TaskCall(resource, payload, state.name, 0, None, math.inf)
        return Source(ReadItems(call, config), int(most))

    return find
