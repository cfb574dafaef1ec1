"""The items of a Map that reads them from elsewhere: the request says what is read, as its source has it.

AWS: api.md 7.4; maps.md 6.4.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from asltool.errors import ApiError
from asltool.json_value import JsonObject, JsonValue
from asltool.model.machine import Map, State
from asltool.state_test.json_texts import NotJsonError, parse_json
from asltool.state_test.request import VALIDATION, Request

_DELIMITERS = {"COMMA": ",", "PIPE": "|", "SEMICOLON": ";", "SPACE": " ", "TAB": "\t"}


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
    value: Any = _parse(text)
    for step in pointer.split("/")[1:]:
        value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
    if isinstance(value, dict):
        return list(value.values())
    if not isinstance(value, list):
        raise ApiError(VALIDATION, "MapItemReaderData must be a JSON array")
    return value


def _read_csv(text: str, config: JsonObject) -> list[JsonValue]:
    """Give an object for each row: short rows are filled up with empty texts, what is too much is dropped."""
    delimiter = _DELIMITERS.get(str(config.get("CSVDelimiter")), ",")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    given: Any = config.get("CSVHeaders")
    headers: list[str] = given if isinstance(given, list) else (rows.pop(0) if rows else [])
    return [dict(zip(headers, [*row, *[""] * len(headers)], strict=False)) for row in rows]
