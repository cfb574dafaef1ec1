"""Bedrock: models are called by the runtime's API, with bodies that may lie in S3.

AWS: integrations.md 5.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from asltool.handlers.aws_failure import unusable_parameters
from asltool.handlers.aws_operation import Send
from asltool.handlers.http_exchange import json_or_text
from asltool.json_value import JsonObject, JsonValue

_JSON = "application/json"
_OWN = ("Input", "Output")
"""Members that the API does not have."""


@dataclass(frozen=True, slots=True)
class Calls:
    """What is called for a model."""

    invoke_model: Send
    get_object: Send
    put_object: Send


def invoke_model(calls: Calls, parameters: Any) -> JsonObject:
    """Call a model, and give the integration's whole result.

    Raises:
        TaskError: Parameters are unusable, or a service refused.
    """
    source, target = (_place(parameters, name) for name in _OWN)
    if ("Body" in parameters) == (source is not None):
        raise unusable_parameters(parameters, "Exactly one of the fields 'Body' and 'Input' must be given")
    request = {"ContentType": _JSON, "Accept": _JSON, **parameters}
    request = {name: value for name, value in request.items() if name not in _OWN}
    if source is not None:
        request["Body"] = calls.get_object(source).members["Body"]
    response = calls.invoke_model(request).members
    body: JsonValue = response.get("Body")
    if target is None:
        return {**response, "Body": json_or_text(str(body))}
    calls.put_object({**target, "Body": body})
    return {**response, "Body": parameters["Output"]["S3Uri"]}


def _place(parameters: Any, name: str) -> JsonObject | None:
    """Give the bucket and key of an object that a member names; None if it names none."""
    uri = (parameters.get(name) or {}).get("S3Uri")
    if uri is None:
        return None
    bucket, _, key = str(uri).removeprefix("s3://").partition("/")
    if not str(uri).startswith("s3://") or not bucket or not key:
        raise unusable_parameters(parameters, f"The value of the field '{name}' has an invalid format")
    return {"Bucket": bucket, "Key": key}
