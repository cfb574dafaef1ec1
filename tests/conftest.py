"""What tests of several packages share."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pytest

from asltool.handlers.activity import ACTIVITIES
from aws_serving import Gateway, gateway_to, tell_server


@pytest.fixture(autouse=True)
def _activities_of_this_test_only() -> Iterator[None]:
    """Let no test wait for the workers of an activity that another one created."""
    yield
    for arn in ACTIVITIES.arns():
        ACTIVITIES.delete(arn)


@pytest.fixture(scope="session")
def _moto_server() -> Iterator[str]:
    """A server that answers as AWS does, on a free port of this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from moto.server import ThreadedMotoServer  # noqa: PLC0415 - slow to load

        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
        server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def aws_server(_moto_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a server that boto3 takes for AWS, empty at the start of each test."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_REGION", "AWS_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_ENDPOINT_URL", _moto_server)
    tell_server(_moto_server, "reset")
    return _moto_server


@pytest.fixture
def gateway(aws_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    """What boto3 takes for AWS: it fails as it is told to, else it answers. boto3 itself does not try again."""
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with gateway_to(aws_server) as gateway:
        monkeypatch.setenv("AWS_ENDPOINT_URL", gateway.address)
        yield gateway
