"""JSONPath in AWS's dialect, Jayway JsonPath 2.0.0's: reads and evaluates paths, writes Reference Paths.

`evaluate` and its two errors are public, hence exported here. No state machines, no payload templates.
"""

from __future__ import annotations

from asltool.expr.jsonpath.errors import InvalidPath, PathNotFound
from asltool.expr.jsonpath.evaluation import evaluate

__all__ = ["InvalidPath", "PathNotFound", "evaluate"]
