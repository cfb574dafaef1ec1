from __future__ import annotations

import pytest

from asltool.model.fields import OBJECTS, QUERY_LANGUAGES
from asltool.parse.shapes import SHAPES


def test_there_is_a_shape_for_every_object_in_every_language() -> None:
    assert set(SHAPES) == {(owner, language) for owner in OBJECTS for language in QUERY_LANGUAGES}


@pytest.mark.parametrize(
    ("owner", "language", "field", "expected"),
    [
        ("Pass", "JSONPath", "Parameters", True),
        ("Pass", "JSONata", "Parameters", False),
        ("Pass", "JSONPath", "Output", False),
        ("Succeed", "JSONPath", "OutputPath", True),
        ("Fail", "JSONata", "Assign", False),
        ("Map", "JSONata", "Arguments", False),
        ("NestedRule", "JSONPath", "Next", False),
        ("NestedRule", "JSONata", "StringMatches", False),
    ],
)
def test_a_shape_holds_the_fields_of_its_language(
    owner: str, language: str, field: str, *, expected: bool
) -> None:
    assert (field in SHAPES[owner, language].fields) is expected


def test_groups_without_a_rival_are_left_out() -> None:
    shape = SHAPES["Map", "JSONata"]

    assert [group.names for group in shape.required_groups] == [
        ("Next", "End"),
        ("ItemProcessor", "Iterator"),
    ]
    assert shape.rival_groups == ()
    assert shape.rivals == frozenset()
