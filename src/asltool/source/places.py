"""Places: where a document's values stand in its text, as a tree of the same shape."""

from __future__ import annotations

from enum import StrEnum

from asltool.records import field, record
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


@record(frozen=False)
class Place:
    """Where one value stands. Offsets are those of `Span`."""

    start: int
    end: int
    key_start: int = -1
    """Where its key begins; -1 for the root and for array elements."""
    key_end: int = -1
    children: dict[str | int, Place] = field(default_factory=dict)
    """The places of the members or elements, in the order of the text."""
    style: Style = Style.JSON
    key_style: Style = Style.JSON
    shared: bool = False
    """Whether an edit would do more than it says: other parts of the document use the same text, by a YAML
    alias or merge key, or a tag gives it another meaning."""

    @property
    def span(self) -> Span:
        """The span of the value."""
        return Span(self.start, self.end)

    @property
    def key_span(self) -> Span | None:
        """The span of the key; None for the root and for array elements."""
        return None if self.key_start < 0 else Span(self.key_start, self.key_end)
