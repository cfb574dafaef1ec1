"""Finds the mistakes of an intrinsic function call that show without running it."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.call import Argument, IntrinsicCall, Literal
from asltool.expr.intrinsics.types import ANY, Type
from asltool.expr.language import ExpressionMistake, Known
from asltool.source.placeholder import is_placeholder

_UNKNOWN: Any = object()
"""Stands for a value that only a run shows, or that a mistake prevents."""


def mistakes(call: IntrinsicCall) -> tuple[ExpressionMistake, ...]:
    """Find the calls that can never succeed, in *call* and its arguments, in the order of the text.

    These are a wrong number of arguments, constants that a function refuses, nested calls whose values are
    of the wrong type, and calls of constants that fail. A literal with a placeholder in it is not known.
    """
    checker = _Checker()
    checker.value(call)
    return tuple(sorted(checker.found, key=attrgetter("start")))


def constant(call: IntrinsicCall) -> Known | None:
    """Give what *call* comes to, if constants alone decide it."""
    value = _Checker().value(call)
    return None if value is _UNKNOWN else Known(value)


class _Checker:
    """Works out what parts of a call come to, as far as constants decide it, and keeps what fails."""

    def __init__(self) -> None:
        self.found: list[ExpressionMistake] = []

    def value(self, call: IntrinsicCall) -> Any:
        """Give the value of *call*; _UNKNOWN if it takes a run to know it, or if it fails."""
        problem = call.function.count_problem(len(call.arguments))
        if problem is not None:
            self._report(problem, call, call.offset)
            for argument in call.arguments:
                self._constant(argument)
            return _UNKNOWN
        before = len(self.found)
        accepted = [self._accepted(call, position) for position in range(len(call.arguments))]
        return _UNKNOWN if len(self.found) > before else self._computed(call, accepted)

    def _constant(self, argument: Argument, wanted: Type = ANY) -> Any:
        if isinstance(argument, IntrinsicCall):
            return self.value(argument)
        if isinstance(argument, Literal) and not is_placeholder(argument.text):
            return argument.as_argument(wanted)
        return _UNKNOWN

    def _accepted(self, call: IntrinsicCall, position: int) -> Any:
        """Give what the function makes of an argument; a refused one is reported."""
        function, argument = call.function, call.arguments[position]
        wanted = function.type_at(position)
        value = self._constant(argument, wanted)
        try:
            if value is not _UNKNOWN:
                return wanted.accept(value)
            if isinstance(argument, IntrinsicCall):
                _check_type(wanted, argument)
        except IntrinsicError as refusal:
            self._report(function.refused(position, refusal), argument, call.offsets[position])
        return _UNKNOWN

    def _computed(self, call: IntrinsicCall, accepted: list[Any]) -> Any:
        function = call.function
        constants = {place: value for place, value in enumerate(accepted) if value is not _UNKNOWN}
        try:
            if function.examine is not None:
                function.examine(constants, len(accepted))
            if len(constants) == len(accepted) and not function.needs_scope:
                return function.body(*accepted)
        except IntrinsicError as failure:
            self._report(str(failure), call, call.offset)
        return _UNKNOWN

    def _report(self, message: str, piece: Argument, start: int) -> None:
        self.found.append(ExpressionMistake("arguments", message, start, start + len(piece.text)))


def _check_type(wanted: Type, call: IntrinsicCall) -> None:
    given = call.function.returns.json_types
    if not wanted.json_types & given:
        raise IntrinsicError(f"must not be the {' or '.join(sorted(given))} that {call.name} gives")
