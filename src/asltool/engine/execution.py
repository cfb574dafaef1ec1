"""A whole execution, from the event that starts it to the one that ends it."""

from __future__ import annotations

from asltool.engine.effects import Steps, TimeIsUpError
from asltool.engine.errors import StatesError
from asltool.engine.frame import Frame, Surroundings
from asltool.engine.limits import history_limit_reached
from asltool.engine.outcomes import End
from asltool.engine.scope import run_scope
from asltool.engine.state_code import ScopeProgram
from asltool.history.events import (
    EXECUTION_ABORTED,
    EXECUTION_FAILED,
    EXECUTION_STARTED,
    EXECUTION_SUCCEEDED,
    EXECUTION_TIMED_OUT,
)
from asltool.history.recorder import HistoryLimitReachedError, Recorder
from asltool.json_value import JsonValue
from asltool.model.error_handling import TIMEOUT


def run_execution(
    program: ScopeProgram, surroundings: Surroundings, input_: JsonValue, bound: int
) -> Steps[End]:
    """Go through an execution and write down how it begins and ends.

    Args:
        program: The machine.
        surroundings: What its scopes share.
        input_: Its input.
        bound: A size in bytes that the input does not exceed.
    """
    recorder = surroundings.recorder
    recorder.record(EXECUTION_STARTED, 0, input_, surroundings.execution["RoleArn"])
    frame = Frame(surroundings)
    try:
        output = yield from run_scope(program, frame, input_, bound)
        recorder.record_last(EXECUTION_SUCCEEDED, frame.last_event, output)
    except StatesError as error:
        return _failed(error, frame)
    except HistoryLimitReachedError:
        return _failed(history_limit_reached(), frame)
    except TimeIsUpError:
        return time_out(recorder)
    return End("SUCCEEDED", recorder.moment.seconds, output)


def _failed(error: StatesError, frame: Frame) -> End:
    event = frame.last_event if error.event is None else error.event
    frame.recorder.record_last(EXECUTION_FAILED, event, error.name, error.cause)
    return End("FAILED", frame.now(), None, error.name, error.cause)


def time_out(recorder: Recorder) -> End:
    """End an execution because its time is up: it is cut off where it is.

    AWS: history.md 4.3; the event follows none, and no error shows on the execution.
    """
    recorder.record_last(EXECUTION_TIMED_OUT, 0, TIMEOUT, None)
    return End("TIMED_OUT", recorder.moment.seconds)


def abort(recorder: Recorder, error: str | None, cause: str | None) -> End:
    """End an execution because somebody stops it: it is cut off where it is.

    AWS: sfn_api.test_stop_execution; the event follows none.
    """
    recorder.record_last(EXECUTION_ABORTED, 0, error, cause)
    return End("ABORTED", recorder.moment.seconds, None, error, cause)
