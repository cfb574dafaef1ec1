from __future__ import annotations

from asltool.engine.effects import Sleep, TimeIsUpError
from asltool.engine.execution import run_execution
from asltool.engine.outcomes import End
from asltool.engine.program import compile_machine
from asltool.history.aws_json import History
from asltool.history.recorder import Moment, Recorder
from engine_driving import START, chain, listed, only, read_machine, surroundings


def test_an_execution_whose_time_is_up_ends_where_it_is() -> None:
    recorder = Recorder(Moment(START))
    program = compile_machine(read_machine(only({"Type": "Wait", "Seconds": 60})))
    steps = run_execution(program, surroundings(recorder), {}, 2)
    assert isinstance(next(steps), Sleep)

    try:
        steps.throw(TimeIsUpError())
    except StopIteration as stopped:
        end = stopped.value

    assert end == End("TIMED_OUT", START)
    assert chain(History(recorder.events)) == listed(
        "1:ExecutionStarted<0 2:WaitStateEntered<0 3:ExecutionTimedOut<0"
    )


def test_a_child_execution_has_as_many_events_as_any_other() -> None:
    recorder = Recorder(Moment(START), limit=5)
    loop = {"StartAt": "P", "States": {"P": {"Type": "Pass", "Next": "P"}}}
    steps = run_execution(compile_machine(read_machine(loop)), surroundings(recorder), {}, 2)

    try:
        next(steps)
    except StopIteration as stopped:
        end = stopped.value

    assert (end.status, end.error, len(recorder.events)) == ("FAILED", "States.Runtime", 5)
