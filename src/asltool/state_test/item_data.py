"""The items of a Map that reads them from elsewhere: the request says what is read, as its source has it.

AWS: api.md 7.4; maps.md 6.4.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from asltool.errors import ApiError
from asltool.handlers.item_readers.csv_items import DELIMITERS, csv_items
from asltool.handlers.item_readers.json_items import items_of
from asltool.handlers.s3.objects import StorageError
from asltool.json_value import JsonObject, JsonValue
from asltool.model.machine import Map, State
from asltool.state_test.json_texts import NotJsonError, parse_json
from asltool.state_test.request import VALIDATION, Request


def read_items(request: Request, state: State, input_: JsonValue) -> list[JsonValue] | None:
    """Give what a Map's `ItemReader` reads; None for a state that has none.

    Where the request does not say, it is the state's input, or nothing where that is no array.

    Raises:
        ApiError: What is said to be read cannot be read so.
    """
    if not isinstance(state, Map) or state.item_reader is None:
        return None
    text = request.state_configuration.get("mapItemReaderData")
    if text is None:
        return input_ if isinstance(input_, list) else []
    config: Any = {} if state.item_reader.reader_config is None else state.item_reader.reader_config.value
    match config.get("InputType"):
        case "CSV":
            return _read_csv(text, config)
        case "JSONL":
            return [_parse(line) for line in text.splitlines() if line.strip()]
        case _:
            return _read_json(text, str(config.get("ItemsPointer") or ""))


def _parse(text: str) -> JsonValue:
    try:
        return parse_json(text)
    except NotJsonError:
        raise ApiError(VALIDATION, "MapItemReaderData must be valid JSON") from None


def _read_json(text: str, pointer: str) -> list[JsonValue]:
    """Give the array that a JSON Pointer leads to; an object's members stand for items of their own."""
    try:
        return [item for item, _ in items_of(_parse(text), pointer)]
    except StorageError:
        raise ApiError(VALIDATION, "MapItemReaderData must be a JSON array") from None


def _read_csv(text: str, config: JsonObject) -> list[JsonValue]:
    """Give an object for each row, as a reader does.

    Raises:
        ApiError: The names of the columns are not sound.
    """
    given: Any = config.get("CSVHeaders")
    delimiter = DELIMITERS.get(str(config.get("CSVDelimiter")), ",")
    try:
        return list(csv_items(BytesIO(text.encode()), delimiter, given if isinstance(given, list) else None))
    except StorageError as error:
        raise ApiError(VALIDATION, str(error)) from None
