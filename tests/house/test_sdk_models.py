"""The models of the AWS SDK's services are what their generator makes of botocore."""

from __future__ import annotations

import runpy
from pathlib import Path

import botocore
import pytest

from asltool.model.sdk_models import model_text, sdk_names
from asltool.resources import schema_path

GENERATOR = Path(__file__).resolve().parents[2] / "tools" / "generate_sdk_models.py"


def test_the_models_are_current() -> None:
    first_line = schema_path("aws-sdk-models.bin").read_bytes().partition(b"\n")[0].decode()
    if f"botocore {botocore.__version__};" not in first_line:
        pytest.skip("generated from another version of botocore")

    expected = runpy.run_path(str(GENERATOR))["texts"]()

    texts = ((service, alias, model_text(service)) for service, alias in sdk_names().items())
    made = {service: (alias, text) for service, alias, text in texts if text is not None}
    assert made.keys() == expected.keys()
    assert [service for service in made if made[service] != expected[service]] == []
