from __future__ import annotations

from typing import Any

import pytest

from asltool.containers.template import is_template


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Resources": {}}, True),
        ({"AWSTemplateFormatVersion": "2010-09-09"}, True),
        ({"Resources": {}, "StartAt": "A"}, False),
        ({"States": {}}, False),
        ({}, False),
        ([], False),
    ],
)
def test_a_template_is_told_from_a_definition(value: Any, *, expected: bool) -> None:
    assert is_template(value) is expected
