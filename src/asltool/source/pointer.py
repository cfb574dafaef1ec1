"""Pointers: the keys and indexes that lead from a document's root to one of its values."""

from __future__ import annotations

_pointer = tuple.__new__


class Pointer(tuple["str | int", ...]):
    """The way from the root to a value; `ROOT / "States" / "A"` goes two members down."""

    __slots__ = ()

    def __truediv__(self, step: str | int) -> Pointer:
        return _pointer(Pointer, self + (step,))  # noqa: RUF005 - a third faster, and this is all over the place

    def __str__(self) -> str:
        """Give the JSON Pointer (RFC 6901): `/States/A~1B/Choices/0`; the root is the empty text."""
        text = "/".join(["", *map(str, self)])
        if "~" not in text and text.count("/") == len(self):  # nothing to escape: nearly always
            return text
        return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in self)

    @property
    def parent(self) -> Pointer:
        """The pointer to the value that holds this one; the root's is the root."""
        return Pointer(self[:-1])


ROOT = Pointer()
