from __future__ import annotations

import subprocess
import sys

import pytest

from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.compilation import compile_steps
from asltool.expr.jsonpath.parser import parse_parts
from asltool.json_value import JsonValue
from path_evaluating import SCOPE

DOCUMENT: JsonValue = {"a": [1, 2]}


def test_steps_are_followed_from_the_value() -> None:
    _, steps = parse_parts("$.a[-1]")

    assert compile_steps("$.a[-1]", steps)(DOCUMENT, SCOPE) == 2


def test_an_index_may_count_from_the_beginning_only() -> None:
    _, steps = parse_parts("$.a[-1]")

    with pytest.raises(EvaluationError):
        compile_steps("$.a[-1]", steps, counts_from_end=False)(DOCUMENT, SCOPE)


def test_messages_begin_with_the_root() -> None:
    _, steps = parse_parts("$.b")

    with pytest.raises(EvaluationError, match=r"No results for path: \$\['v'\]\['b'\]"):
        compile_steps("$v.b", steps, "$['v']")(DOCUMENT, SCOPE)


def test_reading_a_path_does_not_load_what_evaluates_it() -> None:
    code = (
        "import sys; from asltool.expr.jsonpath.path import parse_path; parse_path('$.a[?(@.b > 1)]'); "
        "sys.exit('asltool.expr.jsonpath.walker' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
