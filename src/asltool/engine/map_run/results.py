"""What becomes of the results of child executions: the state's output, or files that are written elsewhere.

AWS: maps.md 6.6.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from asltool.engine.context_object import instant_text
from asltool.engine.effects import Failed, OpenResults, ResultSink, Steps, TaskCall
from asltool.engine.errors import StatesError
from asltool.engine.flows import compile_template_in
from asltool.engine.frame import Frame
from asltool.engine.limits import MAX_PAYLOAD_BYTES, too_large
from asltool.engine.outcomes import ChildExecution
from asltool.json_value import JsonObject, JsonValue, json_bytes, json_text
from asltool.model.error_handling import DATA_LIMIT_EXCEEDED
from asltool.model.machine import Map
from asltool.model.resource import parse_resource

_KINDS = {"SUCCEEDED": "SUCCEEDED", "PENDING": "PENDING"}
"""The files that a record goes to, by its status; all others go to FAILED."""


class Results(Protocol):
    """Takes the results of a map run."""

    def take(self, child: ChildExecution) -> int:
        """Take what came of a child execution; gives how many results were written for it.

        Raises:
            StatesError: It cannot be written.
        """

    def is_taking_pending(self) -> bool:
        """Tell whether it takes child executions, too, that will never begin."""

    def close(self, map_run_arn: str) -> JsonValue:
        """Give the state's result.

        Raises:
            StatesError: It is too large, or cannot be written.
        """

    def discard(self) -> None:
        """Leave nothing behind of what is not finished."""


OpenSteps: TypeAlias = Callable[[str], "Steps[Results]"]
"""Makes ready to take results; gets the id of the map run."""

FindResults: TypeAlias = Callable[[Frame, JsonValue], OpenSteps]
"""Gives where results go, from frame and effective input."""


def compile_results(state: Map) -> FindResults:
    """Give the evaluation of `ResultWriter`; without one, the outputs are the state's result.

    Raises (when evaluated):
        EvaluationError: An expression gives no value.
    """
    writer = state.result_writer
    if writer is None or writer.resource is None or writer.arguments is None:
        form = "COMPACT" if writer is None or writer.transformation is None else writer.transformation
        return lambda _frame, _data: lambda _run_id: _collect(form, state.name)
    form = writer.transformation or "NONE"
    resource = parse_resource(writer.resource)
    arguments = compile_template_in(state.query_language, "ResultWriter/Arguments", writer.arguments)
    suffix = "jsonl" if writer.output_type == "JSONL" else "json"

    def find(frame: Frame, data: JsonValue) -> OpenSteps:
        call = TaskCall(resource, arguments(data, frame), state.name, 0, None, math.inf)

        def export(run_id: str) -> Steps[Results]:
            sink: ResultSink | Failed = yield OpenResults(call, run_id, suffix)
            if isinstance(sink, Failed):
                raise StatesError(sink.error, sink.cause)
            return _Export(sink, form)

        return export

    return find


def _collect(form: str, state_name: str) -> Steps[Results]:
    yield from ()
    return _Collection(form, state_name)


def record_of(child: ChildExecution, status: str) -> JsonObject:
    """Give the full record of a child execution."""
    execution, end = child.execution, child.end
    record: JsonObject = {
        "ExecutionArn": execution["Id"],
        "Input": json_text(child.input),
        "InputDetails": {"Included": True},
        "Name": execution["Name"],
        "RedriveCount": 0,
        "RedriveStatus": "REDRIVABLE_BY_MAP_RUN",
        "StateMachineArn": child.state_machine["Id"],
        "Status": status,
    }
    if end is None:
        return record
    record |= {"StartDate": instant_text(child.started_at), "StopDate": instant_text(end.at)}
    if status == "SUCCEEDED":
        record |= {
            "Output": json_text(end.output),
            "OutputDetails": {"Included": True},
            "RedriveStatus": "NOT_REDRIVABLE",
            "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
        }
    told = {"Cause": end.cause, "Error": end.error}
    record |= {name: value for name, value in told.items() if value is not None}
    return dict(sorted(record.items()))


def _formed(child: ChildExecution, form: str) -> list[JsonValue]:
    """Give what a child execution that succeeded adds to the results."""
    assert child.end is not None  # noqa: S101 - it has ended
    output = child.end.output
    match form:
        case "NONE":
            return [record_of(child, "SUCCEEDED")]
        case "FLATTEN" if isinstance(output, list):
            return output
        case _:
            return [output]


@dataclass(slots=True)
class _Collection:
    """Results that the state's output is made of, as long as they are not too large."""

    form: str
    state_name: str
    results: dict[int, list[JsonValue]] = field(default_factory=dict)
    size_bytes: int = 2

    def take(self, child: ChildExecution) -> int:
        if child.end is None or child.end.status != "SUCCEEDED" or self._is_too_large:
            return 0
        added = _formed(child, self.form)
        self.results[child.index] = added
        self.size_bytes += sum(json_bytes(result) + 1 for result in added)
        if self._is_too_large:
            self.results.clear()  # they will not be needed, and more are to come
        return 0

    @property
    def _is_too_large(self) -> bool:
        # the comma that is counted after the last one is none
        return self.size_bytes - 1 > MAX_PAYLOAD_BYTES

    def is_taking_pending(self) -> bool:
        return False

    def close(self, map_run_arn: str) -> JsonValue:  # noqa: ARG002 - as the protocol has it
        if self._is_too_large:
            raise StatesError(DATA_LIMIT_EXCEEDED, too_large(self.state_name))
        return [result for _, added in sorted(self.results.items()) for result in added]

    def discard(self) -> None:
        """Nothing is left behind."""


@dataclass(slots=True)
class _Export:
    """Results that are written as they come."""

    sink: ResultSink
    form: str

    def take(self, child: ChildExecution) -> int:
        status = "PENDING" if child.end is None else child.end.status
        kind = _KINDS.get(status, "FAILED")
        records = _formed(child, self.form) if kind == "SUCCEEDED" else [record_of(child, status)]
        for record in records:
            self.sink.write(kind, json_text(record))
        return 1

    def is_taking_pending(self) -> bool:
        return True

    def close(self, map_run_arn: str) -> JsonValue:
        self.sink.publish(map_run_arn)
        details: JsonObject = {"Bucket": self.sink.bucket, "Key": self.sink.manifest_key}
        return {"MapRunArn": map_run_arn, "ResultWriterDetails": details}

    def discard(self) -> None:
        self.sink.discard()
