from __future__ import annotations

import pytest

import asltool.expr.jsonpath
from asltool.expr import jsonpath
from asltool.json_value import JsonValue

DOCUMENT: JsonValue = {"a": [{"b": 1}, {"b": 2}], "n": None}


@pytest.mark.parametrize(
    ("path", "value"),
    [("$", DOCUMENT), ("$.a[1].b", 2), ("$.n", None), ("$.a[*].b", [1, 2]), ("$.a[?(@.b > 1)]", [{"b": 2}])],
)
def test_paths_are_evaluated_on_documents(path: str, value: JsonValue) -> None:
    assert jsonpath.evaluate(path, DOCUMENT) == value


@pytest.mark.parametrize("path", ["$.no", "$.a[2]", "$.n.x", "$.a.b", "$.a[-1]", "$.a[-1].b"])
def test_what_is_not_there_is_not_found(path: str) -> None:
    with pytest.raises(jsonpath.PathNotFound):
        jsonpath.evaluate(path, DOCUMENT)


@pytest.mark.parametrize("path", ["", "a", "$a", "$$", "$$.a", "$.a[", "$.a b", "$.."])
def test_what_is_no_path_into_a_document_is_invalid(path: str) -> None:
    with pytest.raises(jsonpath.InvalidPath):
        jsonpath.evaluate(path, DOCUMENT)


def test_a_wildcard_passes_over_a_negative_index() -> None:
    assert jsonpath.evaluate("$[*][-1]", [[1], [2]]) == []


def test_the_package_exports_what_the_public_api_promises() -> None:
    assert sorted(asltool.expr.jsonpath.__all__) == ["InvalidPath", "PathNotFound", "evaluate"]
