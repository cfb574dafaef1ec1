"""Tests stand where their module stands: `tests/<package>/test_<module>.py`.

A package that is one language is tested by cases instead, data that goes through its door: who looks for the test of
a function of JSONata looks for its cases, not for the module that it happens to be written in.
"""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "asltool"
TESTED_BY_CASES = ("expr/jsonata",)

MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    # a rule's cases stand in the rule and make its tests
    if path.name != "__init__.py"
    and "rules" not in path.relative_to(SOURCE).parts
    and not path.relative_to(SOURCE).as_posix().startswith(TESTED_BY_CASES)
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_has_a_test_file_of_its_name(path: Path) -> None:
    relative = path.relative_to(SOURCE)
    expected = ROOT / "tests" / relative.parent / f"test_{relative.stem.strip('_')}.py"

    assert expected.is_file(), f"{relative} has no {expected.relative_to(ROOT)}"


@pytest.mark.parametrize("package", TESTED_BY_CASES)
def test_a_package_without_mirrored_tests_has_its_cases(package: str) -> None:
    assert (ROOT / "tests" / package / "test_cases.py").is_file()
    assert len(list((ROOT / "tests" / package / "cases").glob("*.json"))) > 10
