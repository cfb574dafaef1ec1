"""Intrinsic function calls: what the parser makes of them, and how they are evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from asltool.expr.errors import EvaluationError, IntrinsicError
from asltool.expr.intrinsics.catalogue import FUNCTIONS
from asltool.expr.intrinsics.errors import IntrinsicFailure
from asltool.expr.intrinsics.signature import Body, Function
from asltool.expr.intrinsics.types import ANY, Type
from asltool.expr.jsonpath.path import CriterionFailure, Path, PathNotFound, StepNotApplicable
from asltool.expr.language import Reference
from asltool.expr.scope import Evaluate, Scope
from asltool.json_value import JsonValue, json_text
from asltool.records import record, replace

Argument: TypeAlias = "Literal | Path | IntrinsicCall"


@record
class Literal:
    """A constant argument: a string, a number, true, false or null."""

    value: JsonValue
    text: str
    """As written, with the quotes and escapes of a string."""

    def as_argument(self, wanted: Type) -> JsonValue:
        """Give the value that a parameter of type *wanted* gets to see."""
        if wanted.takes_source and isinstance(self.value, str):
            return self.text[1:-1]
        return self.value


@record
class IntrinsicCall:
    """A call of an intrinsic function that exists; its arguments may still be of the wrong number or type."""

    name: str
    arguments: tuple[Argument, ...]
    offsets: tuple[int, ...]
    """Where each argument begins in the text of the outermost call."""
    text: str
    offset: int
    """Where this call begins in the text of the outermost one."""

    @property
    def function(self) -> Function:
        """The function that is called."""
        return FUNCTIONS[self.name]

    def calls(self) -> Iterator[IntrinsicCall]:
        """Give this call and all those in its arguments, outer ones first."""
        yield self
        for argument in self.arguments:
            if isinstance(argument, IntrinsicCall):
                yield from argument.calls()

    def paths(self) -> Iterator[tuple[int, Path]]:
        """Give the paths among the arguments, at any depth, and where each begins in the outermost text."""
        for offset, argument in zip(self.offsets, self.arguments, strict=True):
            if isinstance(argument, Path):
                yield offset, argument
            elif isinstance(argument, IntrinsicCall):
                yield from argument.paths()

    def references(self) -> tuple[Reference, ...]:
        """Give what the paths in the arguments mention, with offsets in the outermost text."""
        return tuple(
            replace(reference, offset=offset + reference.offset)
            for offset, path in self.paths()
            for reference in path.references()
        )

    def compile(self) -> Evaluate:
        """Give the function that evaluates this call; it raises IntrinsicFailure, which quotes the call."""
        compiled = _compile_call(self)
        if isinstance(compiled, _Constant):
            return compiled.evaluate()
        evaluate, text = compiled, self.text

        def run(data: JsonValue, scope: Scope) -> JsonValue:
            try:
                return evaluate(data, scope)
            except PathNotFound as error:
                reason = _path_reason(error, data)
                raise IntrinsicFailure(text, reason, is_path_problem=True) from error
            except EvaluationError as error:
                raise IntrinsicFailure(text, str(error), is_path_problem=False) from error

        return run


@record
class _Constant:
    """What a part of a call comes to, if that needs neither data nor scope."""

    value: Any

    def evaluate(self) -> Evaluate:
        value: JsonValue = self.value
        return lambda _data, _scope: value


_Compiled: TypeAlias = "Evaluate | _Constant"


def _compile_call(call: IntrinsicCall) -> _Compiled:
    function = call.function
    problem = function.count_problem(len(call.arguments))
    if problem is not None:
        return _failing(problem)
    arguments = [_compile_argument(function, place, each) for place, each in enumerate(call.arguments)]
    if not function.needs_scope and all(isinstance(each, _Constant) for each in arguments):
        return _folded(function.body, [each.value for each in arguments if isinstance(each, _Constant)])
    return _applied(function, arguments)


def _compile_argument(function: Function, position: int, argument: Argument) -> _Compiled:
    wanted = function.type_at(position)
    if isinstance(argument, Literal):
        compiled: _Compiled = _Constant(argument.as_argument(wanted))
    elif isinstance(argument, Path):
        compiled = argument.compile()
    else:
        compiled = _compile_call(argument)
    return compiled if wanted is ANY else _accepted(function, position, compiled)


def _accepted(function: Function, position: int, argument: _Compiled) -> _Compiled:
    """Give what evaluates to *argument* as the parameter at *position* accepts it."""
    accept = function.type_at(position).accept
    if isinstance(argument, _Constant):
        try:
            return _Constant(accept(argument.value))
        except IntrinsicError as refusal:
            return _failing(function.refused(position, refusal))
    evaluate = argument

    def run(data: JsonValue, scope: Scope) -> Any:
        value = evaluate(data, scope)
        try:
            return accept(value)
        except IntrinsicError as refusal:
            raise IntrinsicError(function.refused(position, refusal)) from None

    return run


def _applied(function: Function, arguments: list[_Compiled]) -> Evaluate:
    """Give the function that evaluates the arguments and calls the body with them.

    One and two arguments have their own forms: these are most calls, and unpacking costs as much again.
    """
    body = function.body
    evaluates = tuple(each.evaluate() if isinstance(each, _Constant) else each for each in arguments)
    if function.needs_scope:
        return lambda data, scope: body(scope, *[evaluate(data, scope) for evaluate in evaluates])
    if len(evaluates) == 1:
        only = evaluates[0]
        return lambda data, scope: body(only(data, scope))
    if len(evaluates) == 2:
        first, second = evaluates
        return lambda data, scope: body(first(data, scope), second(data, scope))
    return lambda data, scope: body(*[evaluate(data, scope) for evaluate in evaluates])


def _folded(body: Body, values: list[Any]) -> _Compiled:
    try:
        return _Constant(body(*values))
    except IntrinsicError as error:
        return _failing(str(error))


def _failing(reason: str) -> Evaluate:
    def run(_data: JsonValue, _scope: Scope) -> JsonValue:
        raise IntrinsicError(reason)

    return run


def _path_reason(error: PathNotFound, data: JsonValue) -> str:
    if isinstance(error, StepNotApplicable | CriterionFailure):
        return error.reason
    # AWS names a path into the context object as if it led into the input, and quotes the input.
    path = error.path.removeprefix("$") if error.path.startswith("$$") else error.path
    return f"The JsonPath argument for the field '{path}' could not be found in the input '{json_text(data)}'"
