"""The hooks for pre-commit look at what `asltool lint` looks at by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from asltool.containers.recognizing import is_definition_name
from asltool.containers.table import SUFFIXES

ROOT = Path(__file__).resolve().parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
NAMES = [f"a.asl{ending}" for ending in ("", ".json", ".jsonc", ".yaml", ".yml")]


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
@pytest.mark.parametrize("name", NAMES)
def test_every_hook_sees_files_named_as_definitions(hook: dict[str, Any], name: str) -> None:
    assert is_definition_name(name)
    assert re.search(hook["files"], name)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_hook_for_everywhere_sees_all_that_may_hold_definitions(suffix: str) -> None:
    (everywhere,) = (hook for hook in HOOKS if hook["id"] == "asltool-everywhere")

    assert re.search(everywhere["files"], f"a{suffix}")
