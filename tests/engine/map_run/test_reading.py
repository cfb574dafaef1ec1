from __future__ import annotations

from typing import Any

import pytest

from asltool.engine.effects import Failed, ReadItems
from asltool.engine.errors import StatesError
from asltool.engine.map_run.reading import Source, compile_source
from engine_driving import Driver, Identity, only, read_machine

CONFIG = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
GET = "arn:aws:states:::s3:getObject"


def source(reader: dict[str, Any] | None, data: Any = None) -> Source | None:
    processor = {"ProcessorConfig": CONFIG, **only({"Type": "Pass"}, "P")}
    fields = {} if reader is None else {"ItemReader": {"Resource": GET, **reader}}
    state: Any = read_machine(only({"Type": "Map", "ItemProcessor": processor, **fields})).states["S"]
    driver = Driver(state=Identity(type="Map"))
    driver.enter({})
    return compile_source(state)(driver.frame, data)


def opened(reader: dict[str, Any], answer: Any, data: Any = None) -> Any:
    found = source(reader, data)
    assert found is not None
    steps = found.open()
    assert isinstance(next(steps), ReadItems)
    try:
        steps.send(answer)
    except StopIteration as end:
        return list(end.value)


PLACE = {"Parameters": {"Bucket.$": "$.b", "Key": "k"}, "ReaderConfig": {"InputType": "JSON"}}


def test_a_map_without_a_reader_reads_nothing() -> None:
    assert source(None) is None


def test_a_reader_asks_for_what_its_parameters_name() -> None:
    found = source({**PLACE, "ReaderConfig": {"InputType": "JSON", "MaxItems": 2}}, {"b": "bucket"})

    assert found is not None
    assert found.effect.call.payload == {"Bucket": "bucket", "Key": "k"}
    assert found.effect.config == {"InputType": "JSON"}


def test_items_are_numbered_and_say_where_they_come_from() -> None:
    read = iter([("a", None, "S3://b/k"), ("b", "name", "S3://b/k")])

    assert opened(PLACE, read, {"b": "b"}) == [
        {"Index": 0, "Value": "a", "Source": "S3://b/k"},
        {"Index": 1, "Key": "name", "Value": "b", "Source": "S3://b/k"},
    ]


def test_no_more_is_read_than_asked_for() -> None:
    read = iter([(number, None, "S3://b/k") for number in range(10)])
    reader = {**PLACE, "ReaderConfig": {"InputType": "JSON", "MaxItemsPath": "$.most"}}

    assert len(opened(reader, read, {"b": "b", "most": 3})) == 3
    assert next(read) == (3, None, "S3://b/k")


def test_what_cannot_be_opened_fails_the_run() -> None:
    with pytest.raises(StatesError, match="no such key") as raised:
        opened(PLACE, Failed("States.ItemReaderFailed", "no such key"), {"b": "b"})

    assert raised.value.name == "States.ItemReaderFailed"


def test_less_than_nothing_cannot_be_read() -> None:
    found = source(
        {**PLACE, "ReaderConfig": {"InputType": "JSON", "MaxItemsPath": "$.n"}}, {"b": "b", "n": -1}
    )

    assert found is not None
    with pytest.raises(StatesError, match="field MaxItems must be positive") as raised:
        next(found.open())
    assert raised.value.name == "States.ItemReaderFailed"
