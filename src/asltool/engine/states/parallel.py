"""Parallel states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.engine.children import take_failure
from asltool.engine.effects import ChildFailed, Fork, Joined, Steps
from asltool.engine.explain import explain
from asltool.engine.flow import result_flow_fields
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.scope import run_scope
from asltool.engine.state_code import Exit, ScopeProgram, WaitingCode
from asltool.engine.watching import Watch
from asltool.expr.errors import EvaluationError
from asltool.history.events import PARALLEL_STATE_STARTED, PARALLEL_STATE_SUCCEEDED
from asltool.json_value import JsonValue, json_bytes
from asltool.model.machine import Parallel
from asltool.model.transitions import Next

_Work: TypeAlias = Callable[[Frame, JsonValue], "Steps[tuple[JsonValue, int]]"]
"""Works on the branches' input; gives the result and the last event of all branches."""


def compile_parallel(state: Parallel, branches: list[ScopeProgram]) -> WaitingCode:
    """Run the branches side by side on the same input; the result is the array of theirs.

    Spec: parallel-state. Retriers and catchers are put around this code.
    """
    return compile_parallel_around(state, lambda frame, data: _run_branches(frame, branches, data))


def compile_parallel_around(state: Parallel, work: _Work, watch: Watch | None = None) -> WaitingCode:
    """Give the code of a Parallel whose branches are *work*."""
    flow = compile_flow(state.query_language, result_flow_fields(state, state.arguments), watch)
    target = state.transition.target if isinstance(state.transition, Next) else None

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        try:
            data = flow.payload(flow.enter(raw, frame), frame)
            result, last = yield from work(frame, data)
            output, assigned = flow.leave(raw, result, frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        frame.last_event = last  # the exit follows the branches, not the success
        return output, target, assigned

    return run


def _run_branches(
    frame: Frame, branches: list[ScopeProgram], data: JsonValue
) -> Steps[tuple[JsonValue, int]]:
    """Give the branches' results and the last of their events."""
    record = frame.recorder.record
    started = frame.last_event = record(PARALLEL_STATE_STARTED, frame.last_event)
    last = started
    bound = json_bytes(data)

    def run_branch(index: int) -> Steps[JsonValue]:
        nonlocal last
        branch = frame.child(index, last_event=started, map_item=frame.map_item)
        branch.is_concurrent = True
        result = yield from run_scope(branches[index], branch, data, bound)
        del frame.children[index]
        last = max(last, branch.last_event)
        return result

    answer: Joined | ChildFailed = yield Fork(run_branch, len(branches), len(branches))
    if isinstance(answer, ChildFailed):
        raise take_failure(frame, answer)
    frame.last_event = record(PARALLEL_STATE_SUCCEEDED, last)
    return answer.results, last
