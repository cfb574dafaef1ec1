"""The steps of a path, as plain data: what the parser reads and everything else works on.

How a step behaves is `definite`'s and `walker`'s matter; that one member, one index and so on select at most
one value (they are *definite*) is said here, as parser, linter and evaluators all ask for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias, assert_never

from asltool.records import record


@record
class Member:
    """`.name`, `['name']`; with several names, `['a', 'b']`, an object of those that are there."""

    names: tuple[str, ...]


@record
class Index:
    """`[0]`; a negative one counts from the end."""

    index: int


@record
class FromLength:
    """`[(@.length-1)]`: the index that is the array's length plus a number."""

    offset: int
    """Zero or less."""


@record
class Root:
    """A `$` inside the path: the same value again."""


@record
class Indexes:
    """`[0,2]`: several elements, all of which must be there."""

    indexes: tuple[int, ...]


@record
class Slice:
    """`[1:3]`, `[1:]`, `[:3]`."""

    start: int | None
    end: int | None


@record
class Wildcard:
    """`.*`, `[*]`: every member or element."""


@record
class Descend:
    """`..`: the next step, applied to the value and to everything below it."""


@record
class Text:
    """A literal in a filter, quoted or not; whether it means a number shows when it is compared."""

    text: str


@record
class Pattern:
    """A regular expression in a filter: `/t.*/`, `/t.*/i`."""

    source: str
    ignores_case: bool


@record
class ItemPath:
    """A definite path in a filter: from the item (`@`) or from the root of the data (`$`)."""

    text: str
    of_root: bool
    steps: tuple[Step, ...]


Operand: TypeAlias = Text | Pattern | ItemPath
Operator: TypeAlias = Literal[">=", "<=", "==", "!=", "<", ">", "=~"]
Junction: TypeAlias = Literal["&&", "||"]


@record
class Exists:
    """A criterion of a filter: the path leads to a value other than null, or it does not."""

    path: ItemPath
    wanted: bool


@record
class Comparison:
    """A criterion of a filter: two operands and what must hold between them."""

    left: Operand
    operator: Operator
    right: Operand


Criterion: TypeAlias = Exists | Comparison


@record
class Filter:
    """`[?(@.a == 1 && @.b)]`: the elements, or the object itself, for which the criteria hold.

    The last criterion counts first and each junction takes in all that is to its right: `a && b || c` means
    `a && (b || c)`. Parentheses do not change that.
    """

    criteria: tuple[Criterion, ...]
    junctions: tuple[Junction, ...]
    """One fewer than the criteria; each stands between two of them."""


DefiniteStep: TypeAlias = Member | Index | FromLength | Root
"""The steps that select at most one value."""

Step: TypeAlias = DefiniteStep | Indexes | Slice | Wildcard | Descend | Filter


@lru_cache(maxsize=4096)
def member(name: str) -> Member:
    """Give the step to one member; definitions name the same few members over and over."""
    return Member((name,))


def is_definite(steps: tuple[Step, ...]) -> bool:
    """Tell whether *steps* lead to one value, rather than to an array of what they match."""
    return all(isinstance(step, DefiniteStep) for step in steps)


def fragment(step: Step) -> str:
    """Give the normalized text of *step*, as AWS's messages show it."""
    match step:
        case Member(names):
            return "[" + ", ".join(f"'{name}'" for name in names) + "]"
        case Index(index):
            return f"[{index}]"
        case FromLength(offset):
            return f"[@.size(){offset}]"
        case Root():
            return "$"
        case Indexes(indexes):
            return "[" + ",".join(map(str, indexes)) + "]"
        case Slice(start, end):
            return f"[{'' if start is None else start}:{'' if end is None else end}]"
        case Wildcard():
            return "[*]"
        case Descend():
            return ".."
        case Filter():
            return "[?]"
        case _:
            assert_never(step)
