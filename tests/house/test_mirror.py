"""Tests stand where their module stands: `tests/<package>/test_<module>.py`."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "asltool"
MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    # a rule's cases stand in the rule and make its tests
    if path.name != "__init__.py" and "rules" not in path.relative_to(SOURCE).parts
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_has_a_test_file_of_its_name(path: Path) -> None:
    relative = path.relative_to(SOURCE)
    expected = ROOT / "tests" / relative.parent / f"test_{relative.stem.strip('_')}.py"

    assert expected.is_file(), f"{relative} has no {expected.relative_to(ROOT)}"
