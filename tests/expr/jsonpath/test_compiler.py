from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asltool.expr.errors import EvaluationError
from asltool.expr.jsonpath.compiler import compile_plan
from asltool.expr.jsonpath.definite import PathPlan
from asltool.expr.jsonpath.parser import parse_parts
from asltool.expr.jsonpath.walker import compile_walk
from asltool.json_value import JsonValue, json_text
from path_evaluating import DOCUMENTS, SCOPE

STEPS = st.sampled_from(
    [".a", ".b", "['id']", "[0]", "[-1]", "[*]", "[1:]", "[:2]", "..a", "..*", "[(@.length-1)]", "[?(@.a)]"]
)


@given(end=st.lists(STEPS, max_size=5).map("".join), counts_from_end=st.booleans(), document=DOCUMENTS)
def test_every_way_to_evaluate_a_path_gives_the_same(
    *, end: str, counts_from_end: bool, document: JsonValue
) -> None:
    plan = PathPlan("$" + end, parse_parts("$" + end)[1], counts_from_end=counts_from_end)
    answers: list[object] = []
    for evaluate in (lambda: compile_plan(plan)(document, SCOPE), lambda: compile_walk(plan)(document)):
        try:
            answers.append(json_text(evaluate()))
        except EvaluationError as error:
            answers.append((type(error), str(error)))

    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("document", "value"),
    [
        ({"a": {"b": [{"c": 1}, {}, 5]}}, [1]),
        ({"a": {"b": {"x": {"c": 1}}}}, [1]),
        ({"a": {}}, []),
        ({}, []),
    ],
)
def test_what_the_lowered_end_of_a_path_does_not_fit_is_walked(document: JsonValue, value: JsonValue) -> None:
    plan = PathPlan("$.a.b[*].c", parse_parts("$.a.b[*].c")[1])

    assert compile_plan(plan)(document, SCOPE) == value


@pytest.mark.parametrize("module", ["jsonpath_ng", "regex"])
def test_plain_paths_do_not_load_slow_packages(module: str) -> None:
    code = (
        "import sys; from asltool.expr import jsonpath; "
        f"assert jsonpath.evaluate('$.a[0]', {{'a': [1]}}) == 1; sys.exit({module!r} in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
