"""The terms of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from asltool.engine.effects import TaskCall
from asltool.engine.outcomes import MapRun
from asltool.handlers.handler import Handler
from asltool.handlers.mock import Mocks
from asltool.handlers.recording import Recording
from asltool.handlers.s3.objects import Objects
from asltool.history.aws_json import Event
from asltool.json_value import JsonValue
from asltool.model.machine import StateMachine

REGION = "us-east-1"
ACCOUNT = "123456789012"
"""Where machines run, and whose they are, unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOptions:
    """How distributed Maps run.

    Args:
        keep_children: How many child executions each map run keeps to look into, of those that succeed and of
            those that do not; None for all. A million histories would fill the memory.
        executor: Runs the child executions, each as a whole: a `ProcessPoolExecutor`, or that of a Dask or
            Ray cluster. Handlers must be functions that can be pickled. None runs them here.
        on_progress: Called with a map run's record whenever its counts `items` and `executions` have changed.
    """

    keep_children: int | None = 1000
    executor: Executor | None = None
    on_progress: Callable[[MapRun], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Who runs what, where, by which clock."""

    input: JsonValue
    input_text: str | None = None
    """The input's own text, where it came as text: histories show it so."""
    type: str = "STANDARD"
    """"STANDARD" or "EXPRESS"."""
    state_machine_name: str = "StateMachine"
    name: str | None = None
    """The execution's; None for one made up."""
    role_arn: str | None = None
    region: str = REGION
    account: str = ACCOUNT
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    mocks: Mocks | None = None
    recording: Recording | None = None
    """Where it is written down what tasks come to."""
    aws: Callable[[TaskCall], Handler | None] | None = None
    state_machines: Mapping[str, StateMachine] = field(default_factory=dict)
    """The machines that tasks can start, by name."""
    is_real_time: bool = False
    start_at: float | None = None
    """When virtual time begins, in seconds since 1970; None for always the same instant."""
    seed: int | None = 0
    s3: Mapping[str, Path] = field(default_factory=dict)
    """Folders that stand for buckets, by the buckets' names; see `Folders`."""
    aws_objects: Objects | None = None
    """S3 itself."""
    maps: MapOptions = field(default_factory=MapOptions)
    on_event: Callable[[Event], None] | None = None
    """Told of each event when it happens."""

    def at(self, instant: float, seed: int) -> Settings:
        """Give the same terms for an execution that starts at an instant (seconds since 1970)."""
        return replace(self, start_at=instant, seed=seed)
