"""How large a state's output can be, so that few of them need to be measured.

A value's size is that of its compact text. Writing that text for each state would cost more than running most
states, so a bound is carried along instead; only where it passes the limit is the value itself measured.
"""

from __future__ import annotations

from dataclasses import dataclass

from asltool.expr.jsonpath.path import Path
from asltool.expr.jsonpath.reference_path import ReferencePath
from asltool.expr.template import PayloadTemplate
from asltool.json_value import JsonValue, json_bytes


@dataclass(frozen=True, slots=True)
class Growth:
    """An output is at most `scale` times the input and `extra` bytes."""

    scale: int
    extra: int


NONE = Growth(1, 0)

UNKNOWN = Growth(0, 2**63)
"""Passes every limit, so that the value is measured."""


def growth_of_constant(value: JsonValue) -> Growth:
    """Give the growth of a state whose result is always *value*."""
    return Growth(0, json_bytes(value))


def growth_of_template(template: PayloadTemplate) -> Growth:
    """Give the growth by a payload template."""
    scale = 0
    for _, expression in template.expressions:
        if not (isinstance(expression, Path) and _is_within_input(expression)):
            return UNKNOWN
        scale += 1
    return Growth(scale, json_bytes(template.value))


def _is_within_input(path: Path) -> bool:
    """Tell whether what *path* gives is a part of the data, each piece of it at most once."""
    return path.is_definite and not path.of_context and path.variable is None


def growth_of_pass_through(*paths: Path | None) -> Growth:
    """Give the growth of a state that passes on what its paths select; None stands for JSON null."""
    return NONE if all(path is None or _is_within_input(path) for path in paths) else UNKNOWN


def growth_with_result_path(own: Growth, result_path: ReferencePath | None) -> Growth:
    """Give the growth of a state whose result, of growth *own*, goes to *result_path* in its input."""
    if result_path is None:
        return NONE
    if result_path.text == "$":
        return own
    return Growth(own.scale + 1, own.extra + 6 * len(result_path.text) + 8)
