"""The names of the errors that a task's integration raises.

AWS: integrations.md 5.8.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from asltool.lazy import lazy
from asltool.model.aws_names import optimized_name
from asltool.model.integrations import optimized
from asltool.model.resource import SDK_PREFIX, Kind, Pattern, Resource
from asltool.model.sdk_models import SdkModel, sdk_model

_EXCEPTION = "Exception"
_OF_THE_SDK = "SdkClientException"

_OTHERWISE = frozenset({"lambda:invoke", "http:invoke", "apigateway:invoke", "states:startExecution"})
"""Integrations that pass errors of somebody else on, or whose errors are no exceptions of a service."""

_SEEN = frozenset({"dynamodb", "events", "glue", "sagemaker", "sns", "sqs"})
"""Optimized integrations whose prefix is known in its very spelling."""

_OTHER_PREFIXES = frozenset({"amazonecs", "bedrockruntime", "events", "eventbridge"})
"""In lower case: of tasks that failed on ECS, of models that are called, and of the rules by which `.sync`
learns that a job ended."""

_LAMBDA = "Lambda"
_OF_LAMBDA = ("Unknown", "AWSLambdaException", "ClientExecutionTimeoutException", "SdkClientException")
"""Errors of the service Lambda that its model does not describe."""


class TaskErrors:
    """The errors of an integration: a prefix, a full stop, and a name.

    Args:
        prefix: In the spelling that is most likely: "DynamoDB" for the optimized integration.
        model: The service's model; None for none.
        others: The names of all other errors of the service.
        aliases: In lower case, one of what the prefixes have in them that its errors may have for all that is
            known.
        is_exact: Whether errors surely have the prefix in this spelling.
        are_exceptions: Whether every name ends in "Exception".
    """

    def __init__(
        self,
        prefix: str,
        model: SdkModel | None,
        others: Iterable[str],
        aliases: frozenset[str],
        *,
        is_exact: bool,
        are_exceptions: bool,
    ) -> None:
        self.prefix = prefix
        self.is_exact = is_exact
        self.are_exceptions = are_exceptions
        self._model = model
        self._others = frozenset(others)
        self.aliases = aliases

    @lazy
    def names(self) -> frozenset[str]:
        """The names that the service's model has, and those of all other errors of the service."""
        return self._others if self._model is None else self._others | self._model.errors()

    def has(self, name: str) -> bool:
        """Tell whether *name*, prefix and all, surely is one of them."""
        prefix, _, rest = name.partition(".")
        return prefix == self.prefix and rest in self.names

    def may_begin(self, prefix: str) -> bool:
        """Tell whether an error may have *prefix*."""
        if self.is_exact:
            return prefix == self.prefix
        return any(alias in prefix.lower() for alias in self.aliases)

    def may_be(self, name: str) -> bool:
        """Tell whether an error may have *name* behind its prefix; not all that is raised is described."""
        return name in self.names or not self.are_exceptions or name.endswith(_EXCEPTION)


@lru_cache(maxsize=1024)
def task_errors(resource: Resource) -> TaskErrors | None:
    """Give the errors of a task's integration; None if it may raise any.

    Functions, activities and bearers of a task token name their errors as they like.
    """
    if (
        resource.kind is not Kind.INTEGRATION
        or resource.pattern is Pattern.WAIT_FOR_TASK_TOKEN
        or resource.key in _OTHERWISE
    ):
        return None
    if not resource.service.startswith(SDK_PREFIX):
        return _of_optimized(resource)
    model = sdk_model(resource.service.removeprefix(SDK_PREFIX))
    if model is None:
        return None
    others = (model.prefix + _EXCEPTION, _OF_THE_SDK)
    aliases = frozenset({model.prefix.lower()})
    return TaskErrors(model.prefix, model, others, aliases, is_exact=True, are_exceptions=True)


def is_lambda(resource: Resource) -> bool:
    """Tell whether a Lambda function is called, whose own errors may have any name."""
    is_invoked = resource.key == "lambda:invoke" and resource.pattern is Pattern.REQUEST_RESPONSE
    return is_invoked or resource.kind is Kind.LAMBDA_FUNCTION


@lru_cache(maxsize=1)
def lambda_errors() -> TaskErrors:
    """Give the errors of Lambda itself, which come beside those of the function."""
    aliases = frozenset({_LAMBDA.lower()})
    model = sdk_model("lambda")
    return TaskErrors(_LAMBDA, model, _OF_LAMBDA, aliases, is_exact=True, are_exceptions=False)


def _of_optimized(resource: Resource) -> TaskErrors | None:
    integration = optimized(resource.service)
    model = None if integration is None else sdk_model(integration.sdk_service or "")
    if model is None:
        return None
    name = optimized_name(resource.service)
    aliases = {name.prefix.lower(), model.prefix.lower(), resource.service.replace("-", "")}
    return TaskErrors(
        name.prefix,
        model,
        (name.unmodelled, _OF_THE_SDK),
        frozenset(aliases | _OTHER_PREFIXES),
        is_exact=resource.service in _SEEN and not resource.pattern.is_sync,
        are_exceptions=False,
    )
