from __future__ import annotations

import pytest
import yaml

from asltool.source.places import Style
from asltool.source.problem import ProblemKind, SourceProblem
from asltool.source.text import SourceText
from asltool.source.yaml_nodes import Node, Refusal, compose


def root(text: str) -> Node:
    return compose(SourceText(text, "x.yaml"))


def refusal(text: str) -> SourceProblem:
    with pytest.raises(Refusal) as caught:
        root(text)
    return caught.value.problem


@pytest.fixture(params=["libyaml", "python"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


@pytest.mark.usefixtures("_either_parser")
def test_offsets_count_characters_whatever_the_line_ends_and_planes() -> None:
    text = "\ufeff# é\r\nkéy: '😀'\r\nlist:\r\n- |\r\n  a\r\n  b\r\n\r\n- [x,  {y: z}]\r\n"

    node = root(text)
    pieces = [(text[key.start : key.end], text[value.start : value.end]) for key, value in node.pairs()]

    assert pieces == [("kéy", "'😀'"), ("list", "- |\r\n  a\r\n  b\r\n\r\n- [x,  {y: z}]")]
    _, list_ = list(node.pairs())[1]
    assert [text[item.start : item.end] for item in list_.children] == ["|\r\n  a\r\n  b", "[x,  {y: z}]"]
    assert node.span.end == len(text) - 2


@pytest.mark.usefixtures("_either_parser")
def test_styles_are_kept() -> None:
    node = root("a: b\n'c': \"d\"\ne: >\n  f\ng: |\n  h\ni: [j]\n")

    assert [value.style for _, value in node.pairs()] == [
        Style.PLAIN,
        Style.DOUBLE_QUOTED,
        Style.FOLDED,
        Style.LITERAL,
        Style.FLOW,
    ]
    assert [key.style for key, _ in node.pairs()][:2] == [Style.PLAIN, Style.SINGLE_QUOTED]
    assert node.style is Style.BLOCK


def test_an_alias_stands_for_the_node_of_its_anchor() -> None:
    node = root("a: &x [1, 2]\nb: *x\n")
    (_, anchored), (_, alias) = node.pairs()

    assert alias.resolved is anchored
    assert anchored.aliased
    assert anchored.resolved is anchored
    assert (anchored.size, alias.size, node.size) == (3, 3, 9)
    assert (anchored.depth, alias.depth, node.depth) == (1, 1, 2)


@pytest.mark.parametrize(
    ("text", "kind", "message", "piece"),
    [
        ("", ProblemKind.EMPTY, "the document is empty", ""),
        ("# nothing\n", ProblemKind.EMPTY, "the document is empty", "# nothing\n"),
        ("a: 1\n---\nb: 2", ProblemKind.NOT_YAML, "a second document begins here: a file holds one", "---"),
        ("a: *b", ProblemKind.NOT_YAML, "the alias *b names no anchor", "*b"),
        ("a: &b [*b]", ProblemKind.NOT_YAML, "the alias *b stands inside its own anchor", "*b"),
        (
            "[" * 129,
            ProblemKind.TOO_DEEP,
            "mappings and sequences stand in each other more than 128 deep",
            "[",
        ),
        (
            "- " * 20_000,
            ProblemKind.TOO_DEEP,
            "mappings and sequences stand in each other more than 128 deep",
            "-",
        ),
        ("a: [1", ProblemKind.NOT_YAML, "the bracket that opens here is never closed", "["),
    ],
)
def test_what_is_no_single_document_is_refused(
    text: str, kind: ProblemKind, message: str, piece: str
) -> None:
    problem = refusal(text)

    assert (problem.kind, problem.message) == (kind, message)
    assert text[problem.span.start : problem.span.end] == piece


def test_aliases_may_not_nest_deeper_than_the_limit() -> None:
    steps = "".join(f"- &a{step} {'[' * 40}*a{step - 1}{']' * 40}\n" for step in range(1, 5))

    problem = refusal(f"- &a0 1\n{steps}")

    assert problem.kind is ProblemKind.TOO_DEEP


def test_aliases_may_not_multiply_beyond_the_limit() -> None:
    steps = "".join(f"- &a{step} [{', '.join([f'*a{step - 1}'] * 10)}]\n" for step in range(1, 8))

    problem = refusal(f"- &a0 1\n{steps}")

    assert problem.kind is ProblemKind.TOO_LARGE
    assert problem.message == "aliases make the document grow beyond 100,000 values"


def test_a_large_document_without_aliases_is_not_limited() -> None:
    assert root("[" + "1," * 100_001 + "]").size > 100_000
