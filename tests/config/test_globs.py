from __future__ import annotations

import pytest

from asltool.config.globs import is_literal, matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.json", "a.json"),
        ("a.json", "deep/er/a.json"),
        ("*.json", "deep/a.json"),
        ("old/*.json", "old/a.json"),
        ("./old/*.json", "old/a.json"),
        ("/old/*.json", "old/a.json"),
        ("old/**/*.json", "old/a.json"),
        ("old/**/*.json", "old/b/c/a.json"),
        ("**/old/*.json", "x/y/old/a.json"),
        ("**/old/*.json", "old/a.json"),
        ("old/**", "old/b/a.json"),
        ("**", "any/thing.json"),
        ("old", "x/old/y/a.json"),
        ("old/", "old/a.json"),
        ("x/old", "x/old/a.json"),
        ("a?.json", "ab.json"),
        ("[ab].json", "b.json"),
        ("[!ab].json", "c.json"),
        ("a (1) é+.json", "a (1) é+.json"),
        ("a[.json", "a[.json"),
    ],
)
def test_a_pattern_means_paths(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a.json", "ba.json"),
        ("a.json", "a.json5"),
        ("old/*.json", "old/b/a.json"),
        ("old/*.json", "x/old/a.json"),
        ("/a.json", "x/a.json"),
        ("a?.json", "a/.json"),
        ("[!ab].json", "a.json"),
        ("[a-c].json", "d.json"),
        ("a.json", "axjson"),
        ("old", "older/a.json"),
    ],
)
def test_a_pattern_does_not_mean_others(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


def test_a_range_of_characters_is_one() -> None:
    assert matches("[a-c].json", "b.json")


def test_a_path_without_wildcards_is_literal() -> None:
    assert is_literal("old/a.json")
    assert not is_literal("old/*.json")
    assert not is_literal("a.json"), "it may be in any folder"
