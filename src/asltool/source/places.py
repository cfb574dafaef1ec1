"""Places: where a document's values stand in its text, as a tree of the same shape."""

from __future__ import annotations

from enum import StrEnum

from asltool.source.span import Span


class Style(StrEnum):
    """How a value is written; it decides how its text is decoded and edited."""

    JSON = "json"
    """Anything in a JSON document."""
    FLOW = "flow"
    """A YAML mapping or sequence in brackets."""
    BLOCK = "block"
    """A YAML mapping or sequence that is told by its indentation."""
    PLAIN = "plain"
    SINGLE_QUOTED = "single-quoted"
    DOUBLE_QUOTED = "double-quoted"
    LITERAL = "literal"
    FOLDED = "folded"


class Place:
    """Where one value stands. Offsets are those of `Span`.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        key_start: Where its key begins; -1 for the root and for array elements.
        key_end: Where its key ends, likewise.
        children: The places of the members or elements, in the order of the text.
        style: How it is written.
        key_style: How its key is written.
        shared: Whether an edit would do more than it says: other parts of the document use the same text, by
            a YAML alias or merge key, or a tag gives it another meaning.
    """

    __slots__ = ("children", "end", "key_end", "key_start", "key_style", "shared", "start", "style")

    def __init__(
        self,
        start: int,
        end: int,
        key_start: int = -1,
        key_end: int = -1,
        children: dict[str | int, Place] | None = None,
        style: Style = Style.JSON,
        key_style: Style = Style.JSON,
        *,
        shared: bool = False,
    ) -> None:
        self.start, self.end = start, end
        self.key_start, self.key_end = key_start, key_end
        self.children: dict[str | int, Place] = {} if children is None else children
        self.style, self.key_style = style, key_style
        self.shared = shared

    def child(self, step: str | int) -> Place | None:
        """Give the place of one member or element, None if there is none; `children` may cost more."""
        return self.children.get(step)

    def copy(self) -> Place:
        """Give a place that can be changed and leaves this one as it is."""
        where = self.start, self.end, self.key_start, self.key_end
        return Place(*where, self.children, self.style, self.key_style, shared=self.shared)

    @property
    def span(self) -> Span:
        """The span of the value."""
        return Span(self.start, self.end)

    @property
    def key_span(self) -> Span | None:
        """The span of the key; None for the root and for array elements."""
        return None if self.key_start < 0 else Span(self.key_start, self.key_end)
