from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import asltool
from asltool.engine.effects import Failed, Succeeded
from asltool.errors import TaskError
from asltool.handlers.aws_clients import Aws
from asltool.handlers.aws_sdk import AwsSdk
from asltool.handlers.handler import Reply
from certificates import authority, make_certificate
from http_serving import Site, serving
from task_calls import task_call

JOBS = "/apis/batch/v1/namespaces/default/jobs"
PODS = "/api/v1/namespaces/default/pods"
JOB = {"metadata": {"name": "pi", "namespace": "default"}, "status": {}}
DONE = {**JOB, "status": {"succeeded": 1, "conditions": [{"type": "Complete", "status": "True"}]}}
FAILED = {**JOB, "status": {"failed": 1, "conditions": [{"type": "Failed", "status": "True"}]}}
POD = {"metadata": {"name": "pi-x1"}, "spec": {"containers": [{"name": "pi"}, {"name": "log"}]}}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls") / "kubernetes.pem")


@pytest.fixture
def cluster(certificate: Path, aws_server: str) -> Iterator[Site]:
    with serving(certificate) as site:
        yield site


@pytest.fixture
def named(certificate: Path, cluster: Site) -> dict[str, str]:
    """Give the parameters that name the cluster."""
    return {
        "ClusterName": "shop",
        "CertificateAuthority": authority(certificate),
        "Endpoint": cluster.address,
    }


def do(resource: str, parameters: dict[str, Any]) -> Any:
    handler = AwsSdk(Aws(), "us-east-1").find(task_call(resource))
    assert handler is not None
    return handler(parameters)


def begun(named: dict[str, str], **parameters: Any) -> Any:
    reply = do("eks:runJob.sync", {**named, "Job": {"metadata": {"name": "pi"}}, **parameters})
    assert isinstance(reply, Reply)
    return reply.job


def test_the_api_is_called_with_query_and_body(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = b'{"kind":"PodList"}'

    result = do(
        "eks:call",
        {
            **named,
            "Method": "POST",
            "Path": "/api/v1/pods",
            "QueryParameters": {"a": ["1", "2 3"]},
            "RequestBody": {"b": 1},
        },
    )

    (asked,) = cluster.asked
    assert (asked.method, asked.path, asked.body) == ("POST", "/api/v1/pods?a=1&a=2+3", b'{"b":1}')
    assert asked.headers["content-type"] == ["application/json"]
    assert result == {"ResponseBody": {"kind": "PodList"}, "StatusCode": 200, "StatusText": "OK"}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [({}, "application/merge-patch+json"), ([], "application/json-patch+json")],
)
def test_a_patch_says_which_kind_it_is(
    cluster: Site, named: dict[str, str], body: Any, content_type: str
) -> None:
    do("eks:call", {**named, "Method": "PATCH", "Path": "/api", "RequestBody": body})

    assert cluster.asked[0].headers["content-type"] == [content_type]


def test_the_token_is_a_signed_question_who_asks_for_this_cluster(
    cluster: Site, named: dict[str, str], aws_server: str
) -> None:
    do("eks:call", {**named, "Method": "GET", "Path": "/api"})

    (authorization,) = cluster.asked[0].headers["authorization"]
    token = authorization.removeprefix("Bearer k8s-aws-v1.")
    url = urlsplit(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode())
    query = parse_qs(url.query)
    assert f"{url.scheme}://{url.netloc}" == aws_server
    assert query["Action"] == ["GetCallerIdentity"]
    assert query["X-Amz-SignedHeaders"] == ["host;x-k8s-aws-id"]
    assert query["X-Amz-Expires"] == ["60"]
    assert query["X-Amz-Credential"][0].endswith("/us-east-1/sts/aws4_request")


def test_a_refusal_is_named_by_its_status(cluster: Site, named: dict[str, str]) -> None:
    cluster.status, cluster.body = 409, b'{"kind":"Status","reason":"AlreadyExists"}'

    with pytest.raises(TaskError) as raised:
        do("eks:call", {**named, "Method": "POST", "Path": JOBS, "RequestBody": {}})

    assert raised.value.error == "EKS.409"
    assert json.loads(str(raised.value.cause)) == {
        "ResponseBody": {"kind": "Status", "reason": "AlreadyExists"},
        "StatusCode": 409,
        "StatusText": "Conflict",
    }


def test_a_cluster_that_another_authority_vouches_for_is_not_trusted(
    cluster: Site, named: dict[str, str], tmp_path: Path
) -> None:
    other = authority(make_certificate(tmp_path / "other.pem"))

    with pytest.raises(TaskError) as raised:
        do("eks:call", {**named, "CertificateAuthority": other, "Method": "GET", "Path": "/api"})

    assert raised.value.error == "EKS.SdkClientException"
    assert "certificate verify failed" in str(raised.value.cause)
    assert cluster.asked == []


def test_an_authority_that_is_no_base64_is_unusable(named: dict[str, str]) -> None:
    with pytest.raises(TaskError, match="'CertificateAuthority' has an invalid format"):
        do("eks:call", {**named, "CertificateAuthority": "PEM", "Method": "GET", "Path": "/api"})


def test_an_authority_that_is_no_certificate_is_told(named: dict[str, str]) -> None:
    with pytest.raises(TaskError, match="the certificate authority is no certificate in PEM") as raised:
        do("eks:call", {**named, "CertificateAuthority": "QUJD", "Method": "GET", "Path": "/api"})

    assert raised.value.error == "EKS.SdkClientException"


def test_what_is_needed_is_asked_for_before_the_call(named: dict[str, str]) -> None:
    with pytest.raises(TaskError, match="The field 'Job' is required but was missing"):
        do("eks:runJob", named)


def test_a_job_that_is_not_waited_for_gives_what_the_api_said(cluster: Site, named: dict[str, str]) -> None:
    cluster.status, cluster.body = 201, json.dumps(JOB).encode()

    result = do("eks:runJob", {**named, "Namespace": "shop", "Job": {"metadata": {"name": "pi"}}})

    (asked,) = cluster.asked
    assert (asked.method, asked.path) == ("POST", "/apis/batch/v1/namespaces/shop/jobs")
    assert json.loads(asked.body)["kind"] == "Job"
    assert (result["StatusCode"], result["ResponseBody"]) == (201, JOB)


def test_a_job_goes_on_until_its_condition_says_so(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = json.dumps(JOB).encode()
    job = begun(named)

    assert job.poll() is None
    cluster.by_path[f"{JOBS}/pi"] = json.dumps(DONE).encode()
    assert job.poll() == Succeeded(DONE)
    assert job.poll_seconds < job.poll_seconds


def test_a_failed_job_is_told_with_its_logs(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = json.dumps(JOB).encode()
    job = begun(named, LogOptions={"RetrieveLogs": True})
    cluster.by_path = {
        f"{JOBS}/pi": json.dumps(FAILED).encode(),
        PODS: json.dumps({"items": [POD]}).encode(),
        f"{PODS}/pi-x1/log": b"out of digits\n",
    }

    answer = job.poll()

    assert isinstance(answer, Failed)
    assert answer.error == "States.TaskFailed"
    log = {"log": "out of digits\n"}
    assert json.loads(str(answer.cause)) == {
        **FAILED,
        "logs": {"pods": {"pi-x1": {"containers": {"pi": log, "log": log}}}},
    }


@pytest.mark.parametrize(("raw", "log"), [(False, [3.14]), (True, "[3.14]")])
def test_logs_are_read_as_json_unless_they_are_wanted_raw(
    cluster: Site, named: dict[str, str], raw: Any, log: Any
) -> None:
    cluster.body = json.dumps(JOB).encode()
    options = {"RetrieveLogs": True, "RawLogs": raw, "LogParameters": {"tailLines": ["1"]}}
    job = begun(named, LogOptions=options)
    cluster.by_path = {
        f"{JOBS}/pi": json.dumps(DONE).encode(),
        PODS: json.dumps({"items": [POD]}).encode(),
        f"{PODS}/pi-x1/log": b"[3.14]",
    }

    result = job.poll().result

    assert result["logs"]["pods"]["pi-x1"]["containers"]["pi"] == {"log": log}
    assert f"{PODS}?labelSelector=job-name%3Dpi" in [asked.path for asked in cluster.asked]
    assert cluster.asked[-1].path == f"{PODS}/pi-x1/log?tailLines=1&container=log"


def test_logs_that_cannot_be_read_are_told_in_their_place(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = json.dumps(JOB).encode()
    job = begun(named, LogOptions={"RetrieveLogs": True})
    cluster.by_path[f"{JOBS}/pi"] = json.dumps(DONE).encode()
    cluster.by_status = {PODS: 403}

    assert job.poll().result["logs"]["error"] == "EKS.403"

    cluster.by_path[PODS] = json.dumps({"items": [POD]}).encode()
    cluster.by_status = {f"{PODS}/pi-x1/log": 404}
    assert job.poll().result["logs"]["pods"]["pi-x1"]["containers"]["pi"]["error"] == "EKS.404"


def test_only_a_lasting_refusal_ends_the_waiting(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = json.dumps(JOB).encode()
    job = begun(named)

    cluster.status = 503
    assert job.poll() is None
    cluster.status = 404
    assert job.poll().error == "EKS.404"


def test_an_answer_that_is_no_job_is_a_failure(cluster: Site, named: dict[str, str]) -> None:
    with pytest.raises(TaskError, match="describes no job"):
        begun(named)


def test_a_job_is_deleted_with_its_pods_when_its_task_times_out(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = json.dumps(JOB).encode()
    work = {
        "Type": "Task",
        "Resource": "arn:aws:states:::eks:runJob.sync",
        "Parameters": {**named, "Job": {"metadata": {"name": "pi"}}},
        "TimeoutSeconds": 1,
        "End": True,
    }

    execution = asltool.run({"StartAt": "Work", "States": {"Work": work}}, {}, aws=["eks"])

    assert (execution.status, execution.error) == ("FAILED", "States.Timeout")
    assert (cluster.asked[-1].method, cluster.asked[-1].path) == (
        "DELETE",
        f"{JOBS}/pi?propagationPolicy=Background",
    )


def test_a_machine_waits_for_its_job(cluster: Site, named: dict[str, str]) -> None:
    cluster.body = json.dumps(JOB).encode()
    cluster.by_path[f"{JOBS}/pi"] = json.dumps(DONE).encode()
    work = {
        "Type": "Task",
        "Resource": "arn:aws:states:::eks:runJob.sync",
        "Parameters": {**named, "Job": {"metadata": {"name": "pi"}}},
        "End": True,
    }

    execution = asltool.run({"StartAt": "Work", "States": {"Work": work}}, {}, aws=["eks"])

    assert execution.output == DONE
    submitted = next(event for event in execution.history if event["type"] == "TaskSubmitted")
    assert submitted["taskSubmittedEventDetails"]["resourceType"] == "eks"
