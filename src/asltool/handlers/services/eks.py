"""EKS: a cluster's own Kubernetes API is called, by whoever the AWS credentials say.

The cluster is reached at its endpoint, trusted by its certificate authority, and asked with the token that
EKS makes of AWS credentials: an address of AWS STS that tells whose they are, signed for this cluster alone.

AWS: integrations.md 5.6.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import quote, urlencode

from asltool.engine.effects import Failed, Succeeded
from asltool.handlers.aws_failure import OptimizedFailures, Refusal, ServiceError, unusable_parameters
from asltool.handlers.http_exchange import Answer, Header, NoAnswerError, exchange, json_or_text
from asltool.handlers.service_job import Patience
from asltool.json_value import JsonObject, JsonValue, json_text
from asltool.model.error_handling import TASK_FAILED

TIMEOUT_SECONDS = 30.0
_TOKEN_SECONDS = 60
_CLUSTER_HEADER = "x-k8s-aws-id"
_FAILURES = OptimizedFailures.of("eks")
_WITH_PODS: JsonObject = {"propagationPolicy": ["Background"]}
"""Kubernetes deletes the pods of a job along with it only where it is asked to."""

Presign: TypeAlias = Callable[[str, str, list[Header], int], str]
"""Gives a signed address: of a service, what is asked, the headers that belong to it, how long it holds."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The Kubernetes API of a cluster.

    Args:
        endpoint: Its address.
        authority: The certificate that its own is signed by, as PEM.
        token: Gives what says who asks.
    """

    endpoint: str
    authority: str
    token: Callable[[], str]

    def ask(
        self,
        method: str,
        path: str,
        query: Mapping[str, JsonValue] | None = None,
        body: JsonValue = None,
    ) -> Answer:
        """Send a request and give its answer.

        Raises:
            ServiceError: It was refused, or the API did not answer.
        """
        url = f"{self.endpoint}/{path.lstrip('/')}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        headers = [("Authorization", f"Bearer {self.token()}"), ("Accept", "application/json, */*")]
        if body is not None:
            headers.append(("Content-Type", _content_type(method, body)))
        content = None if body is None else json_text(body).encode()
        try:
            answer = exchange(method, url, headers, content, TIMEOUT_SECONDS, authority=self.authority)
            if not answer.is_good:
                raise _refused(answer)
        except (NoAnswerError, UnicodeDecodeError) as error:
            raise _FAILURES.unsent(f"Unable to execute HTTP request: {error}") from None
        return answer


def _content_type(method: str, body: JsonValue) -> str:
    if method != "PATCH":
        return "application/json"
    return "application/json-patch+json" if isinstance(body, list) else "application/merge-patch+json"


def _refused(answer: Answer) -> ServiceError:
    result = _result(answer)
    told = result["ResponseBody"]
    code = str(told.get("reason", answer.reason)) if isinstance(told, dict) else answer.reason
    refusal = Refusal(code, "", answer.status_code, "", None, 1, None)
    return ServiceError(f"EKS.{answer.status_code}", json_text(result), refusal)


def _result(answer: Answer) -> JsonObject:
    """Give an answer as the task gets it: its headers are not shown."""
    return {name: value for name, value in answer.result().items() if name != "Headers"}


def cluster_of(presign: Presign, parameters: Any) -> Cluster:
    """Give the cluster that parameters name.

    Raises:
        TaskError: The certificate authority is no text in Base64.
    """
    try:
        authority = base64.b64decode(str(parameters["CertificateAuthority"]), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        reason = "The value of the field 'CertificateAuthority' has an invalid format"
        raise unusable_parameters(parameters, reason) from None
    endpoint = str(parameters["Endpoint"]).rstrip("/")
    url = endpoint if "://" in endpoint else f"https://{endpoint}"
    return Cluster(url, authority, partial(cluster_token, presign, str(parameters["ClusterName"])))


def cluster_token(presign: Presign, name: str) -> str:
    """Give the bearer token by which a cluster knows who asks."""
    asked = "Action=GetCallerIdentity&Version=2011-06-15"
    url = presign("sts", asked, [(_CLUSTER_HEADER, name)], _TOKEN_SECONDS)
    return "k8s-aws-v1." + base64.urlsafe_b64encode(url.encode()).decode().rstrip("=")


def call(presign: Presign, parameters: Any) -> JsonObject:
    """Call a cluster's API, and give the integration's whole result.

    Raises:
        TaskError: Parameters are unusable, or the API refused or did not answer.
    """
    answer = cluster_of(presign, parameters).ask(
        str(parameters["Method"]),
        str(parameters["Path"]),
        parameters.get("QueryParameters"),
        parameters.get("RequestBody"),
    )
    return _result(answer)


def run_job(presign: Presign, parameters: Any) -> tuple[JsonObject, KubernetesJob]:
    """Start a job; gives what the API said, as the task gets it, and the job.

    Raises:
        TaskError: Parameters are unusable, or the API refused or did not answer.
    """
    cluster = cluster_of(presign, parameters)
    job: JsonValue = parameters["Job"]
    if isinstance(job, dict):
        job = {"apiVersion": "batch/v1", "kind": "Job", **job}
    answer = cluster.ask("POST", _jobs(str(parameters.get("Namespace") or "default")), body=job)
    return _result(answer), KubernetesJob(cluster, _job(answer), parameters.get("LogOptions") or {})


def _jobs(namespace: str) -> str:
    return f"/apis/batch/v1/namespaces/{quote(namespace, safe='')}/jobs"


def _job(answer: Answer) -> Any:
    job = _result(answer)["ResponseBody"]
    if not isinstance(job, dict) or not isinstance(job.get("metadata"), dict):
        raise _FAILURES.unsent("The answer of the Kubernetes API describes no job")
    return job


class KubernetesJob:
    """A job of a cluster.

    Args:
        cluster: Where it runs.
        started: What the API said when it took the job.
        log_options: Whether its logs are wanted, and how.
    """

    def __init__(self, cluster: Cluster, started: Any, log_options: Any) -> None:
        self._cluster = cluster
        metadata = started["metadata"]
        namespace = str(metadata["namespace"])
        self._name = str(metadata["name"])
        self._path = f"{_jobs(namespace)}/{quote(self._name, safe='')}"
        self._pods = f"/api/v1/namespaces/{quote(namespace, safe='')}/pods"
        self._log_options = log_options
        self._patience = Patience()

    @property
    def poll_seconds(self) -> float:
        """How long to wait before asking again; longer each time."""
        return self._patience.next_seconds()

    def poll(self) -> Succeeded | Failed | None:
        """Give what came of the job; None as long as it goes on, or as nothing can be learnt of it."""
        try:
            job = _job(self._cluster.ask("GET", self._path))
        except ServiceError as error:
            return None if error.is_transient else Failed(error.error, error.cause)
        if _has(job, "Complete"):
            return Succeeded(self._with_logs(job))
        return Failed(TASK_FAILED, json_text(self._with_logs(job))) if _has(job, "Failed") else None

    def stop(self) -> None:
        """Delete the job and its pods.

        Raises:
            TaskError: The API refused or did not answer.
        """
        self._cluster.ask("DELETE", self._path, _WITH_PODS)

    def _with_logs(self, job: JsonObject) -> JsonObject:
        return {**job, "logs": self._logs()} if self._log_options.get("RetrieveLogs") else job

    def _logs(self) -> JsonObject:
        selection: JsonObject = {"labelSelector": [f"job-name={self._name}"]}
        try:
            listed: Any = _result(self._cluster.ask("GET", self._pods, selection))["ResponseBody"]
        except ServiceError as error:
            return _not_read(error)
        return {"pods": {str(pod["metadata"]["name"]): self._pod_logs(pod) for pod in listed["items"]}}

    def _pod_logs(self, pod: Any) -> JsonObject:
        path = f"{self._pods}/{quote(str(pod['metadata']['name']), safe='')}/log"
        containers = [str(container["name"]) for container in pod["spec"]["containers"]]
        return {"containers": {container: self._log(path, container) for container in containers}}

    def _log(self, path: str, container: str) -> JsonObject:
        query = {**(self._log_options.get("LogParameters") or {}), "container": [container]}
        try:
            text = self._cluster.ask("GET", path, query).body.decode(errors="replace")
        except ServiceError as error:
            return _not_read(error)
        return {"log": text if self._log_options.get("RawLogs") else json_or_text(text)}


def _has(job: Any, condition: str) -> bool:
    conditions = job.get("status", {}).get("conditions") or []
    return any(each.get("type") == condition and each.get("status") == "True" for each in conditions)


def _not_read(error: ServiceError) -> JsonObject:
    return {"error": error.error, "cause": error.cause}
