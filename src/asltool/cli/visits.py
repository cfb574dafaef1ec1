"""Which state an event belongs to: events name only the one that they follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from asltool.history.aws_json import Event

_ENTERED = "StateEntered"
_EXITED = "StateExited"
_ABORTED = "StateAborted"
_CONTAINERS = ("ParallelState", "MapState")
"""How events of states begin that hold others."""
_ATTEMPTS = frozenset({"TaskScheduled", "LambdaFunctionScheduled", "ActivityScheduled"})


@dataclass(slots=True, eq=False)
class Visit:
    """One stay in a state."""

    name: str
    kind: str
    """The state's type."""
    parent: Visit | None
    """The stay in the Parallel or Map that it is part of."""
    item: str
    """The indexes of the Maps' items that it is for, such as `[2]`."""
    entered_at: datetime
    attempts: int = 0
    has_failed: bool = False
    """Whether its last attempt did."""

    @property
    def label(self) -> str:
        """The state's name, inside a Map with the item's index."""
        return self.name + self.item

    def is_inside(self, container: Visit) -> bool:
        """Tell whether it is part of a stay in a Parallel or Map."""
        return self.parent is not None and (self.parent is container or self.parent.is_inside(container))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an event happened."""

    visit: Visit | None = None
    parent: Visit | None = None
    """The container of the state that may be entered next."""
    item: str = ""


class Visits:
    """Follows the events of an execution, in order."""

    def __init__(self) -> None:
        self._places: dict[int, _Place] = {0: _Place()}
        self._open: dict[Visit, None] = {}

    @property
    def open(self) -> list[Visit]:
        """The stays that have not ended, in the order in which they began."""
        return list(self._open)

    def follow(self, event: Event) -> Visit | None:
        """Give the stay that an event belongs to; None if to none."""
        before = self._places.get(event["previousEventId"], _Place())
        place = self._place(event, before)
        self._places[event["id"]] = place
        return place.visit

    def _place(self, event: Event, before: _Place) -> _Place:
        type_: str = event["type"]
        if type_.endswith(_ENTERED):
            return self._enter(event, before)
        if type_.endswith(_EXITED):
            name = event["stateExitedEventDetails"]["name"]
            return self._leave(_upwards(before.visit, lambda visit: visit.name == name))
        if type_.endswith(_ABORTED):
            kind = type_.removesuffix(_ABORTED)
            aborted = (visit for visit in self._open if visit.kind == kind and visit is not before.visit)
            return self._leave(next(aborted, None))
        if type_ == "MapIterationStarted":
            details = event["mapIterationStartedEventDetails"]
            map_ = _upwards(before.visit, lambda visit: visit.name == details["name"])
            return _Place(map_, map_, f"{'' if map_ is None else map_.item}[{details['index']}]")
        if type_.startswith(_CONTAINERS):
            kind = type_.partition("State")[0]
            return self._turn(type_, _upwards(before.visit, lambda visit: visit.kind == kind))
        if type_ in _ATTEMPTS and before.visit is not None:
            before.visit.attempts += 1
            before.visit.has_failed = False
        return before

    def _enter(self, event: Event, before: _Place) -> _Place:
        kind = event["type"].removesuffix(_ENTERED)
        name = event["stateEnteredEventDetails"]["name"]
        visit = Visit(name, kind, before.parent, before.item, event["timestamp"])
        self._open[visit] = None
        return _Place(visit, before.parent, before.item)

    def _leave(self, visit: Visit | None) -> _Place:
        if visit is None:
            return _Place()
        self._open.pop(visit, None)
        self._drop_inside(visit)
        return _Place(visit, visit.parent, visit.item)

    def _turn(self, type_: str, container: Visit | None) -> _Place:
        """Take an event of a Parallel or Map itself: whatever was inside is over."""
        if container is None:
            return _Place()
        self._drop_inside(container)
        if type_.endswith("Started"):
            container.attempts += 1
            container.has_failed = False
        return _Place(container, container, container.item)

    def _drop_inside(self, container: Visit) -> None:
        for visit in self.open:
            if visit.is_inside(container):
                del self._open[visit]


def _upwards(visit: Visit | None, is_meant: Callable[[Visit], bool]) -> Visit | None:
    """Give the first stay that is meant: this one or one that it is part of."""
    while visit is not None and not is_meant(visit):
        visit = visit.parent
    return visit
