"""The tree of a YAML text: nodes with their offsets, and aliases as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, Protocol

from asltool.source.limits import MAX_DEPTH, MAX_EXPANDED_VALUES
from asltool.source.places import Style
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.span import Span
from asltool.source.text import SourceText
from asltool.source.yaml_words import explain_error

_STYLES = {
    "'": Style.SINGLE_QUOTED,
    '"': Style.DOUBLE_QUOTED,
    "|": Style.LITERAL,
    ">": Style.FOLDED,
}


@dataclass(slots=True, eq=False)
class Node:
    """A scalar, sequence, mapping or alias. Its offsets, as in `Span`, include tag and anchor."""

    start: int
    end: int
    style: Style
    tag: str | None = None
    text: str | None = None
    """The decoded text of a scalar; None for what is no scalar."""
    is_mapping: bool = False
    children: list[Node] = field(default_factory=list)
    """The items of a sequence; a mapping's keys and values in turn."""
    target: Node | None = None
    """The anchored node that an alias stands for."""
    aliased: bool = False
    """Whether an alias elsewhere stands for it."""
    size: int = 1
    """How many values it holds when aliases are followed, itself included."""
    depth: int = 0
    """How many collections stand in each other in it when aliases are followed."""

    @property
    def span(self) -> Span:
        """The span of the node."""
        return Span(self.start, self.end)

    @property
    def resolved(self) -> Node:
        """The node that an alias stands for; any other node itself."""
        return self.target or self

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Give the keys of a mapping with their values, in order."""
        children = iter(self.children)
        return zip(children, children, strict=True)


class Refusal(Exception):  # noqa: N818 - it carries a problem from the depth of the tree to the reader
    """Ends the reading of a text that is no document."""

    def __init__(self, problem: SourceProblem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Events(Protocol):
    """The part of PyYAML's loaders that gives events."""

    def get_event(self) -> Any: ...

    def dispose(self) -> None: ...


def compose(source: SourceText) -> Node:
    """Give the root of a YAML text that is one document.

    Raises:
        Refusal: The text is not YAML, holds no or several documents, or exceeds the limits.
    """
    import yaml  # noqa: PLC0415 - slow to load, and most definitions are JSON

    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    skipped = 1 if source.text.startswith("\ufeff") else 0
    events: _Events | None = None
    try:
        events = loader(source.text[skipped:])
        return _Composer(source, events, skipped).document()
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        message, span = explain_error(source, error, skipped)
        raise Refusal(SourceProblem(ProblemKind.NOT_YAML, message, source, span)) from error
    finally:
        if events is not None:
            events.dispose()


class _Composer:
    """Builds the tree with a stack of its own: depth cannot end it."""

    def __init__(self, source: SourceText, events: _Events, skipped: int) -> None:
        self.source = source
        self.events = events
        self.skipped = skipped
        self.open: list[Node] = []
        self.anchors: dict[str, Node] = {}
        self.has_aliases = False

    def document(self) -> Node:
        holder = Node(0, 0, Style.BLOCK)
        self.open.append(holder)
        while True:
            event = self.events.get_event()
            kind = type(event).__name__
            if kind == "StreamEndEvent":
                break
            if kind == "DocumentStartEvent" and holder.children:
                self.refuse("a second document begins here: a file holds one", self.span(event))
            self.take(kind, event)
        if not holder.children:
            self.refuse("the document is empty", Span(0, len(self.source.text)), ProblemKind.EMPTY)
        return holder.children[0]

    def take(self, kind: str, event: Any) -> None:
        span = self.span(event)
        match kind:
            case "ScalarEvent":
                style = _STYLES.get(event.style, Style.PLAIN)
                tag = "!" if event.tag is None and style is not Style.PLAIN else event.tag
                node = Node(span.start, span.end, style, tag, event.value)
                if style in (Style.LITERAL, Style.FOLDED):
                    node.end = span.start + len(self.source.text[span.start : span.end].rstrip())
                self.anchor(event, node)
                self.attach(node)
            case "SequenceStartEvent" | "MappingStartEvent":
                style = Style.FLOW if event.flow_style else Style.BLOCK
                node = Node(span.start, span.end, style, event.tag, is_mapping=kind[0] == "M", depth=1)
                self.anchor(event, node)
                self.open.append(node)
                if len(self.open) - 1 > MAX_DEPTH:
                    self.too_deep(node.span)
            case "SequenceEndEvent" | "MappingEndEvent":
                node = self.open.pop()
                # A block ends where its last child does; its event comes only at the next token.
                node.end = (
                    span.end if node.style is Style.FLOW or not node.children else node.children[-1].end
                )
                self.attach(node)
            case "AliasEvent":
                self.attach(self.alias(event, span))

    def anchor(self, event: Any, node: Node) -> None:
        if event.anchor is not None:
            self.anchors[event.anchor] = node

    def alias(self, event: Any, span: Span) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None:
            self.refuse(f"the alias *{event.anchor} names no anchor", span)
        if target in self.open:
            self.refuse(f"the alias *{event.anchor} stands inside its own anchor", span)
        target.aliased = self.has_aliases = True
        return Node(span.start, span.end, Style.PLAIN, target=target, size=target.size, depth=target.depth)

    def attach(self, node: Node) -> None:
        parent = self.open[-1]
        parent.children.append(node)
        parent.size += node.size
        parent.depth = max(parent.depth, node.depth + 1)
        if len(self.open) - 1 + node.depth > MAX_DEPTH:
            self.too_deep(node.span)
        if self.has_aliases and parent.size > MAX_EXPANDED_VALUES:
            message = f"aliases make the document grow beyond {MAX_EXPANDED_VALUES:,} values"
            self.refuse(message, node.span, ProblemKind.TOO_LARGE)

    def span(self, event: Any) -> Span:
        return Span(event.start_mark.index + self.skipped, event.end_mark.index + self.skipped)

    def too_deep(self, span: Span) -> NoReturn:
        message = f"mappings and sequences stand in each other more than {MAX_DEPTH} deep"
        self.refuse(message, Span(span.start, span.start + 1), ProblemKind.TOO_DEEP)

    def refuse(self, message: str, span: Span, kind: ProblemKind = ProblemKind.NOT_YAML) -> NoReturn:
        raise Refusal(SourceProblem(kind, message, self.source, span))
