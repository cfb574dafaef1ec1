"""Map states."""

from __future__ import annotations

import math
from dataclasses import dataclass

from asltool.engine.amounts import Reading, compile_amount
from asltool.engine.effects import Sleep, Steps
from asltool.engine.errors import EngineRefusal
from asltool.engine.explain import explain
from asltool.engine.flow import Flow, result_flow_fields
from asltool.engine.flows import compile_flow
from asltool.engine.frame import Frame
from asltool.engine.map_run.distributed import compile_distributed
from asltool.engine.map_run.inline import compile_inline
from asltool.engine.map_run.items import FindItems, compile_items
from asltool.engine.map_run.plan import Iterate, Plan
from asltool.engine.map_run.tolerance import ReadTolerance, compile_tolerance
from asltool.engine.state_code import Exit, ScopeProgram, WaitingCode
from asltool.engine.watching import Watch, watched
from asltool.expr.errors import EvaluationError
from asltool.history.events import MAP_STATE_STARTED, MAP_STATE_SUCCEEDED
from asltool.json_value import JsonValue
from asltool.model.machine import Map
from asltool.model.transitions import Next


@dataclass(frozen=True, slots=True)
class _Parts:
    flow: Flow
    items: FindItems
    limit: Reading
    tolerance: ReadTolerance
    iterate: Iterate


def compile_map(state: Map, processor: ScopeProgram) -> WaitingCode:
    """Run the processor for each item; the result is the array of theirs.

    Spec: map-state. Retriers and catchers are put around this code.

    Raises:
        EngineRefusal: An inline Map reads, batches or writes, as only distributed ones can.
    """
    if not state.is_distributed:
        _refuse_distributed_fields(state)
    iterate = (compile_distributed if state.is_distributed else compile_inline)(state, processor)
    return compile_map_around(state, compile_items(state), iterate)


def compile_map_around(
    state: Map, items: FindItems, iterate: Iterate, watch: Watch | None = None
) -> WaitingCode:
    """Give the code of a Map that gets its items from *items* and works them through by *iterate*."""
    parts = _Parts(
        flow=compile_flow(state.query_language, result_flow_fields(state, None), watch),
        items=watched("afterItemsPath", items, watch),
        limit=watched("maxConcurrency", compile_amount("MaxConcurrency", state.max_concurrency), watch),
        tolerance=compile_tolerance(state, watch),
        iterate=iterate,
    )
    target = state.transition.target if isinstance(state.transition, Next) else None

    def run(frame: Frame, raw: JsonValue) -> Steps[Exit]:
        try:
            plan = yield from _plan(frame, raw, parts)
            results, last = yield from parts.iterate(frame, plan)
            frame.last_event = frame.recorder.record(MAP_STATE_SUCCEEDED, last.success)
            output, assigned = parts.flow.leave(raw, results, frame)
        except EvaluationError as error:
            raise explain(error, frame, raw) from None
        frame.last_event = last.exit  # the exit follows the iterations, not the success
        return output, target, assigned

    return run


def _plan(frame: Frame, raw: JsonValue, parts: _Parts) -> Steps[Plan]:
    """Work out what is to be done, and write down that it starts."""
    data = parts.flow.enter(raw, frame)
    limit = parts.limit(frame, data) or 0
    if limit < 0:
        yield Sleep(math.inf)  # AWS: map/test_max_concurrency_path_negative; the execution hangs
    items = parts.items(frame, data)
    total = None if items is None else len(items)
    # AWS: surprises.md 22; what a reader gives is not counted here
    frame.last_event = frame.recorder.record(MAP_STATE_STARTED, frame.last_event, total or 0)
    return Plan(data, items, int(limit), parts.tolerance(frame, data, total))


def _refuse_distributed_fields(state: Map) -> None:
    for field, value in (
        ("ItemReader", state.item_reader),
        ("ItemBatcher", state.item_batcher),
        ("ResultWriter", state.result_writer),
    ):
        if value is not None:
            raise EngineRefusal(
                f'state "{state.name}" has {field}, which needs the processor mode DISTRIBUTED',
                str(state.at / field),
            )
