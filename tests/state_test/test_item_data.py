from __future__ import annotations

from typing import Any

import pytest

from engine_driving import only
from state_test_calls import inspected, refusal


def a_map(config: dict[str, Any] | None = None) -> dict[str, Any]:
    reader = {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "b", "Key": "k"}}
    if config is not None:
        reader["ReaderConfig"] = config  # type: ignore[assignment]
    processor = {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        **only({"Type": "Pass"}, "P"),
    }
    return {"Type": "Map", "ItemReader": reader, "ItemProcessor": processor, "End": True}


def items(config: dict[str, Any] | None, data: str | None, input_: Any = None) -> Any:
    configuration = {} if data is None else {"stateConfiguration": {"mapItemReaderData": data}}
    return inspected(a_map(config), input_, mock={"result": []}, **configuration)["afterItemsPath"]


CSV = {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}
GIVEN = {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a", "b"]}


@pytest.mark.parametrize(
    ("config", "data", "expected"),
    [
        ({"InputType": "JSON"}, "[1, 2]", [1, 2]),
        ({"InputType": "JSON", "ItemsPointer": "/a~1b/c"}, '{"a/b": {"c": [3]}}', [3]),
        ({"InputType": "JSON"}, '{"x": 1, "y": 2}', [1, 2]),
        ({"InputType": "JSONL"}, '{"a": 1}\n\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        (CSV, "a,b\n1,2\n3\n4,5,6\n", [{"a": "1", "b": "2"}, {"a": "3", "b": ""}, {"a": "4", "b": "5"}]),
        ({**CSV, "CSVDelimiter": "PIPE"}, 'a|b\n"1|2"|3', [{"a": "1|2", "b": "3"}]),
        (CSV, 'a,b\n"1\n2",\n\n', [{"a": "1\n2", "b": ""}, {"a": "", "b": ""}]),
        (GIVEN, "1,2", [{"a": "1", "b": "2"}]),
        (CSV, "", []),
    ],
)
def test_items_are_read_as_their_source_has_them(config: Any, data: str, expected: Any) -> None:
    assert items(config, data) == expected


@pytest.mark.parametrize(("input_", "expected"), [([1, 2], [1, 2]), ({"a": 1}, [])])
def test_without_data_the_input_is_iterated_over(input_: Any, expected: Any) -> None:
    assert items({"InputType": "JSON"}, None, input_) == expected


@pytest.mark.parametrize(
    ("config", "data", "message"),
    [
        ({"InputType": "JSON"}, "nope", "MapItemReaderData must be valid JSON"),
        ({"InputType": "JSON"}, "5", "MapItemReaderData must be a JSON array"),
        ({"InputType": "JSON", "ItemsPointer": "/a/b"}, '{"a": 1}', "MapItemReaderData must be a JSON array"),
        ({"InputType": "JSONL"}, "1\nnope", "MapItemReaderData must be valid JSON"),
    ],
)
def test_data_that_cannot_be_read_is_refused(config: Any, data: str, message: str) -> None:
    refused = refusal(a_map(config), mock={"result": []}, stateConfiguration={"mapItemReaderData": data})

    assert refused == ("ValidationException", message)


def test_a_map_without_a_reader_has_the_items_of_its_own_data() -> None:
    state = a_map()
    del state["ItemReader"]

    told = inspected(state, [7], mock={"result": []}, stateConfiguration={"mapItemReaderData": "[1]"})

    assert told["afterItemsPath"] == [7]
