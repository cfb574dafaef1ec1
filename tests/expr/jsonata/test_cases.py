"""The language as data: what each expression gives on `cases/data.json`."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from asltool.expr.jsonata import UNDEFINED, JSONataError, compile  # noqa: A004

CASES = Path(__file__).parent / "cases"
DATA = json.loads((CASES / "data.json").read_text("utf-8"))


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['expression']}")
        for path in sorted(CASES.glob("*.json"))
        if path.stem != "data"
        for case in json.loads(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize("case", _cases())
def test_expression_gives_what_the_language_says(case: dict[str, Any]) -> None:
    data = copy.deepcopy(DATA)

    if "error" in case:
        with pytest.raises(JSONataError) as raised:
            compile(case["expression"])(data)
        error = raised.value
        shown = {
            "code": error.code,
            "message": error.message,
            "position": error.position,
            "token": error.token,
        }
        assert shown == case["error"]
        return

    value = compile(case["expression"])(data)

    assert data == DATA
    if case.get("undefined"):
        assert value is UNDEFINED
    else:
        assert json.dumps(value) == json.dumps(case["result"]) or value == pytest.approx(
            case["result"], rel=0, abs=0
        )
