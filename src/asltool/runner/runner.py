"""Runs a compiled machine from start to end."""

from __future__ import annotations

from asltool.engine.outcomes import End
from asltool.engine.state_code import ScopeProgram
from asltool.runner.elsewhere import Elsewhere
from asltool.runner.execution import Execution, execution_of
from asltool.runner.run import Run, begin, start_run
from asltool.runner.settings import Settings
from asltool.runner.stage import Stage


def run_program(program: ScopeProgram, timeout_seconds: float | None, settings: Settings) -> Execution:
    """Run a compiled machine.

    Args:
        program: The machine.
        timeout_seconds: The machine's own `TimeoutSeconds`.
        settings: The terms.

    Raises:
        MissingHandlerError: A task was reached that nothing serves.
        AsltoolError: Mocks have no answer left, AWS cannot be called, or an executor failed.
    """
    stage = Stage(settings)
    if settings.maps.executor is not None:
        stage.scheduler.elsewhere = Elsewhere(stage, settings.maps.executor)
    run = start_run(program, settings, stage.moment, stage.chance, stage.admit)
    begin(run, stage.scheduler, timeout_seconds)
    stage.run()
    return _execution(run, stage.moment.seconds)


def _execution(run: Run, now: float) -> Execution:
    mocks = run.settings.mocks
    return execution_of(
        run.end or End("RUNNING", now),
        history=run.history,
        names=(run.surroundings.execution, run.surroundings.state_machine),
        started_at=run.started_at,
        map_runs=run.surroundings.map_runs.runs,
        mock_warnings=() if mocks is None else (*mocks.warnings, *mocks.unused()),
    )
