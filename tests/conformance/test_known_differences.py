from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from asltool.handlers.handler import Reply
from engine_driving import chain, run

DIFFERENCES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "known_differences.toml").read_text(encoding="utf-8")
)["difference"]


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda each: each["case"])
def test_each_difference_says_what_aws_does_and_why_we_differ(difference: dict[str, Any]) -> None:
    assert all(difference[key] for key in ("case", "check", "what", "why"))


@pytest.mark.parametrize(
    "difference", [each for each in DIFFERENCES if "aws" in each], ids=lambda each: each["case"]
)
@pytest.mark.xfail(strict=True, reason="a known difference; once it is gone, so is its entry")
def test_the_difference_is_there(difference: dict[str, Any]) -> None:
    slow = {"Slow": lambda _: Reply(delay_seconds=math.inf)}

    done = run(json.loads(difference["definition"]), json.loads(difference["input"]), handlers=slow)

    events = chain(done)
    first = difference["aws"][0].partition(":")[0]
    assert events[int(first) - 1 : int(first) - 1 + max(len(difference["aws"]), 2)] == difference["aws"]
