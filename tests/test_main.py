from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("arguments", [["lint", "x.asl.json"], ["lint", "--format", "text", "x.asl.json"]])
def test_the_package_is_a_command(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.asl.json").write_text("{}")

    done = subprocess.run(
        [sys.executable, "-m", "asltool", *arguments],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stdout.startswith("x.asl.json:1:1: error:")
