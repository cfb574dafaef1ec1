from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from asltool.errors import AsltoolError, MissingHandlerError
from engine_driving import only, run_state
from map_running import distributed, reading, written

ECHO = only({"Type": "Pass"}, "P")
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "output", "Prefix": "p"}}
LIST = {"Resource": "arn:aws:states:::s3:listObjectsV2", "Parameters": {"Bucket": "input"}}


@pytest.fixture
def buckets(tmp_path: Path) -> Path:
    for name in ("input", "output"):
        (tmp_path / name).mkdir()
    (tmp_path / "input" / "k.json").write_text('["from a folder"]')
    return tmp_path


def run(handlers: dict[str, Any] | None = None, *, s3: Any = None, **fields: Any) -> Any:
    return run_state(distributed(ECHO, **fields), handlers=handlers or {}, s3=s3 or {})


def test_a_folder_stands_for_a_bucket(buckets: Path) -> None:
    assert run(s3={"input": buckets / "input"}, ItemReader=reading("JSON", "k.json")).output == [
        "from a folder"
    ]


def test_a_handler_comes_before_a_folder(buckets: Path) -> None:
    calls: list[Any] = []

    def get(parameters: Any, context: Any) -> Any:
        calls.append((parameters, context.state_name))
        return '["from a handler"]'

    done = run({"s3:getObject": get}, s3={"*": buckets}, ItemReader=reading("JSON", "k.json"))

    assert done.output == ["from a handler"]
    assert calls == [({"Bucket": "input", "Key": "k.json"}, "S")]


def test_an_async_handler_is_waited_for() -> None:
    async def get(_: Any) -> Any:
        return [1, 2]

    assert run({"s3:getObject": get}, ItemReader=reading("JSON", "k.json")).output == [1, 2]


def test_listed_objects_may_be_opened_by_another_handler() -> None:
    handlers = {
        "s3:listObjectsV2": lambda _: [{"Key": "a"}, {"Key": "b"}],
        "s3:getObject": lambda parameters: [parameters["Key"]],
    }
    reader = {**LIST, "ReaderConfig": {"Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON"}}

    assert run(handlers, ItemReader=reader).output == ["a", "b"]


def test_listed_objects_may_be_opened_in_a_folder(buckets: Path) -> None:
    reader = {**LIST, "ReaderConfig": {"Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON"}}

    done = run({"s3:listObjectsV2": lambda _: [{"Key": "k.json"}]}, s3={"*": buckets}, ItemReader=reader)

    assert done.output == ["from a folder"]


def test_an_exception_of_a_handler_fails_the_reader() -> None:
    def get(_: Any) -> Any:
        raise ValueError("no luck")

    done = run({"s3:getObject": get}, ItemReader=reading("JSON", "k.json"))

    assert (done.error, done.cause) == ("States.ItemReaderFailed", "ValueError: no luck")
    assert [event["type"] for event in done.history][2:] == [
        "MapStateStarted",
        "MapRunStarted",
        "MapRunFailed",
        "MapStateFailed",
        "ExecutionFailed",
    ]


def test_content_that_breaks_off_fails_the_run_when_it_is_reached() -> None:
    done = run({"s3:getObject": lambda _: "1\n2\noops\n"}, ItemReader=reading("JSONL", "k"))

    assert (done.error, done.cause) == ("States.ItemReaderFailed", "Line 3 is no JSON.")
    assert done.map_runs[0].execution_counts["total"] == 2


def test_the_handler_of_everything_reads_and_writes_nothing() -> None:
    with pytest.raises(MissingHandlerError, match=r'reads from the bucket "input"') as raised:
        run({"*": lambda _: []}, ItemReader=reading("JSON", "k.json"))

    assert "--s3 input=FOLDER" in str(raised.value)


def test_nobody_to_write_is_told_with_what_would() -> None:
    with pytest.raises(MissingHandlerError, match=r'writes to the bucket "output".*"s3:putObject"'):
        run(ResultWriter=WRITER)


def test_results_can_go_to_a_handler() -> None:
    put: dict[str, str] = {}

    done = run_state(
        distributed(ECHO, ResultWriter=WRITER),
        [1],
        handlers={"s3:putObject": lambda given: put.__setitem__(given["Key"], given["Body"])},
    )

    output: Any = done.output
    manifest = output["ResultWriterDetails"]["Key"]
    assert sorted(key.rpartition("/")[2] for key in put) == ["SUCCEEDED_0.json", "manifest.json"]
    assert '"SUCCEEDED"' in put[manifest]


def test_results_go_to_a_folder(buckets: Path) -> None:
    done = run_state(distributed(ECHO, ResultWriter=WRITER), [1], s3={"*": buckets})

    assert [record["Output"] for record in written(done, buckets, "SUCCEEDED")] == ["1"]
    assert [path.name for path in (buckets / "output").iterdir()] == ["p"]


@pytest.mark.parametrize("parameters", [{"Bucket": 5}, {"Prefix": "p"}, {"Bucket": "output", "Prefix": 7}])
def test_the_place_of_results_must_be_named_by_texts(parameters: dict[str, Any]) -> None:
    done = run_state(distributed(ECHO, ResultWriter={**WRITER, "Parameters": parameters}), [1])

    assert done.error == "States.ResultWriterFailed"


def test_a_file_url_outside_the_folders_is_refused(buckets: Path) -> None:
    reader = reading("JSON", "k.json") | {"Parameters": {"Bucket": "file:///etc", "Key": "passwd"}}

    with pytest.raises(AsltoolError, match="is in no folder that may be used"):
        run(s3={"input": buckets / "in"}, ItemReader=reader)
