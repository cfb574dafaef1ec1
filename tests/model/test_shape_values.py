from __future__ import annotations

from typing import Any

import pytest

from asltool.model.resource import parse_resource
from asltool.model.shape_values import fits, text_meant_as, unfit_member
from asltool.model.shapes import ANY, Shape, ShapeKind
from asltool.model.task_shapes import task_request


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (ShapeKind.STRUCTURE, {}, True),
        (ShapeKind.STRUCTURE, "{}", False),
        (ShapeKind.MAP, [], False),
        (ShapeKind.LIST, [], True),
        (ShapeKind.LIST, "a", False),
        (ShapeKind.BOOLEAN, "true", True),
        (ShapeKind.BOOLEAN, 1, False),
        (ShapeKind.INTEGER, 2.0, True),
        (ShapeKind.INTEGER, 2.5, False),
        (ShapeKind.INTEGER, True, False),
        (ShapeKind.INTEGER, "12", True),
        (ShapeKind.INTEGER, "twelve", False),
        (ShapeKind.DOUBLE, 2.5, True),
        (ShapeKind.TIMESTAMP, 0, True),
        (ShapeKind.TIMESTAMP, True, False),
        (ShapeKind.STRING, {"any": "thing"}, True),
        (ShapeKind.BLOB, [1], True),
        (ShapeKind.DOCUMENT, 1, True),
        (ShapeKind.LIST, None, True),
    ],
)
def test_each_kind_takes_its_types_of_json(kind: ShapeKind, value: Any, *, expected: bool) -> None:
    assert fits(Shape(kind), value) is expected


@pytest.mark.parametrize(
    ("request_", "unfit"),
    [
        ({"Rule": "r", "Targets": [{"Id": "1", "Arn": "a"}]}, None),
        ({"Rule": "r", "Targets": {}}, "Targets"),
        ({"Rule": "r", "Targets": "${Targets}"}, None),
        ({"Rule": "r", "Targets": ["1"]}, "Targets"),
        (
            {"Rule": "r", "Targets": [{"RetryPolicy": {"MaximumRetryAttempts": "few"}}]},
            "MaximumRetryAttempts",
        ),
        ({"Unheard": {"of": 1}}, None),
        ([], "Parameters"),
    ],
)
def test_the_member_that_does_not_fit_is_named(request_: Any, unfit: str | None) -> None:
    shape = task_request(parse_resource("arn:aws:states:::aws-sdk:eventbridge:putTargets"))
    assert shape is not None

    assert unfit_member(shape, request_, "Parameters") == unfit


def test_values_of_maps_go_by_the_name_of_the_map() -> None:
    lists = Shape(ShapeKind.MAP, give_element=lambda: Shape(ShapeKind.LIST, give_element=lambda: ANY))

    assert unfit_member(lists, {"Accept": "text/plain"}, "Headers") == "Headers"
    assert unfit_member(lists, {"Accept": ["text/plain"]}, "Headers") is None


@pytest.mark.parametrize(
    ("kind", "value", "meant"),
    [
        (ShapeKind.BOOLEAN, "true", True),
        (ShapeKind.BOOLEAN, "False", False),
        (ShapeKind.BOOLEAN, "yes", None),
        (ShapeKind.BOOLEAN, True, None),
        (ShapeKind.INTEGER, "-12", -12),
        (ShapeKind.INTEGER, "1.5", None),
        (ShapeKind.DOUBLE, "1.5", 1.5),
        (ShapeKind.DOUBLE, "2", 2),
        (ShapeKind.DOUBLE, "two", None),
        (ShapeKind.STRING, "2", None),
    ],
)
def test_texts_can_be_meant_as_numbers_and_booleans(kind: ShapeKind, value: Any, meant: Any) -> None:
    assert text_meant_as(Shape(kind), value) is meant or text_meant_as(Shape(kind), value) == meant
