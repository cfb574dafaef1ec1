from __future__ import annotations

from typing import Any

import pytest

from asltool.containers.top_level import SERVICE, TEMPLATE, container_noun


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Resources": {}}, TEMPLATE),
        ({"AWSTemplateFormatVersion": "2010-09-09"}, TEMPLATE),
        ({"service": "shop", "provider": {}, "functions": {}}, SERVICE),
        ({"service": "shop"}, None),
        ({"Resources": {}, "StartAt": "A"}, None),
        ({"States": {}}, None),
        ({}, None),
        ([], None),
    ],
)
def test_a_container_is_told_from_a_definition(value: Any, expected: str | None) -> None:
    assert container_noun(value) == expected
