"""Paths: reads their text and compiles them to functions. For Reference Paths see `reference_path`."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from asltool.expr.jsonpath.compilation import compile_steps
from asltool.expr.jsonpath.errors import (
    CriterionFailure,
    IndexOutOfBounds,
    InvalidPath,
    PathNotFound,
    PathTooCostly,
    StepNotApplicable,
)
from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.steps import (
    Descend,
    Filter,
    FromLength,
    Index,
    Indexes,
    Member,
    Root,
    Slice,
    Step,
    Wildcard,
    is_definite,
)
from asltool.expr.language import Reference
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue
from asltool.records import record

__all__ = [
    "CriterionFailure",
    "Descend",
    "Filter",
    "FromLength",
    "Index",
    "IndexOutOfBounds",
    "Indexes",
    "InvalidPath",
    "Member",
    "Path",
    "PathNotFound",
    "PathTooCostly",
    "Root",
    "Slice",
    "Step",
    "StepNotApplicable",
    "Wildcard",
    "parse_path",
]


@record
class Path:
    """A path that parsed: where it starts and the steps from there.

    Spec: paths.
    """

    text: str
    variable: str | None
    """The name, without `$`, of the variable that the path starts at; None if it starts at none."""
    of_context: bool
    """Whether it starts at the context object: `$$`."""
    steps: tuple[Step, ...]

    @property
    def is_definite(self) -> bool:
        """Whether it gives one value, rather than an array of all that it matches."""
        return is_definite(self.steps)

    @property
    def is_reference(self) -> bool:
        """Whether it is a Reference Path: single names and indexes only."""
        return all(isinstance(step, Index) or _is_name(step) for step in self.steps)

    @property
    def root(self) -> str:
        """The text that it starts with: `$`, `$$` or `$name`."""
        return "$$" if self.of_context else f"${self.variable or ''}"

    def names(self) -> tuple[str, ...]:
        """Give the names of the members that it begins with, up to the first other step."""
        return tuple(step.names[0] for step in takewhile(_is_name, self.steps) if isinstance(step, Member))

    def references(self) -> tuple[Reference, ...]:
        """Give the one thing that it mentions: its root."""
        if self.variable is not None:
            return (Reference("variable", self.variable, 0),)
        return (Reference("context" if self.of_context else "data", "", 0),)

    def compile(self) -> Evaluate:
        """Give the function that evaluates it.

        A negative index counts from the array's end. An indefinite path gives a new array. The function
        raises PathNotFound, or one of its kinds, where the path leads nowhere, and PathTooCostly where it
        visits too many values, as `$..*..*..*` can.
        """
        return _compile(self)


@lru_cache(maxsize=4096)
def _compile(path: Path) -> Evaluate:
    """Compile a path once: machines of many states name few paths, and shared code stays in the caches."""
    if path.variable is not None:
        return _compile_variable(path, path.variable)
    read = compile_steps(path.text, path.steps)
    if path.of_context:
        return lambda _, scope: read(scope.context, scope)
    return read


@lru_cache(maxsize=4096)
def parse_path(text: str) -> Path:
    """Read a path: into the data (`$.a`), the context object (`$$.State.Name`) or a variable (`$name.a`).

    Raises:
        InvalidPath: AWS, that is Jayway JsonPath 2.0.0, would refuse the text.
    """
    root, steps = parse_parts(text)
    return Path(text, root if root not in {"", "$"} else None, root == "$", steps)


def _is_name(step: Step) -> bool:
    return isinstance(step, Member) and len(step.names) == 1


def _compile_variable(path: Path, name: str) -> Evaluate:
    """Compile a path that starts at a variable: as if all variables were members of one object."""
    root = f"$['{name}']"
    read = compile_steps(path.text, path.steps, root)
    reason = f"{'Missing property in path' if path.steps else 'No results for path:'} {root}"

    def evaluate(_: JsonValue, scope: Scope) -> JsonValue:
        try:
            value = scope.variables[name]
        except KeyError:
            raise PathNotFound(path.text, reason) from None
        return read(value, scope)

    return evaluate
