from __future__ import annotations

from typing import Any

import pytest

from asltool.source.placeholder import any_placeholder, is_placeholder


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("${Name}", True),
        ("arn:${AWS::Partition}:x", True),
        ("${Name", False),
        ("$.name", False),
        (5, False),
    ],
)
def test_placeholders_are_told_from_text(value: Any, *, expected: bool) -> None:
    assert is_placeholder(value) is expected


def test_one_placeholder_among_the_keys_is_told() -> None:
    assert any_placeholder({"Type": "Pass", "${Field}": 1})
    assert not any_placeholder({"Type": "${Type}"})
