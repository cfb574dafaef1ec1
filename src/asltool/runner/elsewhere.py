"""Gives child executions to an executor: worker processes, or a cluster.

By the virtual clock, no time passes while they are away, and they come back in the order in which they left:
so a run is the same each time, however long each of them really takes.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace

from asltool.engine.effects import RunElsewhere
from asltool.engine.outcomes import ChildExecution, End
from asltool.errors import AsltoolError
from asltool.model.machine import StateMachine
from asltool.runner.child_job import ChildJob, ChildOutcome, run_child
from asltool.runner.settings import MapOptions, Settings
from asltool.runner.stage import Stage
from asltool.runner.strands import Abort

Answer = Callable[[End], None]


class Elsewhere:
    """Has child executions run by an executor; meets the scheduler's protocol.

    Args:
        stage: Where the parent runs.
        executor: Who runs them.

    Raises:
        AsltoolError: The run has mocks or is recorded, or its handlers cannot be sent.
    """

    def __init__(self, stage: Stage, executor: Executor) -> None:
        self._stage = stage
        self._executor = executor
        self._settings = _sendable(stage.settings)
        self._machines: dict[int, tuple[StateMachine, bytes]] = {}
        self._away: dict[Future[ChildOutcome | None], tuple[ChildExecution, Answer]] = {}
        """Those that are waited for one after the other, in the order in which they left."""

    def begin(self, effect: RunElsewhere, answer: Answer) -> Abort:
        """Give a child execution away; gives what calls it back, where nobody waits any more."""
        child = effect.child
        job = ChildJob(
            machine=self._pickled(effect.machine),
            settings=self._settings,
            input=child.input,
            execution=child.execution,
            state_machine=child.state_machine,
            started_at=child.started_at,
            seed=int(self._stage.chance.random() * 2**53),
            seconds=effect.seconds,
            most_events=effect.most_events,
        )
        try:
            future = self._executor.submit(run_child, job)
        except Exception as error:
            raise _failed(error, child) from error
        if not self._stage.settings.is_real_time:
            self._away[future] = child, answer
            return lambda: self._call_back(future)
        scheduler = self._stage.scheduler
        scheduler.work_begins()

        def take() -> None:
            scheduler.work_ends()
            if not future.cancelled():
                self._take(future, child, answer)

        future.add_done_callback(lambda _: scheduler.completions.put(take))
        return lambda: self._call_back(future)

    def settle(self) -> bool:
        """Wait for the child execution that left first; returns False if none is away."""
        if not self._away:
            return False
        future = next(iter(self._away))
        self._take(future, *self._away.pop(future))
        return True

    def _call_back(self, future: Future[ChildOutcome | None]) -> None:
        self._away.pop(future, None)
        future.cancel()

    def close(self) -> None:
        """Call back what has not begun."""
        for future in [*self._away]:
            self._call_back(future)

    def _take(self, future: Future[ChildOutcome | None], child: ChildExecution, answer: Answer) -> None:
        try:
            outcome = future.result()
        except AsltoolError:
            raise
        except Exception as error:
            raise _failed(error, child) from error
        if outcome is None:
            return  # it waits for ever, and so does the parent
        child.events.extend(outcome.events)
        child.map_runs.extend(outcome.map_runs)
        end, scheduler = outcome.end, self._stage.scheduler
        if end.at > scheduler.now():
            scheduler.at(end.at, lambda: answer(end))
        else:
            answer(end)

    def _pickled(self, machine: StateMachine) -> bytes:
        known = self._machines.get(id(machine))
        if known is None:
            known = self._machines[id(machine)] = machine, pickle.dumps(machine)
        return known[1]


def _failed(error: Exception, child: ChildExecution) -> AsltoolError:
    name = child.execution["Name"]
    if isinstance(error, BrokenExecutor):
        return AsltoolError(
            f"a worker process came to its end while it ran child executions (killed, or out of memory?); "
            f'"{name}" was one of them'
        )
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return AsltoolError(f'the executor could not run the child execution "{name}": {reason}')


def _sendable(settings: Settings) -> bytes:
    """Give the terms for child executions elsewhere, pickled.

    Raises:
        AsltoolError: They cannot be sent.
    """
    if settings.mocks is not None:
        raise AsltoolError(
            "mocks count their answers, which several processes cannot do together: "
            "use handlers where child executions run in an executor"
        )
    if settings.recording is not None:
        raise AsltoolError(
            "what tasks of child executions in an executor come to cannot be recorded: run them here"
        )
    options = MapOptions(keep_children=settings.maps.keep_children)
    terms = replace(settings, input=None, input_text=None, name=None, on_event=None, maps=options)
    try:
        return pickle.dumps(terms)
    except Exception as error:
        sent = _by_cloudpickle(terms)
        if sent is None:
            reason = " ".join(str(error).split())
            raise AsltoolError(
                f"the handlers cannot be sent to other processes ({reason}): "
                "they must be functions of a module, no lambdas and no methods of what cannot be pickled"
            ) from error
        return sent


def _by_cloudpickle(terms: Settings) -> bytes | None:
    """Pickle what pickle cannot, such as functions of a notebook; None where no cloudpickle is."""
    try:
        import cloudpickle  # noqa: PLC0415 - not everybody has it
    except ImportError:
        return None
    try:
        return bytes(cloudpickle.dumps(terms))
    except Exception:  # noqa: BLE001 - the reason that pickle gave says as much
        return None
