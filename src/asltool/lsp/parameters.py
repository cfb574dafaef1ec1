"""What a service takes at a place inside the parameters of a Task."""

from __future__ import annotations

from asltool.lsp.fields import shown_number
from asltool.lsp.sites import Site, SiteKind, object_at
from asltool.model.fields import JSONPATH
from asltool.model.resource import Resource, readable_resource_of
from asltool.model.shapes import Shape, ShapeKind
from asltool.model.task_shapes import task_request
from asltool.source.document import Document

_WORDS = {
    ShapeKind.STRUCTURE: "object",
    ShapeKind.MAP: "object",
    ShapeKind.LIST: "array",
    ShapeKind.STRING: "text",
    ShapeKind.INTEGER: "whole number",
    ShapeKind.DOUBLE: "number",
    ShapeKind.BOOLEAN: "true or false",
    ShapeKind.TIMESTAMP: "timestamp, as text",
    ShapeKind.BLOB: "bytes, as text",
    ShapeKind.DOCUMENT: "any JSON",
}
_SHOWN_VALUES = 12


def resource_of(document: Document, site: Site) -> Resource | None:
    """Give what the Task around a place calls; None if it is none, or nobody knows."""
    if site.state is None:
        return None
    text = object_at(document, site.state).get("Resource")
    return readable_resource_of(text) if isinstance(text, str) else None


def parameter_shape(document: Document, site: Site) -> Shape | None:
    """Give the shape of the parameter that stands at a place; None if it has none."""
    named = "Parameters" if site.language == JSONPATH else "Arguments"
    if site.kind is not SiteKind.TEMPLATE or site.owner != "Task" or site.field is None:
        return None
    resource = resource_of(document, site) if site.field.name == named else None
    shape = None if resource is None else task_request(resource)
    for step in site.inside:
        if shape is None:
            return None
        if shape.kind is ShapeKind.STRUCTURE:
            shape = shape.member(str(step).removesuffix(".$"))
        elif shape.kind is (ShapeKind.LIST if isinstance(step, int) else ShapeKind.MAP):
            shape = shape.element
        else:
            return None
    return shape


def described_shape(shape: Shape) -> str:
    """Put a shape into words: `text: "A" or "B"`, `whole number, 1 to 10`."""
    words = _WORDS[shape.kind]
    if shape.element is not None:
        words += f" of {_WORDS[shape.element.kind]}"
    if shape.enum:
        shown = [f'"{value}"' for value in shape.enum[:_SHOWN_VALUES]]
        return f"{words}: {', '.join(shown)}{' ...' if len(shape.enum) > _SHOWN_VALUES else ''}"
    return f"{words}{_limits(shape)}"


def _limits(shape: Shape) -> str:
    is_number = shape.kind in (ShapeKind.INTEGER, ShapeKind.DOUBLE)
    unit = "" if is_number else " elements" if shape.kind is ShapeKind.LIST else " characters"
    least, most = shape.least, shape.most
    if least is not None and most is not None:
        return f", {shown_number(least)} to {shown_number(most)}{unit}"
    if least is not None:
        return f", at least {shown_number(least)}{unit}"
    return "" if most is None else f", at most {shown_number(most)}{unit}"
