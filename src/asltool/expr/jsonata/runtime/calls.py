"""Functions as values: lambdas, built-in ones, partial applications, and how to call them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.signature import Signature
from asltool.expr.jsonata.values import UNDEFINED, Function, Value
from asltool.records import record


class Hole:
    """An argument that a partial application leaves open."""


HOLE = Hole()


@record(eq=False, frozen=False)
class Lambda(Function):
    """A function of the expression."""

    code: Callable[..., Value]
    """Takes exactly `arity` arguments; gives a value, or a TailCall to go on with."""
    arity: int
    """How many arguments `code` may be called with right away; -1 if they must be checked first."""
    parameters: int
    signature: Signature | None
    meter: Meter

    @property
    def parameter_count(self) -> int:
        """How many parameters it has."""
        return self.parameters


@record(eq=False, frozen=False)
class Builtin(Function):
    """A function of the library, or one that the caller bound to a variable."""

    name: str
    implementation: Callable[..., Value]
    """Takes the meter first if `needs_meter`, then the arguments; missing ones are UNDEFINED."""
    signature: Signature | None
    parameters: int
    """How many arguments the implementation takes; -1 for any number."""
    arity: int
    """How many arguments it asks for when it is called back."""
    needs_meter: bool = False

    @property
    def parameter_count(self) -> int:
        """How many arguments it asks for."""
        return self.arity


@record(eq=False, frozen=False)
class PartialFunction(Function):
    """A function some of whose arguments are given."""

    function: Function
    arguments: list[Value]

    @property
    def parameter_count(self) -> int:
        """How many arguments are left open."""
        return sum(1 for each in self.arguments if each is HOLE)


@record(eq=False, frozen=False)
class Composition(Function):
    """What `f ~> g` gives: a function of one argument."""

    first: Function
    second: Function

    @property
    def parameter_count(self) -> int:
        """One."""
        return 1


@record(eq=False, frozen=False)
class TailCall(Function):
    """A call that a lambda ends with, left to its caller so that endless recursion needs no stack."""

    function: Value
    arguments: tuple[Value, ...]
    context: Value
    position: int
    token: str | None

    @property
    def parameter_count(self) -> int:
        """None."""
        return 0


def call(meter: Meter, function: Value, arguments: tuple[Value, ...], context: Value) -> Value:
    """Call *function*.

    Args:
        meter: Of the evaluation.
        function: Any value.
        arguments: What it is called with, as many as the call has.
        context: What stands in for arguments that are left out.

    Raises:
        JSONataError: It is no function, refuses its arguments, or fails.
    """
    kind = type(function)
    if kind is Lambda:
        if function.signature is not None:
            arguments = tuple(function.signature.validate(arguments, context))
        missing = function.parameters - len(arguments)
        if missing:
            arguments = arguments + (UNDEFINED,) * missing if missing > 0 else arguments[:missing]
        result = function.code(*arguments)
        return bounce(meter, result) if type(result) is TailCall else result
    if kind is Builtin:
        return call_builtin(meter, function, arguments, context)
    if kind is PartialFunction:
        return _call_partial(meter, function, arguments, context)
    if kind is Composition:
        first = call(meter, function.first, arguments[:1], context)
        return call(meter, function.second, (first,), context)
    if isinstance(function, Matcher):
        return function.match(meter, *arguments[:1])
    raise JSONataError("T1006")


class Matcher(Function):
    """A regular expression as a function, from a text to its first match."""

    __slots__ = ()

    @property
    def parameter_count(self) -> int:
        """Two, the second being where to begin."""
        return 2

    def match(self, meter: Meter, text: Value = UNDEFINED) -> Value:
        """Give the first match: `{"match", "start", "end", "groups", "next"}`; undefined if there is none."""
        raise NotImplementedError


def call_builtin(meter: Meter, function: Builtin, arguments: tuple[Value, ...], context: Value) -> Value:
    """Call a function of the library, with its arguments checked.

    Raises:
        JSONataError: It refuses its arguments, or fails.
    """
    checked: tuple[Value, ...] | list[Value] = arguments
    if function.signature is not None:
        checked = function.signature.validate(arguments, context)
        for each in checked:
            if isinstance(each, list):
                meter.items(each, 0)
    return _run_builtin(meter, function, list(checked))


def _run_builtin(meter: Meter, function: Builtin, arguments: list[Value]) -> Value:
    if function.parameters >= 0:
        missing = function.parameters - len(arguments)
        arguments = arguments + [UNDEFINED] * missing if missing >= 0 else arguments[:missing]
    if function.needs_meter:
        return function.implementation(meter, *arguments)
    return function.implementation(*arguments)


def _call_partial(
    meter: Meter, partial: PartialFunction, arguments: tuple[Value, ...], context: Value
) -> Value:
    given = iter(arguments)
    filled = [next(given, UNDEFINED) if each is HOLE else each for each in partial.arguments]
    function = partial.function
    if type(function) is Builtin:
        return _run_builtin(meter, function, filled)
    if type(function) is Lambda:
        filled += [UNDEFINED] * (function.parameters - len(filled))
        result = function.code(*filled[: function.parameters])
        return bounce(meter, result) if type(result) is TailCall else result
    return call(meter, function, tuple(filled), context)


def bounce(meter: Meter, result: Value) -> Value:
    """Carry out the calls that a lambda left to its caller, one after the other.

    Raises:
        JSONataError: What is called is no function, or fails.
    """
    while type(result) is TailCall:
        meter.steps -= 1
        if meter.steps < 0:
            meter.check()
        pending = result
        function = pending.function
        arguments = pending.arguments
        if type(function) is Lambda:
            if function.signature is not None:
                arguments = tuple(function.signature.validate(arguments, pending.context))
            missing = function.parameters - len(arguments)
            if missing:
                arguments = arguments + (UNDEFINED,) * missing if missing > 0 else arguments[:missing]
            result = function.code(*arguments)
        else:
            result = call(meter, function, arguments, pending.context)
    return result


def callback(meter: Meter, function: Value, most: int) -> tuple[Callable[..., Value], int]:
    """Give what calls *function* from within a library function, and with how many arguments.

    Args:
        meter: Of the evaluation.
        function: What the library function was given.
        most: How many arguments there are to pass.
    """
    count = max(1, min(function.parameter_count, most))
    if type(function) is Lambda and function.arity == count:
        code = function.code

        def run(*arguments: Value) -> Value:
            result = code(*arguments)
            return bounce(meter, result) if type(result) is TailCall else result

        return run, count

    def run_any(*arguments: Value) -> Value:
        # Library functions count no steps of their own, and may be called for every item of a long array.
        meter.steps -= 1
        if meter.steps < 0:
            meter.check()
        return call(meter, function, arguments, UNDEFINED)

    return run_any, count


def partial(function: Value, arguments: list[Value], *, token: Any, hint: bool) -> Value:
    """Give *function* with some arguments filled in.

    Args:
        function: Any value.
        arguments: The arguments; HOLE for those left open.
        token: The name it was called by.
        hint: There is a function in scope whose name misses its `$`.

    Raises:
        JSONataError: It is no function.
    """
    if function is UNDEFINED and hint:
        raise JSONataError("T1007", token=token)
    if not isinstance(function, Function):
        raise JSONataError("T1008", token=token)
    return PartialFunction(function, arguments)
