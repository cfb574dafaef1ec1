"""From an expression's text to a function: the tree is turned into Python source, which is compiled once."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

from asltool.expr.jsonata.errors import JSONataError, JSONataSyntaxError, LimitError
from asltool.expr.jsonata.functions.library import AWS_LIBRARY, PLAIN_LIBRARY
from asltool.expr.jsonata.limits import AWS_LIMITS, MEMORY, OVERFLOW, PLAIN_LIMITS, Limits, Meter
from asltool.expr.jsonata.ports import SYSTEM, Sources
from asltool.expr.jsonata.regexes import RegexMatcher
from asltool.expr.jsonata.runtime import calls
from asltool.expr.jsonata.runtime.results import SIMPLE, plain
from asltool.expr.jsonata.shaping import parse
from asltool.expr.jsonata.tree import IndexBinding, Node, Regex, descendants
from asltool.expr.jsonata.values import UNDEFINED, Function, OuterArray, Sequence, Value

if TYPE_CHECKING:
    from asltool.expr.jsonata.codegen.generation import Program
    from asltool.expr.jsonata.codegen.writer import Handler

_GENERATION = "asltool.expr.jsonata.codegen.generation"
"""The module that writes code; it is loaded for the first expression that is evaluated."""

_DEEPEST_EVALS = 10


class Jsonata:
    """A JSONata expression, compiled.

    Called with data and, by keyword, variables, it gives the value of the expression on them: plain JSON
    data, UNDEFINED, or a function.

    Args:
        text: The expression.
        library: The functions it may call without their being bound.
        limits: What one evaluation may take.

    Raises:
        JSONataSyntaxError: The text does not parse.
    """

    def __init__(self, text: str, library: Mapping[str, calls.Builtin], limits: Limits) -> None:
        self.text = text
        self.tree = _parse(text)
        self._library = library
        self._limits = limits
        self._tuple_names = _tuple_names(self.tree)
        self._used: frozenset[str] = frozenset()
        self._main: Any = None
        self._variants: dict[frozenset[str], Any] = {}

    def __call__(self, data: Value = UNDEFINED, /, **bindings: Value) -> Value:
        """Evaluate the expression on *data* with variables; see `evaluate`."""
        return self._evaluate(data, bindings, SYSTEM)

    def evaluate(
        self,
        data: Value = UNDEFINED,
        bindings: Mapping[str, Value] | None = None,
        *,
        sources: Sources = SYSTEM,
    ) -> Value:
        """Give the value of the expression.

        Args:
            data: What it is evaluated on, plain JSON; it is never changed.
            bindings: The variables, by name without `$`; Python functions may be among them.
            sources: Where time and chance come from.

        Raises:
            JSONataError: It gives no value.
            LimitError: It takes too much.
        """
        return self._evaluate(data, bindings or {}, sources)

    def _evaluate(self, data: Value, bindings: Mapping[str, Value], sources: Sources) -> Value:
        main = self._main or self._first_compiled()
        if bindings:
            bindings = _with_functions(bindings)
            main = self._main_for(bindings)
        context = OuterArray((data,)) if isinstance(data, list) else data
        try:
            meter = Meter(self._limits, sources, self._evaluate_text)
            value = main(context, data, bindings, meter)
            return value if type(value) in SIMPLE else plain(meter, value)
        except JSONataError as error:
            _locate(error, error.__traceback__)
            raise error.with_traceback(None) from None
        except RecursionError:
            raise LimitError(OVERFLOW) from None
        except MemoryError:
            raise LimitError(MEMORY) from None

    def _main_for(self, bindings: Mapping[str, Value]) -> Any:
        """Give the code to run: another one if variables hide functions of the library."""
        main = self._main or self._first_compiled()
        hidden = self._used.intersection(bindings)
        if not hidden:
            return main
        return self._variants.get(hidden) or self._variants.setdefault(hidden, self._compile(hidden))

    def _first_compiled(self) -> Any:
        """Compile the code: not before it is needed, as many expressions are read but never evaluated."""
        self._main = self._compile(frozenset())
        return self._main

    def _compile(self, overridden: frozenset[str]) -> Any:
        generate: Callable[..., Program] = importlib.import_module(_GENERATION).generate
        program = generate(self.tree, self._library, self._tuple_names, overridden)
        self._used = program.used
        return program.main

    def _evaluate_text(self, meter: Meter, text: str, context: Value) -> Value:
        """Evaluate another expression within an evaluation of this one, as `$eval` does."""
        default, visible = meter.surroundings
        meter.evals += 1
        if meter.evals > _DEEPEST_EVALS:
            raise LimitError(OVERFLOW)
        if context is UNDEFINED:
            context = default
        elif isinstance(context, list) and not isinstance(context, Sequence):
            context = OuterArray((context,))
        try:
            inner = Jsonata(text, self._library, self._limits)
        except JSONataSyntaxError as error:
            raise JSONataError("D3120", error.message) from error
        try:
            value = inner._main_for(visible)(context, visible.get("$", UNDEFINED), visible, meter)
        except LimitError:
            raise
        except JSONataError as error:
            _locate(error, error.__traceback__)
            raise JSONataError("D3121", error.message) from error
        meter.evals -= 1
        return value


def _parse(text: str) -> Node:
    try:
        tree = parse(text)
    except RecursionError:
        message = "the expression is nested too deeply"
        raise JSONataSyntaxError("U1001", 0, message=message) from None
    for node in descendants(tree):
        if isinstance(node, Regex):
            RegexMatcher(node.pattern, node.flags, node.position)
    return tree


def compile(text: str, *, aws: bool = False, limits: Limits | None = None) -> Jsonata:  # noqa: A001
    """Compile an expression.

    Args:
        text: The expression, without `{%` and `%}`.
        aws: With the functions that Step Functions adds, without `$eval`, and within its limits.
        limits: What one evaluation may take; None for what suits the mode.

    Raises:
        JSONataSyntaxError: The text does not parse.
    """
    if aws:
        return Jsonata(text, AWS_LIBRARY, limits or AWS_LIMITS)
    return Jsonata(text, PLAIN_LIBRARY, limits or PLAIN_LIMITS)


def _tuple_names(tree: Node) -> frozenset[str]:
    names: set[str | None] = set()
    for node in descendants(tree):
        names.update((node.focus, node.index, node.ancestor.label if node.ancestor else None))
        names.update(stage.name for stage in node.stages if isinstance(stage, IndexBinding))
    return frozenset(name for name in names if name is not None)


def _with_functions(bindings: Mapping[str, Value]) -> Mapping[str, Value]:
    if not any(map(callable, bindings.values())):
        return bindings
    return {
        name: _as_function(name, value) if callable(value) and not isinstance(value, Function) else value
        for name, value in bindings.items()
    }


def _as_function(name: str, function: Any) -> calls.Builtin:
    count = getattr(getattr(function, "__code__", None), "co_argcount", 1)
    return calls.Builtin(name, function, None, -1, count)


def _locate(error: JSONataError, traceback: TracebackType | None) -> None:
    """Give *error* its token and position, from the lines of the source that it went through."""
    frames = []
    while traceback is not None:
        frames.append(traceback)
        traceback = traceback.tb_next
    bounced = False
    for each in reversed(frames):
        if each.tb_frame.f_code is calls.bounce.__code__:
            pending = each.tb_frame.f_locals.get("pending")
            if pending is not None:
                error.token = pending.token if error.token is None else error.token
                error.position = pending.position
                bounced = True
            continue
        handlers = each.tb_frame.f_globals.get("_handlers")
        handler: Handler | None = handlers[each.tb_lineno - 1] if handlers else None
        while handler is not None:
            _apply(handler, error, weak=bounced)
            bounced = handler.kind in ("tail call", "argument")
            handler = handler.outer


def _apply(handler: Handler, error: JSONataError, *, weak: bool) -> None:
    if handler.kind == "operator":
        error.position, error.token = handler.position, handler.token
        return
    if handler.kind == "argument":
        return
    error.token = handler.token if error.token is None else error.token
    if error.position is None or (handler.kind != "weak call" and not weak):
        error.position = handler.position
