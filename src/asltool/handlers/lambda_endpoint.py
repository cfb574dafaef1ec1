"""Lambda functions behind an HTTP endpoint that speaks Lambda's own API, without credentials.

Such are `sam local start-lambda`, and the emulator inside AWS's container images.

AWS: integrations.md 5.3.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from asltool.errors import AsltoolError, TaskError
from asltool.handlers.aws_failure import OptimizedFailures
from asltool.handlers.deadline import within
from asltool.handlers.handler import TaskContext
from asltool.handlers.http_exchange import Answer, NoAnswerError, exchange, json_or_text
from asltool.handlers.lambda_runtime import MAX_SECONDS, failure, name_in
from asltool.json_value import JsonValue, json_text
from asltool.model.aws_names import exception_name

_INVOKE = "/2015-03-31/functions/{name}/invocations"


class LambdaEndpoint:
    """A handler that calls functions at an endpoint.

    Args:
        url: The endpoint, such as `http://127.0.0.1:3001`; or the whole address of one function.
        name: The function's name there; None for the one that the task tells.

    Raises:
        AsltoolError: It is no address.
    """

    def __init__(self, url: str, *, name: str | None = None) -> None:
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise AsltoolError(f"a Lambda endpoint is an address such as http://127.0.0.1:3001, not {url}")
        self._url = url.rstrip("/")
        self._name = name

    def __call__(self, event: JsonValue, context: TaskContext) -> JsonValue:
        """Call the function.

        Raises:
            TaskError: It failed, the endpoint refused, or it did not answer.
        """
        headers = [("Content-Type", "application/json"), ("X-Amz-Invocation-Type", "RequestResponse")]
        with within(context.remaining_seconds):
            try:
                answer = exchange(
                    "POST", self._address(context), headers, json_text(event).encode(), MAX_SECONDS
                )
                return _returned(answer)
            except (NoAnswerError, UnicodeDecodeError) as error:
                reason = f"Unable to execute HTTP request: {error}"
                raise OptimizedFailures.of("lambda").unsent(reason) from None

    def _address(self, context: TaskContext) -> str:
        if self._url.endswith("/invocations"):
            return self._url
        name = self._name or name_in(context, "function")
        return self._url + _INVOKE.format(name=quote(name, safe=""))


def _returned(answer: Answer) -> JsonValue:
    """Give what a function returned.

    Raises:
        TaskError: It failed, or the endpoint refused.
    """
    headers = {name.lower(): value for name, value in answer.headers}
    payload: Any = json_or_text(answer.text()) if answer.body else None
    told = payload if isinstance(payload, dict) else {}
    if not answer.is_good:
        kind = headers.get("x-amzn-errortype", "").partition(":")[0]
        name = exception_name(kind) if kind else str(answer.status_code)
        message = told.get("Message") or told.get("message") or answer.text() or answer.reason
        raise TaskError(f"Lambda.{name}", str(message))
    if "x-amz-function-error" in headers:
        raise failure(answer.text(), told.get("errorType"))
    return payload  # type: ignore[no-any-return]
