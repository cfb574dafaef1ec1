"""The catalogue of AWS SDK actions is what its generator makes of botocore."""

from __future__ import annotations

import runpy
from pathlib import Path

import botocore
import pytest

from asltool.resources import schema_path

GENERATOR = Path(__file__).resolve().parents[2] / "tools" / "generate_sdk_actions.py"
CURRENT = schema_path("aws-sdk-actions.txt").read_text(encoding="utf-8")


def test_the_catalogue_is_current() -> None:
    if f"botocore {botocore.__version__};" not in CURRENT.partition("\n")[0]:
        pytest.skip("generated from another version of botocore")

    assert CURRENT == runpy.run_path(str(GENERATOR))["render"]()
