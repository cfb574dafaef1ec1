"""PROBLEMS: everything that the parser can find wrong, with its page; ids ASL001 to ASL099."""

from __future__ import annotations

from asltool.parse import document_problems, expression_problems, field_problems
from asltool.parse.problem import Problem

PROBLEMS: tuple[Problem, ...] = tuple(
    sorted(
        (
            problem
            for module in (document_problems, field_problems, expression_problems)
            for problem in vars(module).values()
            if isinstance(problem, Problem)
        ),
        key=lambda problem: problem.id,
    )
)
"""In the order of their ids."""
