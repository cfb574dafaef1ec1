from __future__ import annotations

import pytest

from asltool.lsp.parameters import described_shape, parameter_shape, resource_of
from asltool.lsp.sites import site_of
from asltool.model.shapes import Shape, ShapeKind
from asltool.source.document import Document
from asltool.source.pointer import ROOT, Pointer

S = ROOT / "States"
DOCUMENT = Document.from_value(
    {
        "States": {
            "A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem"},
            "B": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:f"},
            "C": {"Type": "Task"},
            "D": {"Type": "Pass", "Parameters": {}},
        }
    }
)
AT = S / "A" / "Parameters"


@pytest.mark.parametrize(
    ("at", "kind"),
    [
        (AT, ShapeKind.STRUCTURE),
        (AT / "TableName", ShapeKind.STRING),
        (AT / "TableName.$", ShapeKind.STRING),
        (AT / "Item" / "id" / "S", ShapeKind.STRING),
        (AT / "Item" / "id" / "L" / 0, ShapeKind.STRUCTURE),
        (AT / "TableName" / "x", None),
        (AT / "Nonsense" / "x", None),
        (S / "A" / "ResultSelector" / "x", None),
        (S / "B" / "Parameters", None),
        (S / "C" / "Parameters", None),
        (S / "D" / "Parameters", None),
    ],
)
def test_a_parameter_has_the_shape_that_the_service_gives_it(at: Pointer, kind: ShapeKind | None) -> None:
    shape = parameter_shape(DOCUMENT, site_of(DOCUMENT, at))

    assert (None if shape is None else shape.kind) == kind


def test_outside_of_states_nothing_is_called() -> None:
    assert resource_of(DOCUMENT, site_of(DOCUMENT, ROOT)) is None


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (Shape(ShapeKind.STRING, enum=("A", "B")), 'text: "A", "B"'),
        (Shape(ShapeKind.STRING, least=1), "text, at least 1 characters"),
        (Shape(ShapeKind.INTEGER, least=1, most=10), "whole number, 1 to 10"),
        (Shape(ShapeKind.DOUBLE, most=10), "number, at most 10"),
        (Shape(ShapeKind.LIST, give_element=lambda: Shape(ShapeKind.BLOB)), "array of bytes, as text"),
        (Shape(ShapeKind.BOOLEAN), "true or false"),
    ],
)
def test_a_shape_is_put_into_words(shape: Shape, words: str) -> None:
    assert described_shape(shape) == words
