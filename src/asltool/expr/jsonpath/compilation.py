"""Compiles the steps of a path. What evaluates them is loaded when the first path is compiled.

Linting and drawing a machine read its paths and never follow one.
"""

from __future__ import annotations

import importlib

from asltool.expr.jsonpath.steps import Step
from asltool.expr.scope import Evaluate

_PLANS = "asltool.expr.jsonpath.definite"
_COMPILER = "asltool.expr.jsonpath.compiler"
"""With all that they need, these modules take longer to load than most definitions to check."""


def compile_steps(
    text: str, steps: tuple[Step, ...], root: str = "$", *, counts_from_end: bool = True
) -> Evaluate:
    """Give the function that follows *steps* from a value.

    The function raises PathNotFound, or one of its kinds, or PathTooCostly.

    Args:
        text: The path as it was written.
        steps: All of its steps.
        root: How the normalized paths in messages begin.
        counts_from_end: Whether a negative index counts from the array's end; else no array has it.
    """
    plan = importlib.import_module(_PLANS).PathPlan(text, steps, root, counts_from_end)
    evaluate: Evaluate = importlib.import_module(_COMPILER).compile_plan(plan)
    return evaluate
