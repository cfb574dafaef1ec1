"""The sizes and shapes that keep the code readable; `ruff` watches the rest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "asltool"
MODULES = sorted(SOURCE.rglob("*.py"))

MAX_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_LEVELS = 4


def named(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_file_is_too_long_to_read(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= MAX_LINES, f"{named(path)} has {lines} lines: look for its second topic"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_function_is_too_long_to_read(path: Path) -> None:
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= MAX_FUNCTION_LINES
    ]

    assert not long, f"{named(path)}: {', '.join(long)}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_folders_are_at_most_four_levels_deep(path: Path) -> None:
    assert len(path.relative_to(SOURCE).parts) <= MAX_LEVELS


def _definitions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=named)
def test_packages_say_what_they_hold_and_hold_no_code_of_their_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert ast.get_docstring(tree), f"{named(path)} has no docstring"
    if path.parent != SOURCE:
        assert not list(_definitions(tree)), f"{named(path)} defines something: give it a module"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_first_docstring_lines_fit_a_list(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [tree, *_definitions(tree)]
    long = [
        first
        for node in nodes
        if (text := ast.get_docstring(node)) and len(first := text.splitlines()[0]) > 110  # type: ignore[arg-type]
    ]

    assert not long, long
