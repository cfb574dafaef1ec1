from __future__ import annotations

import pytest

from asltool.expr.jsonpath import patterns
from asltool.expr.jsonpath.patterns import compile_pattern, matches


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a.c", "abc"),
        (r"\d{2}", "12"),
        (r"[\w.]+", "a_1.b"),
        (r"[^\W\d]+", "ab"),
        (r"\s\S", " x"),
        (r"\D+", "ab"),
        (r"\Qa.b\E+", "a.bbb"),
        (r"\Q(x", "(x"),
        (r"(?<first>a)\k<first>", "aa"),
        (r"\p{L}+", "é"),
        (r"[a-z&&[^b]]+", "ac"),
        (r"a\/b\\", "a/b\\"),
    ],
)
def test_patterns_are_javas(source: str, text: str) -> None:
    assert matches(compile_pattern(source, ignores_case=False), text)


@pytest.mark.parametrize(
    ("source", "text"), [("b", "abc"), (r"\d", "٣"), (r"\w", "é"), (r"\Qa.b\E", "axb"), (r"\s", "\xa0")]
)
def test_the_whole_text_must_match_and_classes_know_ascii_only(source: str, text: str) -> None:
    assert not matches(compile_pattern(source, ignores_case=False), text)


def test_case_counts_unless_told_otherwise() -> None:
    assert not matches(compile_pattern("abc", ignores_case=False), "ABC")
    assert matches(compile_pattern("abc", ignores_case=True), "ABC")


@pytest.mark.parametrize("source", ["(", "+", "[a", "(?<a", "(" * 20_000])
def test_what_is_no_pattern_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compile_pattern(source, ignores_case=False)


def test_a_match_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "TIMEOUT_SECONDS", 0.01)
    pattern = compile_pattern(r"(?:a|a|aa|[a-b])*(?:\w|a)*c\1?|(a|aa)+$", ignores_case=False)

    with pytest.raises(TimeoutError):
        matches(pattern, "a" * 50_000 + "d")
