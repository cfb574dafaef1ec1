"""Holds the results in a mock file against the responses of the services that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from asltool.handlers.mock import Answer
from asltool.handlers.result_shapes import ResultShapeError, check_result
from asltool.model.resource import Resource
from asltool.parse.value_reading import ValueReading
from asltool.source.pointer import Pointer

MockValidation: TypeAlias = Literal["STRICT", "PRESENT", "NONE"]
"""What is checked, as in TestState: the members that are there; in STRICT also that required ones are."""


@dataclass(frozen=True, slots=True)
class Checking:
    """How results are checked."""

    reading: ValueReading
    mode: MockValidation
    only_warns: bool
    """Whether what does not fit is a warning; otherwise the file is refused for it."""
    warnings: list[str] = field(default_factory=list)

    def check(self, answer: Answer, resources: Iterable[Resource], at: Pointer) -> None:
        """Hold a result, which stands at *at*, against the responses of the resources that it may stand for.

        Raises:
            AsltoolError: None of them could give it.
        """
        reasons = {resource: self._unfit(answer, resource) for resource in resources}
        if not reasons or None in reasons.values():
            return
        resource, reason = next(iter(reasons.items()))
        message = f"{resource.text} could not give this result: {reason}"
        if not self.only_warns:
            self.reading.fail(at, f"{message} (the mock validation NONE takes it all the same)")
        self.warnings.append(f"{self.reading.place(at)}: {message}")

    def _unfit(self, answer: Answer, resource: Resource) -> str | None:
        is_payload = resource.key == "lambda:invoke" and not (answer.raw or answer.is_response)
        if self.mode == "NONE" or is_payload:
            return None
        try:
            check_result(resource, answer.result, requires_members=self.mode == "STRICT")
        except ResultShapeError as error:
            return str(error)
        return None
