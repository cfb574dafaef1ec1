"""Shapes of the data that services take and give, with members named as Step Functions names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from asltool.records import field, record


class ShapeKind(StrEnum):
    """What the values of a shape are; timestamps and blobs are JSON strings, documents any JSON."""

    STRUCTURE = "structure"
    LIST = "list"
    MAP = "map"
    STRING = "string"
    INTEGER = "integer"
    DOUBLE = "double"
    BOOLEAN = "boolean"
    TIMESTAMP = "timestamp"
    BLOB = "blob"
    DOCUMENT = "document"


@record(eq=False)
class Shape:
    """What a value can be.

    A shape can hold itself: walk it along a value or a path, never to its end.
    """

    kind: ShapeKind
    members: Mapping[str, Shape] = field(default_factory=dict)
    """Of a structure: the members by name, made when asked for."""
    required: tuple[str, ...] = ()
    """Of a structure: the members that must be there."""
    is_open: bool = False
    """Of a structure: whether there may be members that nobody has described."""
    give_element: Callable[[], Shape] | None = None
    enum: tuple[str, ...] = ()
    """Of a string: the known values; empty if any will do."""
    least: float | None = None
    """The least number, or the least length of a text or list."""
    most: float | None = None

    @property
    def element(self) -> Shape | None:
        """Of a list or map: what each of its values is."""
        return None if self.give_element is None else self.give_element()

    def member(self, name: str) -> Shape | None:
        """Give the member that *name* means, whatever its upper and lower case; None if there is none.

        The SDKs for Java disagree on names that begin with several capitals (`BOOL`, `Bool`), so only a name
        that is different otherwise, too, is surely wrong.
        """
        found = self.members.get(name)
        return self.members.get(self.spelling(name) or name) if found is None else found

    def spelling(self, name: str) -> str | None:
        """Give the name of the member that *name* means but for upper and lower case."""
        lowered = name.lower()
        return next((known for known in self.members if known.lower() == lowered), None)


class LazyMembers(Mapping[str, Shape]):
    """The members of a structure, each made when it is first looked at.

    Args:
        references: By name, what *resolve* knows the member's shape by.
        resolve: Gives a shape.
    """

    __slots__ = ("_references", "_resolve")

    def __init__(self, references: Mapping[str, str], resolve: Callable[[str], Shape]) -> None:
        self._references = references
        self._resolve = resolve

    def __getitem__(self, name: str) -> Shape:
        return self._resolve(self._references[name])

    def __contains__(self, name: object) -> bool:
        return name in self._references

    def __iter__(self) -> Iterator[str]:
        return iter(self._references)

    def __len__(self) -> int:
        return len(self._references)


ANY = Shape(ShapeKind.DOCUMENT)
NOTHING = Shape(ShapeKind.STRUCTURE)
"""A structure without members."""
