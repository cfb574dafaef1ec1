from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from example_running import EXAMPLES


@pytest.fixture(scope="module")
def with_approver() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "with_approver", EXAMPLES / "human-approval" / "with_approver.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("amount", "decision"),
    [
        (12, {"decision": "approved"}),
        (80, {"decision": "approved"}),
        (128, {"decision": "rejected", "reason": "the budget is 100"}),
    ],
)
def test_an_approver_answers_from_a_real_queue(
    aws_server: str, with_approver: ModuleType, amount: int, decision: dict[str, str]
) -> None:
    assert with_approver.ask("train", amount) == {"expense": "train", **decision}
