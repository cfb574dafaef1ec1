from __future__ import annotations

from typing import Any

import pytest

from asltool.expr.jsonpath.path import Path
from asltool.model.machine import Map
from parsing import INNER, parsed, state, told

MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True}
BUCKET = {"Bucket": "b", "Prefix": "p"}
PUT = "arn:aws:states:::s3:putObject"
GET = "arn:aws:states:::s3:getObject"


def _processor(**config: Any) -> dict[str, Any]:
    return {"Type": "Map", "End": True, "ItemProcessor": {**INNER, "ProcessorConfig": config}}


def _map(**fields: Any) -> Map:
    read = state({**MAP, **fields})
    assert isinstance(read, Map)
    return read


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (_processor(Mode="DISTRIBUTED", ExecutionType="EXPRESS"), []),
        (_processor(Mode="INLINE"), []),
        (_processor(Mode="DISTRIBUTED"), [("ASL010", "/ItemProcessor/ProcessorConfig")]),
        (_processor(Mode="distributed"), [("ASL017", "/ItemProcessor/ProcessorConfig/Mode")]),
        (
            {**MAP, "ItemProcessor": {**INNER, "ProcessorConfig": 1}},
            [("ASL015", "/ItemProcessor/ProcessorConfig")],
        ),
        (
            {**MAP, "ItemProcessor": {**INNER, "QueryLanguage": "JSONata"}},
            [("ASL012", "/ItemProcessor/QueryLanguage")],
        ),
        ({**MAP, "ItemProcessor": []}, [("ASL015", "/ItemProcessor")]),
        ({**MAP, "ItemProcessor": {}}, [("ASL010", "/ItemProcessor")]),
        ({**MAP, "ItemSelector": {"a": 1}, "Parameters": {"a": 1}}, [("ASL018", "/Parameters")]),
        (
            {
                **MAP,
                "ItemReader": {"Resource": GET, "Parameters": BUCKET, "ReaderConfig": {"InputType": "CSV"}},
            },
            [],
        ),
        (
            {**MAP, "ItemReader": {"Resource": GET, "ReaderConfig": {"InputType": "TSV"}}},
            [("ASL017", "/ItemReader/ReaderConfig/InputType")],
        ),
        (
            {**MAP, "ItemReader": {"Resource": GET, "ReaderConfig": {"MaxItems": 1, "MaxItemsPath": "$.n"}}},
            [("ASL018", "/ItemReader/ReaderConfig/MaxItemsPath")],
        ),
        (
            {**MAP, "ItemReader": {"Resource": GET, "ReaderConfig": {"CSVHeaders": "a,b"}}},
            [("ASL015", "/ItemReader/ReaderConfig/CSVHeaders")],
        ),
        (
            {**MAP, "ItemReader": {"Resource": GET, "ReaderConfig": []}},
            [("ASL015", "/ItemReader/ReaderConfig")],
        ),
        (
            {
                **MAP,
                "ItemBatcher": {
                    "MaxItemsPerBatch": 2,
                    "MaxInputBytesPerBatch": 9,
                    "BatchInput": {"a.$": "$.a"},
                },
            },
            [],
        ),
        ({**MAP, "ItemBatcher": {"MaxItemsPerBatch": 0}}, [("ASL016", "/ItemBatcher/MaxItemsPerBatch")]),
        (
            {**MAP, "ItemBatcher": {"MaxInputBytesPerBatch": 262_145}},
            [("ASL016", "/ItemBatcher/MaxInputBytesPerBatch")],
        ),
        ({**MAP, "ItemBatcher": {"BatchInput": {}}}, [("ASL010", "/ItemBatcher")]),
        ({**MAP, "ItemBatcher": 5}, [("ASL015", "/ItemBatcher")]),
        ({**MAP, "ResultWriter": {"Resource": PUT, "Parameters": BUCKET}}, []),
        ({**MAP, "ResultWriter": {"WriterConfig": {"Transformation": "NONE", "OutputType": "JSON"}}}, []),
        ({**MAP, "ResultWriter": {}}, [("ASL010", "/ResultWriter")]),
        ({**MAP, "ResultWriter": {"WriterConfig": {}}}, [("ASL010", "/ResultWriter/WriterConfig")]),
        ({**MAP, "ResultWriter": {"Resource": PUT}}, [("ASL010", "/ResultWriter")]),
        (
            {
                **MAP,
                "ResultWriter": {
                    "Resource": PUT,
                    "Parameters": BUCKET,
                    "WriterConfig": {"Transformation": "FLAT", "OutputType": "JSON"},
                },
            },
            [("ASL017", "/ResultWriter/WriterConfig/Transformation")],
        ),
        ({**MAP, "Label": "orders-2"}, []),
        ({**MAP, "Label": "${Label} x"}, []),
        ({**MAP, "Label": ""}, [("ASL019", "/Label")]),
        ({**MAP, "Label": "a b"}, [("ASL025", "/Label")]),
        ({**MAP, "Label": "a\x85"}, [("ASL025", "/Label")]),
        ({**MAP, "Label": 5}, [("ASL015", "/Label")]),
    ],
)
def test_the_parts_of_a_map_are_checked(state: Any, expected: list[tuple[str, str]]) -> None:
    assert told(state) == expected


def test_a_result_writer_of_a_jsonata_state_takes_arguments() -> None:
    lacking = {**MAP, "QueryLanguage": "JSONata", "ResultWriter": {"Resource": PUT}}

    assert told(lacking) == [("ASL010", "/ResultWriter")]
    assert told({**lacking, "ResultWriter": {"Resource": PUT, "Arguments": BUCKET}}) == []


def test_a_label_may_be_used_once() -> None:
    first = {**MAP, "Label": "x", "End": False, "Next": "B"}
    inner = {"StartAt": "Other", "States": {"Other": {"Type": "Succeed"}}}
    second = {**MAP, "Label": "x", "ItemProcessor": inner}
    first.pop("End")

    (found,) = parsed({"StartAt": "A", "States": {"A": first, "B": second}}).diagnostics

    assert (found.rule, str(found.at)) == ("ASL026", "/States/B/Label")
    assert [str(other.at) for other in found.related] == ["/States/A/Label"]


def test_a_map_takes_its_old_and_its_new_names() -> None:
    old = state({"Type": "Map", "Iterator": INNER, "Parameters": {"a": 1}, "End": True})
    new = _map(ItemSelector={"a": 1})

    assert isinstance(old, Map)
    assert old.item_processor.states.keys() == new.item_processor.states.keys()
    assert old.item_selector == new.item_selector


def test_amounts_are_numbers_or_paths() -> None:
    numbers = _map(MaxConcurrency=2, ToleratedFailureCount=0, ToleratedFailurePercentage=1.5)
    paths = _map(
        MaxConcurrencyPath="$.a", ToleratedFailureCountPath="$.b", ToleratedFailurePercentagePath="$.c"
    )

    assert (numbers.max_concurrency, numbers.tolerated_failure_count) == (2, 0)
    assert numbers.tolerated_failure_percentage == 1.5
    assert isinstance(paths.max_concurrency, Path)
    assert isinstance(paths.tolerated_failure_count, Path)
    assert isinstance(paths.tolerated_failure_percentage, Path)


def test_a_distributed_map_knows_its_parts() -> None:
    read = state(
        {
            **_processor(Mode="DISTRIBUTED", ExecutionType="EXPRESS"),
            "ItemsPath": "$.items",
            "Label": "x",
            "ItemReader": {
                "Resource": GET,
                "Parameters": BUCKET,
                "ReaderConfig": {"InputType": "CSV", "MaxItems": 5},
            },
            "ItemBatcher": {"MaxItemsPerBatchPath": "$.n", "BatchInput": {"a": 1}},
            "ResultWriter": {
                "Resource": PUT,
                "Parameters": BUCKET,
                "WriterConfig": {"Transformation": "FLATTEN", "OutputType": "JSONL"},
            },
        }
    )

    assert isinstance(read, Map)
    assert read.is_distributed
    assert read.processor_config is not None
    assert read.processor_config.execution_type == "EXPRESS"
    assert read.item_reader is not None
    assert (read.item_reader.resource, read.item_reader.max_items) == (GET, 5)
    assert read.item_reader.reader_config is not None
    assert read.item_reader.reader_config.value == {"InputType": "CSV", "MaxItems": 5}
    assert read.item_batcher is not None
    assert isinstance(read.item_batcher.max_items_per_batch, Path)
    assert read.item_batcher.max_input_bytes_per_batch is None
    assert read.result_writer is not None
    assert (read.result_writer.transformation, read.result_writer.output_type) == ("FLATTEN", "JSONL")
    assert (read.result_writer.resource, read.label) == (PUT, "x")


def test_an_item_reader_without_a_configuration_reads_everything() -> None:
    reader = _map(ItemReader={"Resource": GET, "Parameters": BUCKET}).item_reader

    assert reader is not None
    assert (reader.reader_config, reader.max_items) == (None, None)
