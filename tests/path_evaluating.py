"""Evaluates paths in tests, and generates documents and paths for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st

from asltool.expr.jsonpath.path import PathNotFound, parse_path
from asltool.expr.scope import EmptyScope

if TYPE_CHECKING:
    from asltool.json_value import JsonValue

SCOPE = EmptyScope()

_NAMES = st.sampled_from(["a", "b", "id", "x y"])
_LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(["", "a", "b", "12"]))

DOCUMENTS = st.recursive(
    _LEAVES,
    lambda values: st.lists(values, max_size=4) | st.dictionaries(_NAMES, values, max_size=4),
    max_leaves=25,
)
"""Small documents that use few names, so that paths lead somewhere."""


def value_of(text: str, document: JsonValue) -> JsonValue:
    """Give what the path *text* selects in *document*, as an engine sees it."""
    return parse_path(text).compile()(document, SCOPE)


def missing_in(document: JsonValue, text: str) -> PathNotFound:
    """Give the error of the path *text*, which must lead nowhere in *document*."""
    with pytest.raises(PathNotFound) as caught:
        value_of(text, document)
    return caught.value
