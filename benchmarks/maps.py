"""Distributed Maps, and executions that really wait: asltool beside the floor, and moto.

    python benchmarks/maps.py children [COUNT]   # child executions with an echo handler, results written to files
    python benchmarks/maps.py read [MEGABYTES]   # a JSONL file read from end to end: its time and the memory it takes
    python benchmarks/maps.py moto [COUNT]       # children with a Pass state, beside moto, which has no local functions
    python benchmarks/maps.py sleep [COUNT]      # executions at once whose handler sleeps 50 ms, beside the ideal

The floor of the first is a plain loop that does the same work by hand: reads the lines, calls the handler, writes
down what happened as AWS would show it, and writes the results.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asltool

ECHO = {
    "StartAt": "Echo",
    "States": {
        "Echo": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:echo",
            "End": True,
        }
    },
}
CONFIG = {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
MACHINE = {
    "StartAt": "M",
    "States": {
        "M": {
            "Type": "Map",
            "ItemReader": {
                "Resource": "arn:aws:states:::s3:getObject",
                "Parameters": {"Bucket": "in", "Key": "items.jsonl"},
                "ReaderConfig": {"InputType": "JSONL"},
            },
            "ItemProcessor": {"ProcessorConfig": CONFIG, **ECHO},
            "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out"}},
            "End": True,
        }
    },
}


def echo(event: Any) -> Any:
    """Give back what was given."""
    return event


def peak_megabytes() -> float:
    """Give the most memory that this process has taken so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write_items(folder: Path, count: int) -> None:
    """Write the items, and the folder for results."""
    (folder / "in").mkdir()
    (folder / "out").mkdir()
    with (folder / "in" / "items.jsonl").open("w") as file:
        for number in range(count):
            file.write(json.dumps({"id": number, "name": f"customer {number}", "tags": ["a", "b"]}) + "\n")


def dump(value: Any) -> str:
    """Write compact JSON."""
    return json.dumps(value, separators=(",", ":"))


def by_hand(folder: Path) -> None:
    """Do the work of the map in a plain loop: events, records and results as AWS has them."""
    arn = "arn:aws:states:us-east-1:123456789012"
    with (folder / "in" / "items.jsonl").open() as lines, (folder / "out" / "floor.json").open("w") as out:
        out.write("[")
        for number, line in enumerate(lines):
            item = json.loads(line)
            name = str(uuid.uuid4())
            events: list[dict[str, Any]] = []
            given = dump(item)

            def record(
                type_: str, member: str, events: list[dict[str, Any]] = events, **details: Any
            ) -> None:
                at = len(events)
                event = {"timestamp": datetime.now(UTC), "type": type_, "id": at + 1, "previousEventId": at}
                events.append(event | {member: details})

            untouched = {"truncated": False}
            record("ExecutionStarted", "executionStartedEventDetails", input=given, inputDetails=untouched)
            record("TaskStateEntered", "stateEnteredEventDetails", name="Echo", input=given)
            record("LambdaFunctionScheduled", "lambdaFunctionScheduledEventDetails", input=given)
            record("LambdaFunctionStarted", "lambdaFunctionStartedEventDetails")
            result = dump(echo(json.loads(given)))
            record("LambdaFunctionSucceeded", "lambdaFunctionSucceededEventDetails", output=result)
            record("TaskStateExited", "stateExitedEventDetails", name="Echo", output=result)
            record("ExecutionSucceeded", "executionSucceededEventDetails", output=result)
            entry = {
                "ExecutionArn": f"{arn}:express:M:{name}",
                "Input": given,
                "InputDetails": {"Included": True},
                "Name": name,
                "Output": result,
                "OutputDetails": {"Included": True},
                "StartDate": events[0]["timestamp"].isoformat(),
                "Status": "SUCCEEDED",
                "StopDate": events[-1]["timestamp"].isoformat(),
            }
            out.write(("," if number else "") + dump(entry))
        out.write("]")


def run_map(folder: Path) -> None:
    """Run the map."""
    done = asltool.run(MACHINE, handlers={"echo": echo}, s3=folder)
    assert done.status == "SUCCEEDED", (done.error, done.cause)


def timed(what: Any, *arguments: Any) -> float:
    """Give the seconds that a call takes."""
    began = time.perf_counter()
    what(*arguments)
    return time.perf_counter() - began


def children(count: int) -> None:
    """Compare child executions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_items(folder, count)
        run_map_once = timed(run_map, folder)
        peak = peak_megabytes()
        floor = timed(by_hand, folder)
    print(f"{count:,} child executions: {run_map_once:.2f} s, {run_map_once / count * 1e6:.0f} us each")
    print(f"  floor, a plain loop: {floor:.2f} s; asltool takes {run_map_once / floor:.1f} times that")
    print(f"  peak memory: {peak:.0f} MB")


def moto(count: int) -> None:
    """Compare child executions that do nothing with those of moto's in-process Step Functions."""
    os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1")  # noqa: S106
    import boto3
    from moto import mock_aws

    config = {**CONFIG, "ExecutionType": "STANDARD"}  # moto knows no other
    child = {"ProcessorConfig": config, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    machine = {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": child, "End": True}}}
    items = list(range(count))
    ours = min(timed(lambda: asltool.run(machine, items)) for _ in range(3))
    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        client = boto3.client("stepfunctions")
        role = "arn:aws:iam::123456789012:role/bench"
        created = client.create_state_machine(name="b", definition=json.dumps(machine), roleArn=role)
        began = time.perf_counter()
        started = client.start_execution(stateMachineArn=created["stateMachineArn"], input=json.dumps(items))
        arn = started["executionArn"]
        while client.describe_execution(executionArn=arn)["status"] == "RUNNING":
            time.sleep(0.002)
        theirs = time.perf_counter() - began
        assert client.describe_execution(executionArn=arn)["status"] == "SUCCEEDED"
    print(f"{count} child executions with a Pass state: asltool {ours / count * 1e6:.0f} us each")
    print(f"  moto {theirs / count * 1e6:.0f} us each, {theirs / ours:.0f} times as long")


def read(megabytes: int) -> None:
    """Read a large file."""
    line = json.dumps({"text": "x" * 950, "number": 1}) + "\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        with (folder / "in" / "items.jsonl").open("w") as file:
            for _ in range(megabytes):
                file.write(line * (1024**2 // len(line)))
        machine = json.loads(json.dumps(MACHINE))
        state = machine["States"]["M"]
        state["ItemBatcher"] = {"MaxItemsPerBatch": 200}
        state["ItemProcessor"]["States"]["Echo"] = {"Type": "Pass", "Result": "done", "End": True}
        state["ResultWriter"]["WriterConfig"] = {"Transformation": "COMPACT", "OutputType": "JSONL"}
        before = peak_megabytes()
        began = time.perf_counter()
        done = asltool.run(machine, s3=folder, maps=asltool.MapOptions(keep_children=0))
        seconds = time.perf_counter() - began
    assert done.status == "SUCCEEDED", (done.error, done.cause)
    count = done.map_runs[0].item_counts["total"]
    print(f"{megabytes} MB of JSONL, {count:,} items: {seconds:.1f} s, {megabytes / seconds:.0f} MB/s")
    print(f"  peak memory {peak_megabytes():.0f} MB, of which {before:.0f} MB before it began")


STEPS = 10
PAUSE_SECONDS = 0.05


def sleeper(_: Any) -> None:
    """Really wait."""
    time.sleep(PAUSE_SECONDS)


def at_once(what: Callable[[], object], count: int) -> float:
    """Give the seconds that *what* takes in so many threads at once, the best of three times."""

    def together() -> None:
        threads = [threading.Thread(target=what) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return min(timed(together) for _ in range(3))


def sleep(count: int) -> None:
    """Run executions at once that really wait."""
    task = {**ECHO["States"]["Echo"]}
    del task["End"]
    states: dict[str, Any] = {f"S{number}": {**task, "Next": f"S{number + 1}"} for number in range(STEPS - 1)}
    states[f"S{STEPS - 1}"] = {**task, "End": True}
    chain = {"StartAt": "S0", "States": states}
    one = asltool.loads(json.dumps(chain))
    mapped = {"Type": "Map", "ItemProcessor": {"ProcessorConfig": CONFIG, **chain}, "End": True}
    whole = asltool.loads(json.dumps({"StartAt": "M", "States": {"M": mapped}}))
    terms: dict[str, Any] = {"handlers": {"echo": sleeper}, "clock": "real"}

    ideal = at_once(lambda: [sleeper(None) for _ in range(STEPS)], count)
    apart = at_once(lambda: asltool.run(one, **terms), count)
    mapped_seconds = min(timed(lambda: asltool.run(whole, [0] * count, **terms)) for _ in range(3))

    print(f"{count} executions at once, {STEPS} tasks of {PAUSE_SECONDS * 1000:.0f} ms each")
    print(f"  ideal, threads that only sleep:  {ideal:.2f} s")
    print(f"  each started by itself:          {apart:.2f} s, {apart / ideal:.2f} times the ideal")
    print(
        f"  children of one distributed Map: {mapped_seconds:.2f} s, {mapped_seconds / ideal:.2f} times the ideal"
    )


DEFAULTS = {"children": 100_000, "moto": 500, "read": 1024, "sleep": 200}

if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "children"
    number = int(sys.argv[2]) if len(sys.argv) > 2 else DEFAULTS[what]
    {"children": children, "moto": moto, "read": read, "sleep": sleep}[what](number)
