"""YAML text to document: JSON values, with anchors, aliases and merge keys followed.

A value with a tag of CloudFormation's or anybody's own (`!Sub`, `!Ref`) is kept as an opaque string that
looks like a placeholder: see `asltool.source.yaml_scalars.opaque_value`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from asltool.json_value import JsonObject, JsonValue
from asltool.source.document import Document, Format
from asltool.source.places import Place, Style
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.text import SourceText
from asltool.source.yaml_nodes import Node, Refusal, compose
from asltool.source.yaml_scalars import UnusableScalar, is_local, opaque_value, scalar_value

_COLLECTION_TAGS = {True: "tag:yaml.org,2002:map", False: "tag:yaml.org,2002:seq"}


def read_yaml(text: str, name: str) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a YAML text is, and what is wrong with the text.

    Args:
        text: The text; a byte order mark at its start is passed over.
        name: The name of the file as reports show it.

    Returns:
        The document, None if the text is no YAML or says what JSON cannot; and the problems, none for a sound
        text. There can be both: of duplicate keys the last one counts.
    """
    return read_yaml_source(SourceText(text, name))


def read_yaml_source(
    source: SourceText, *, keeps_tags: bool = False
) -> tuple[Document | None, list[SourceProblem]]:
    """Give the document that a YAML text is, as `read_yaml` does, be it a file's or one inside another.

    Args:
        source: The text.
        keeps_tags: Whether a value with a tag of somebody's own is an object of one member, whose key is the
            tag: `!Sub x` is `{"!Sub": "x"}`. Else it is an opaque string.
    """
    try:
        root = compose(source)
        if keeps_tags:
            root = _with_tags_as_members(root, {})
        construction = _Construction(source, [])
        value = construction.value(root)
    except Refusal as refusal:
        return None, [refusal.problem]
    document = Document(source, value, Format.YAML, lambda _: _place(root))
    return document, sorted(construction.problems, key=lambda problem: problem.span.start)


def _with_tags_as_members(node: Node, wrapped: dict[int, Node]) -> Node:
    """Put each node with a local tag into a mapping of one member: its key is the tag.

    Args:
        node: The node; those below it are changed in their places.
        wrapped: Takes the mappings by the identity of the nodes in them, for the aliases that follow.
    """
    if node.target is not None:
        node.target = wrapped.get(id(node.target), node.target)
        return node
    node.children = [_with_tags_as_members(child, wrapped) for child in node.children]
    if not is_local(node.tag):
        return node
    key = Node(node.start, node.start, Style.PLAIN, "!", node.tag)
    node.tag = None if node.text is None else "!"
    mapping = Node(node.start, node.end, Style.FLOW, is_mapping=True, children=[key, node])
    mapping.aliased = node.aliased
    wrapped[id(node)] = mapping
    return mapping


@dataclass(slots=True)
class _Member:
    """A member of a mapping, and whether a merge key brought it."""

    key: Node
    value: Node
    is_merged: bool = False


@dataclass(frozen=True, slots=True)
class _Construction:
    """Builds the value of a tree of nodes."""

    source: SourceText
    problems: list[SourceProblem]

    def value(self, node: Node) -> JsonValue:
        node = node.resolved
        if is_local(node.tag):
            return opaque_value(node)
        if node.text is not None:
            try:
                return scalar_value(node.text, node.tag)
            except UnusableScalar as error:
                raise self.refusal(node, str(error), ProblemKind.UNUSABLE_VALUE) from error
        if node.tag not in (None, "!", _COLLECTION_TAGS[node.is_mapping]):
            name = str(node.tag).removeprefix("tag:yaml.org,2002:")
            raise self.refusal(node, f"JSON has no value for a !!{name}", ProblemKind.UNUSABLE_VALUE)
        if not node.is_mapping:
            return [self.value(child) for child in node.children]
        self.check(node)
        members: JsonObject = {key: self.value(member.value) for key, member in _members(node).items()}
        return members

    def check(self, mapping: Node) -> None:
        """Report the keys that stand twice in a mapping.

        Raises:
            Refusal: A key that is no scalar, or a merge key without a mapping.
        """
        seen: dict[str, Node] = {}
        for key, value in mapping.pairs():
            text = key.resolved.text
            if text is None:
                raise self.refusal(key, "a key that is no text: JSON has only text for keys")
            if _is_merge(key):
                merged = _merged(value)
                if not all(node.is_mapping for node in merged):
                    raise self.refusal(value, "a merge key << needs a mapping, or a sequence of mappings")
                continue
            if text in seen:
                message = f'the key "{text}" stands twice in the same mapping'
                related = ((seen[text].span, "it stands here first"),)
                kind = ProblemKind.DUPLICATE_KEY
                self.problems.append(SourceProblem(kind, message, self.source, key.span, related))
            seen[text] = key

    def refusal(self, node: Node, message: str, kind: ProblemKind = ProblemKind.NOT_YAML) -> Refusal:
        return Refusal(SourceProblem(kind, message, self.source, node.span))


def _is_merge(key: Node) -> bool:
    return key.text == "<<" and key.style is Style.PLAIN and key.tag is None


def _merged(value: Node) -> list[Node]:
    """Give the mappings that a merge key names, in order of precedence."""
    node = value.resolved
    return [node] if node.is_mapping or node.text is not None else [child.resolved for child in node.children]


def _members(mapping: Node) -> dict[str, _Member]:
    """Give a mapping's members with the merged ones: its own prevail, then those merged first."""
    members: dict[str, _Member] = {}
    for key, value in mapping.pairs():
        if _is_merge(key):
            for source in reversed(_merged(value)):
                for name, member in _members(source).items():
                    members[name] = _Member(member.key, member.value, is_merged=True)
    for key, value in mapping.pairs():
        if not _is_merge(key):
            members[str(key.resolved.text)] = _Member(key, value)
    return members


def _place(node: Node, key: Node | None = None, *, shared: bool = False) -> Place:
    """Give the place of a node and of all below it; below an alias, it is at the anchor."""
    target = node.resolved
    inside = shared or target.aliased
    children: Iterator[tuple[str | int, Place]]
    if target.is_mapping and not is_local(target.tag):
        children = (
            (name, _place(member.value, member.key, shared=inside or member.is_merged))
            for name, member in _members(target).items()
        )
    elif is_local(target.tag):
        children = iter(())
    else:
        children = ((index, _place(child, shared=inside)) for index, child in enumerate(target.children))
    place = Place(
        node.start, node.end, children=dict(children), style=node.style, shared=shared or node.aliased
    )
    if key is not None:
        place.key_start, place.key_end, place.key_style = key.start, key.end, key.style
    return place
