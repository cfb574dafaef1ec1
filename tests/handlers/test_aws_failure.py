from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asltool.handlers.aws_failure import (
    OptimizedFailures,
    Refusal,
    SdkFailures,
    read_refusal,
    unusable_parameters,
)

REFUSED = Refusal(
    code="NotThere",
    message="It is not there.",
    status_code=404,
    request_id="R1",
    extended_request_id=None,
    attempts=1,
    modelled="NotThere",
)


class Model:
    """A service model that knows one error."""

    def shape_for_error_code(self, code: str) -> Any:
        return type("Shape", (), {"name": "NotThereFault"}) if code == "NotThere" else None


def test_a_refusal_is_read_from_what_botocore_gives() -> None:
    response = {
        "Error": {"Code": "NotThere", "Message": "gone"},
        "ResponseMetadata": {
            "HTTPStatusCode": 404,
            "RequestId": "R1",
            "HostId": "H1",
            "RetryAttempts": 2,
        },
    }

    assert read_refusal(response, Model()) == Refusal("NotThere", "gone", 404, "R1", "H1", 3, "NotThereFault")
    assert read_refusal({}, Model()) == Refusal("Unknown", "", 0, "", None, 1, None)


@pytest.mark.parametrize(
    ("refusal", "error", "cause"),
    [
        (
            REFUSED,
            "S3.NotThereException",
            "It is not there. (Service: S3, Status Code: 404, Request ID: R1) (SDK Attempt Count: 1)",
        ),
        (
            replace(REFUSED, modelled=None, extended_request_id="H1"),
            "S3.S3Exception",
            (
                "It is not there. (Service: S3, Status Code: 404, Request ID: R1, Extended Request ID: H1) "
                "(SDK Attempt Count: 1)"
            ),
        ),
    ],
)
def test_sdk_integrations_tell_of_a_refusal(refusal: Refusal, error: str, cause: str) -> None:
    failure = SdkFailures.of("S3").refused(refusal)

    assert (failure.error, failure.cause) == (error, cause)


@pytest.mark.parametrize(
    ("modelled", "error"), [("NotThere", "SQS.NotThereException"), (None, "SQS.AmazonSQSException")]
)
def test_optimized_integrations_tell_of_a_refusal(modelled: str | None, error: str) -> None:
    failure = OptimizedFailures.of("sqs").refused(replace(REFUSED, modelled=modelled))

    assert failure.error == error
    assert failure.cause == (
        "It is not there. "
        "(Service: AmazonSQS; Status Code: 404; Error Code: NotThere; Request ID: R1; Proxy: null)"
    )


def test_a_request_that_was_never_sent_is_the_clients_failure() -> None:
    assert SdkFailures.of("SQS").unsent("no way").error == "Sqs.SdkClientException"
    assert OptimizedFailures.of("sqs").unsent("no way").error == "SQS.SdkClientException"


def test_unusable_parameters_are_quoted() -> None:
    failure = unusable_parameters({"A": 1}, "why")

    assert failure.error == "States.Runtime"
    assert failure.cause == "The Parameters '{\"A\":1}' could not be used to start the Task: [why]"
