"""The models of the AWS SDK's services are what their generator makes of botocore."""

from __future__ import annotations

import runpy
from pathlib import Path

import botocore
import pytest

from asltool.model.integrations import sdk_service, sdk_services
from asltool.model.sdk_models import model_text, sdk_model
from asltool.resources import schema_path

TOOLS = Path(__file__).resolve().parents[2] / "tools"


def test_the_models_are_current(monkeypatch: pytest.MonkeyPatch) -> None:
    first_line = schema_path("aws-sdk-models.bin").read_bytes().partition(b"\n")[0].decode()
    if f"botocore {botocore.__version__};" not in first_line:
        pytest.skip("generated from another version of botocore")
    monkeypatch.syspath_prepend(str(TOOLS))

    expected = runpy.run_path(str(TOOLS / "generate_sdk_models.py"))["texts"]()

    stale = [service for service, text in expected.items() if model_text(service) != text]
    assert not stale


def test_the_models_have_the_actions_of_the_catalogue() -> None:
    for service in sdk_services():
        listed, model = sdk_service(service), sdk_model(service)
        assert listed is not None
        assert listed.actions == frozenset(() if model is None else model.actions), service
