"""What an expression sees beside its data: the context object and the variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from asltool.json_value import JsonValue


class Scope(Protocol):
    """The surroundings of one evaluation."""

    @property
    def context(self) -> JsonValue:
        """The context object: what `$$` and `$states.context` show."""

    @property
    def variables(self) -> Mapping[str, JsonValue]:
        """The variables that can be read here, by name without `$`."""

    def now(self) -> float:
        """Give the time: seconds since 1970, by the run's own clock."""

    def uuid(self) -> str:
        """Give a new version 4 UUID from the run's own source of randomness."""

    def random(self) -> float:
        """Give a number in [0, 1) from the run's own source of randomness."""


Evaluate: TypeAlias = Callable[[JsonValue, Scope], JsonValue]
"""A compiled expression: from its data (JSONPath's `$`) and a scope to a value; raises EvaluationError."""


class EmptyScope:
    """A scope with an empty context object and no variables, for expressions evaluated on their own."""

    @property
    def context(self) -> JsonValue:
        """An empty object."""
        return {}

    @property
    def variables(self) -> Mapping[str, JsonValue]:
        """No variables."""
        return {}

    def now(self) -> float:
        """Refuse: an expression on its own has no clock."""
        raise NotImplementedError

    def uuid(self) -> str:
        """Refuse: an expression on its own has no source of randomness."""
        raise NotImplementedError

    def random(self) -> float:
        """Refuse: an expression on its own has no source of randomness."""
        raise NotImplementedError
