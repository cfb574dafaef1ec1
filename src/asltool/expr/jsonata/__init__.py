"""JSONata 2.0.6, and what Step Functions makes of it; usable on its own: `compile(text)(data, **variables)`.

What belongs here is the language alone: text, tree, evaluation, library. Where expressions stand in a state
machine, and what a failed one means there, is decided elsewhere.
"""

from __future__ import annotations

from asltool.expr.jsonata.compiler import Jsonata, compile  # noqa: A004
from asltool.expr.jsonata.errors import JSONataError, JSONataSyntaxError, LimitError
from asltool.expr.jsonata.limits import Limits
from asltool.expr.jsonata.ports import Sources
from asltool.expr.jsonata.shaping import parse
from asltool.expr.jsonata.static import Mention, References, references
from asltool.expr.jsonata.values import UNDEFINED

__all__ = [
    "UNDEFINED",
    "JSONataError",
    "JSONataSyntaxError",
    "Jsonata",
    "LimitError",
    "Limits",
    "Mention",
    "References",
    "Sources",
    "compile",
    "parse",
    "references",
]
