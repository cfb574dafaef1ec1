"""Transitions per second: asltool beside moto's in-process Step Functions and the same data work written by hand.

    python benchmarks/engine.py [--quick] [--skip-moto] [--json FILE]

Each workload runs on all that can run it, in one process, one after the other; ratios are what counts. Histories are
recorded whole; `with dicts` adds the time to look at every event as a dict.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asltool

ROLE = "arn:aws:iam::123456789012:role/bench"


@dataclass
class Workload:
    """A machine with its input, how many states it goes through, and the same work by hand."""

    name: str
    definition: dict[str, Any]
    input: Any
    transitions: int
    by_hand: Callable[[Any], list[dict[str, Any]]] | None = None
    in_moto: dict[str, Any] | None = None
    """A smaller definition for moto, where the whole would take minutes; with its own input and transitions."""
    moto_input: Any = None
    moto_transitions: int = 0


def chain(length: int) -> dict[str, Any]:
    """Give a chain of Pass states with Parameters and ResultPath."""
    states: dict[str, Any] = {
        f"S{number}": {
            "Type": "Pass",
            "Parameters": {"id.$": "$.order.id", "step": number, "total.$": "$.total"},
            "ResultPath": "$.last",
            "Next": f"S{number + 1}",
        }
        for number in range(length - 1)
    }
    states[f"S{length - 1}"] = {
        "Type": "Pass",
        "Parameters": {"id.$": "$.order.id", "step": length - 1, "total.$": "$.total"},
        "ResultPath": "$.last",
        "End": True,
    }
    return {"StartAt": "S0", "States": states}


ORDER = {"order": {"id": "o-1", "items": [1, 2, 3]}, "total": 42}


def dump(value: Any) -> str:
    """Write compact JSON."""
    return json.dumps(value, separators=(",", ":"))


class ByHandHistory:
    """What somebody would write who wants the same events from a plain loop."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def entered(self, name: str, value: Any) -> None:
        """Add a StateEntered event."""
        self._add("PassStateEntered", "stateEnteredEventDetails", name, "input", value)

    def exited(self, name: str, value: Any) -> None:
        """Add a StateExited event."""
        self._add("PassStateExited", "stateExitedEventDetails", name, "output", value)

    def _add(self, type_: str, member: str, name: str, key: str, value: Any) -> None:
        number = len(self.events) + 1
        self.events.append(
            {
                "timestamp": datetime.now(UTC),
                "type": type_,
                "id": number,
                "previousEventId": number - 1,
                member: {"name": name, key: dump(value), f"{key}Details": {"truncated": False}},
            }
        )


def chain_by_hand(length: int) -> Callable[[Any], list[dict[str, Any]]]:
    """Give the chain's work as a loop, history included."""

    def work(value: Any) -> list[dict[str, Any]]:
        history = ByHandHistory()
        for number in range(length):
            name = f"S{number}"
            history.entered(name, value)
            last = {"id": value["order"]["id"], "step": number, "total": value["total"]}
            value = {**value, "last": last}
            history.exited(name, value)
        return history.events

    return work


def choice_loop() -> dict[str, Any]:
    """Give a loop of Choice and Pass that counts down with an intrinsic function."""
    return {
        "StartAt": "More",
        "States": {
            "More": {
                "Type": "Choice",
                "Choices": [{"Variable": "$.left", "NumericGreaterThan": 0, "Next": "Count"}],
                "Default": "Done",
            },
            "Count": {
                "Type": "Pass",
                "Parameters": {"left.$": "States.MathAdd($.left, -1)"},
                "Next": "More",
            },
            "Done": {"Type": "Succeed"},
        },
    }


def loop_by_hand(value: Any) -> list[dict[str, Any]]:
    """Do the loop's work by hand, history included."""
    history = ByHandHistory()
    while True:
        history.entered("More", value)
        history.exited("More", value)
        if value["left"] <= 0:
            break
        history.entered("Count", value)
        value = {"left": value["left"] - 1}
        history.exited("Count", value)
    history.entered("Done", value)
    history.exited("Done", value)
    return history.events


def jsonata_chain(length: int) -> dict[str, Any]:
    """Give a chain of JSONata Pass states with Assign and Output."""
    states: dict[str, Any] = {
        f"J{number}": {
            "Type": "Pass",
            "Assign": {"total": "{% $states.input.total + 1 %}"},
            "Output": {"order": "{% $states.input.order %}", "total": "{% $total %}", "step": number},
            **({"Next": f"J{number + 1}"} if number < length - 1 else {"End": True}),
        }
        for number in range(length)
    }
    first = {"Type": "Pass", "Assign": {"total": 0}, "Next": "J0"}
    return {"QueryLanguage": "JSONata", "StartAt": "First", "States": {"First": first, **states}}


def tasks(count: int) -> dict[str, Any]:
    """Give a chain of Task states on a Lambda function."""
    states: dict[str, Any] = {
        f"T{number}": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:echo",
            **({"Next": f"T{number + 1}"} if number < count - 1 else {"End": True}),
        }
        for number in range(count)
    }
    return {"StartAt": "T0", "States": states}


def mapping() -> dict[str, Any]:
    """Give an inline Map with one Pass in each iteration."""
    return {
        "StartAt": "Each",
        "States": {
            "Each": {
                "Type": "Map",
                "ItemProcessor": {
                    "StartAt": "One",
                    "States": {"One": {"Type": "Pass", "Parameters": {"n.$": "$"}, "End": True}},
                },
                "End": True,
            }
        },
    }


def map_by_hand(value: Any) -> list[dict[str, Any]]:
    """Do the Map's work by hand, history included."""
    history, results = ByHandHistory(), []
    history.entered("Each", value)
    for item in value:
        history.entered("One", item)
        result = {"n": item}
        history.exited("One", result)
        results.append(result)
    history.exited("Each", results)
    return history.events


def payload_chain(length: int) -> dict[str, Any]:
    """Give a chain that adds a little to a large payload in each state."""
    states: dict[str, Any] = {
        f"P{number}": {
            "Type": "Pass",
            "Result": number,
            "ResultPath": "$.step",
            **({"Next": f"P{number + 1}"} if number < length - 1 else {"End": True}),
        }
        for number in range(length)
    }
    return {"StartAt": "P0", "States": states}


def payload_by_hand(length: int) -> Callable[[Any], list[dict[str, Any]]]:
    """Do the payload chain's work by hand, history included."""

    def work(value: Any) -> list[dict[str, Any]]:
        history = ByHandHistory()
        for number in range(length):
            history.entered(f"P{number}", value)
            value = {**value, "step": number}
            history.exited(f"P{number}", value)
        return history.events

    return work


def workloads(scale: float) -> list[Workload]:
    """Give all workloads; *scale* shrinks them for a quick look."""
    length, steps, items = int(1000 * scale), int(5000 * scale), int(10_000 * scale)
    big = {"rows": [{"id": row, "text": "x" * 80} for row in range(2000)]}
    return [
        Workload(
            f"chain of {length} Pass states",
            chain(length),
            ORDER,
            length,
            chain_by_hand(length),
            chain(length),
            ORDER,
            length,
        ),
        Workload(
            f"Choice loop of {2 * steps} steps",
            choice_loop(),
            {"left": steps},
            2 * steps + 2,
            loop_by_hand,
            choice_loop(),
            {"left": 300},
            602,
        ),
        Workload(
            f"JSONata chain of {length} with Assign",
            jsonata_chain(length),
            ORDER,
            length + 1,  # moto cannot run it
        ),
        Workload(f"{length} Task states", tasks(length), ORDER, length),
        Workload(
            f"inline Map over {items} items",
            mapping(),
            list(range(items)),
            items + 1,
            map_by_hand,
            mapping(),
            list(range(200)),
            201,
        ),
        Workload(
            "200 KB through 50 states",
            payload_chain(50),
            big,
            50,
            payload_by_hand(50),
            payload_chain(50),
            big,
            50,
        ),
    ]


def best(run: Callable[[], Any], times: int) -> float:
    """Give the shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return min(taken)


def time_asltool(workload: Workload, times: int, *, with_dicts: bool) -> float:
    """Time a run of a loaded machine; Express, as Standard ends at 25,000 events."""
    machine = asltool.loads(json.dumps(workload.definition))

    def run() -> None:
        execution = asltool.run(
            machine, workload.input, handlers={"echo": lambda event: event}, type="EXPRESS"
        )
        assert execution.status == "SUCCEEDED", (execution.error, execution.cause)
        if with_dicts:
            list(execution.history)

    run()
    return best(run, times)


def time_moto(workload: Workload) -> float | None:
    """Time moto's own engine, from the start to the whole history."""
    if workload.in_moto is None:
        return None
    os.environ.update(AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1")  # noqa: S106
    import boto3
    from moto import mock_aws

    with mock_aws(config={"stepfunctions": {"execute_state_machine": True}}):
        client = boto3.client("stepfunctions")
        arn = client.create_state_machine(
            name="bench", definition=json.dumps(workload.in_moto), roleArn=ROLE
        )["stateMachineArn"]
        began = time.perf_counter()
        execution = client.start_execution(stateMachineArn=arn, input=json.dumps(workload.moto_input))[
            "executionArn"
        ]
        while client.describe_execution(executionArn=execution)["status"] == "RUNNING":
            time.sleep(0.002)
        taken = time.perf_counter() - began
        assert client.describe_execution(executionArn=execution)["status"] == "SUCCEEDED"
        return taken / workload.moto_transitions


def memory(workload: Workload) -> float:
    """Give the MiB that a finished execution with its history holds."""
    machine = asltool.loads(json.dumps(workload.definition))
    asltool.run(machine, workload.input, type="EXPRESS", handlers={"echo": lambda event: event})
    tracemalloc.start()
    execution = asltool.run(machine, workload.input, type="EXPRESS", handlers={"echo": lambda event: event})
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    assert execution.status == "SUCCEEDED"
    return held


def flatness(longest: int) -> list[tuple[int, float]]:
    """Give the microseconds per transition of chains from 10 states up."""
    rows, length = [], 10
    while length <= longest:
        machine = asltool.loads(json.dumps(chain(length)))
        asltool.run(machine, ORDER, type="EXPRESS")
        taken = best(lambda: asltool.run(machine, ORDER, type="EXPRESS"), 20 if length < 1000 else 3)  # noqa: B023
        rows.append((length, 1e6 * taken / length))
        length *= 10
    return rows


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of each workload")
    parser.add_argument("--skip-moto", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    rows = []
    print(
        f"{'workload':34} {'us/transition':>13} {'with dicts':>10} {'x moto':>8} {'/ by hand':>9} {'MiB held':>8}"
    )
    for workload in workloads(0.1 if options.quick else 1.0):
        plain = time_asltool(workload, 5, with_dicts=False) / workload.transitions
        dicts = time_asltool(workload, 5, with_dicts=True) / workload.transitions
        hand = None
        if workload.by_hand is not None:
            hand = best(lambda: workload.by_hand(workload.input), 5) / workload.transitions  # noqa: B023
        moto = None if options.skip_moto else time_moto(workload)
        row = {
            "workload": workload.name,
            "us": 1e6 * plain,
            "us_with_dicts": 1e6 * dicts,
            "times_moto": moto and moto / plain,
            "times_moto_with_dicts": moto and moto / dicts,
            "of_by_hand": hand and dicts / hand,
            "mib": memory(workload),
        }
        rows.append(row)
        shown = [
            f"{row[key]:.2f}" if row[key] is not None else "-"
            for key in ("us", "us_with_dicts", "times_moto", "of_by_hand", "mib")
        ]
        print(f"{workload.name:34} {shown[0]:>13} {shown[1]:>10} {shown[2]:>8} {shown[3]:>9} {shown[4]:>8}")
    print(
        "\nus per transition by length of the chain:",
        ", ".join(f"{n}: {us:.2f}" for n, us in flatness(1000 if options.quick else 100_000)),
    )
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
