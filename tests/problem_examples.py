"""Checks the pages of the parser's problems by their own examples."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from asltool.diagnostics import Severity
from asltool.parse.machine import parse_machine, source_finding
from asltool.parse.problem import Problem
from asltool.source.reader import read


def problems_of(module: ModuleType) -> list[Problem]:
    """Give the problems that a module defines."""
    return [value for value in vars(module).values() if isinstance(value, Problem)]


def check(problem: Problem) -> None:
    """Show that the failing example has the problem and nothing else, and the fixed one has none."""
    if problem.failing:
        assert _found(problem.failing) == [(problem.id, problem.severity)]
    assert _found(problem.fixed) == []


def _found(text: str) -> list[tuple[str, Severity]]:
    whole = f'{{"StartAt": "A", "States": {{"A": {text}}}}}' if text.startswith('{"Type"') else text
    document, problems = read(whole, "example")
    found: list[Any] = [source_finding(problem) for problem in problems]
    if document is not None:
        found += parse_machine(document).diagnostics
    return [(each.rule, each.severity) for each in found]
