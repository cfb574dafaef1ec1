"""Finds what is bound to fail in a JSONata expression, without the data that it will work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from operator import attrgetter

from asltool.expr.jsonata.compiler import Jsonata
from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.library import AWS_LIBRARY
from asltool.expr.jsonata.limits import AWS_LIMITS, TIMEOUT, Limits
from asltool.expr.jsonata.static import CHANGING, References
from asltool.expr.jsonata.static_types import (
    ANYTHING,
    NUMBER_OR_MISSING,
    Types,
    argument_counts,
    call_problem,
    is_bare,
    types_in_words,
    types_of,
)
from asltool.expr.jsonata.tree import (
    Apply,
    ArrayConstructor,
    Binary,
    Bind,
    Block,
    Call,
    Condition,
    IndexBinding,
    Lambda,
    Literal,
    Negation,
    Node,
    ObjectConstructor,
    Regex,
    Variable,
    children,
    descendants,
)
from asltool.expr.jsonata.values import UNDEFINED, Function, Value
from asltool.expr.language import ExpressionMistake, Known

_LIMITS = Limits(seconds=0.1, depth=2 * AWS_LIMITS.depth, value_bytes=2 * AWS_LIMITS.value_bytes)
"""What the evaluation of a constant may take; where the time is up, nothing is known.

Depth and size are measured roughly, so that only what is far beyond the service's limits passes for too much.
"""

_TOO_LONG: Value = object()

_FAILS = "this call fails"

_ARITHMETIC = frozenset(("+", "-", "*", "/", "%", ".."))
_ORDERS = frozenset(("<", "<=", ">", ">="))
_EQUALITIES = frozenset(("=", "!="))
_COMPARABLE = frozenset("snm")
_CONSTANTS = (Literal, ArrayConstructor, ObjectConstructor, Negation, Binary, Block, Condition, Regex, Call)
_DELIBERATE = frozenset(("error", "assert"))
"""Functions whose use is to fail."""

_ABSENT = {
    "eval": "Step Functions has no $eval; $parse reads JSON text",
    "randomSeeded": "there is no function $randomSeeded; $random takes the seed",
}


def mistakes(program: Jsonata, found: References, *, is_known: bool) -> tuple[ExpressionMistake, ...]:
    """Give what is bound to fail in an expression, in the order of the text.

    Args:
        program: The expression.
        found: What it refers to.
        is_known: Whether its text is what it looks like, without placeholders.
    """
    wrong = _innermost(_Checker(program, found).mistakes())
    if is_known and not wrong:
        wrong += _outcome(program, found)
    return tuple(sorted(wrong, key=attrgetter("start")))


def _innermost(found: Iterable[ExpressionMistake]) -> list[ExpressionMistake]:
    """Leave out calls that fail because of a call inside them, which has been found, too."""
    mistakes = list(found)
    failing = [each for each in mistakes if each.message.startswith(_FAILS)]
    for outer in failing:
        if any(
            outer is not each and outer.start <= each.start and each.end <= outer.end for each in mistakes
        ):
            mistakes.remove(outer)
    return mistakes


class _Checker:
    def __init__(self, program: Jsonata, found: References) -> None:
        self._found = found
        self._text = program.text
        self._tree = program.tree
        self._functions = frozenset(AWS_LIBRARY) - frozenset(_rebound(program.tree))

    def mistakes(self) -> Iterator[ExpressionMistake]:
        for mention in self._found.unknown_functions:
            message = _ABSENT.get(mention.name) or _unknown_function(mention.name)
            yield ExpressionMistake("function", message, mention.offset, mention.end)
        piped: dict[int, Node] = {}
        for node in descendants(self._tree):
            match node:
                case Apply(left=left, right=Call() as call):
                    piped[id(call)] = left
                case Binary():
                    yield from self._operands(node)
                case Negation(expression=operand):
                    yield from self._wrong(operand, "the operator - negates numbers, not")
                case Call():
                    yield from self._call(node, piped.get(id(node)))
                case _:
                    pass

    def _operands(self, node: Binary) -> Iterator[ExpressionMistake]:
        left, right = self._given(node.left), self._given(node.right)
        if node.operator in _ARITHMETIC:
            for side in (node.left, node.right):
                yield from self._wrong(side, _not_for(node.operator))
        elif node.operator in _ORDERS and (left.isdisjoint(_COMPARABLE) or right.isdisjoint(_COMPARABLE)):
            side, types = (node.left, left) if left.isdisjoint(_COMPARABLE) else (node.right, right)
            message = f"the operator {node.operator} compares texts or numbers, not {types_in_words(types)}"
            yield ExpressionMistake("operands", message, side.start, side.end)
        elif node.operator in _ORDERS | _EQUALITIES and left.isdisjoint(right):
            words = f"{types_in_words(left)} with {types_in_words(right)}"
            outcome = "which are never equal" if node.operator in _EQUALITIES else "which have no order"
            message = f"the operator {node.operator} compares {words}, {outcome}"
            yield ExpressionMistake("operands", message, node.start, node.end)

    def _given(self, operand: Node) -> Types:
        """Give the types of an operand that is there: with one that is missing there is no value anyhow."""
        return types_of(operand, self._functions) - {"m"} or ANYTHING

    def _wrong(self, operand: Node, words: str) -> Iterator[ExpressionMistake]:
        types = self._given(operand)
        if types.isdisjoint(NUMBER_OR_MISSING):
            yield ExpressionMistake(
                "operands", f"{words} {types_in_words(types)}", operand.start, operand.end
            )

    def _call(self, call: Call, piped: Node | None) -> Iterator[ExpressionMistake]:
        procedure = call.procedure
        if not isinstance(procedure, Variable) or procedure.name not in self._functions:
            return
        arguments = [*([] if piped is None else [piped]), *call.arguments]
        types = [types_of(each, self._functions) for each in arguments]
        has_context = id(call) not in self._found.calls_without_context
        problem = call_problem(procedure.name, types, has_context=has_context)
        if problem is not None:
            message, position = problem
            piece = call if position is None else arguments[position]
            yield ExpressionMistake("arguments", message, piece.start, piece.end)
        elif piped is None and self._is_constant(call, procedure.name):
            failure = _outcome_of(self._text[call.start : call.end])
            if isinstance(failure, JSONataError):
                yield ExpressionMistake("arguments", f"{_FAILS}: {failure}", call.start, call.end)

    def _is_constant(self, call: Call, name: str) -> bool:
        """Tell whether a call of the function *name* gives the same wherever it stands."""
        signature = AWS_LIBRARY[name].signature
        is_complete = signature is None or len(call.arguments) >= argument_counts(signature)[0]
        return is_complete and all(
            (isinstance(each, _CONSTANTS) and is_bare(each)) or self._is_function(each)
            for each in descendants(call)
        )

    def _is_function(self, node: Node) -> bool:
        allowed = self._functions - CHANGING - _DELIBERATE
        return isinstance(node, Variable) and is_bare(node) and node.name in allowed


def _rebound(tree: Node) -> Iterator[str]:
    """Give all names that the expression binds somewhere."""
    for node in descendants(tree):
        if isinstance(node, Bind):
            yield node.name
        elif isinstance(node, Lambda):
            yield from node.parameters
        yield from (name for name in (node.focus, node.index) if name)
        yield from (stage.name for stage in node.stages if isinstance(stage, IndexBinding))


def _unknown_function(name: str) -> str:
    by_lower = {known.lower(): known for known in AWS_LIBRARY}
    near = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.75)
    hint = f"; did you mean ${by_lower[near[0]]}?" if near else ""
    return f"there is no function ${name}{hint}"


def _not_for(operator: str) -> str:
    if operator == "+":
        return "the operator + adds numbers (& joins texts), not"
    return f"the operator {operator} works on numbers, not"


def _outcome(program: Jsonata, found: References) -> Iterator[ExpressionMistake]:
    """Say what is wrong with the value of an expression that always gives the same one."""
    tree = program.tree
    if isinstance(tree, Literal) or not found.is_constant:
        return
    if any(mention.name in _DELIBERATE for mention in found.calls):
        return
    value = _outcome_of(program.text)
    if isinstance(value, JSONataError):
        message = f"the expression always fails: {value}"
    elif value is UNDEFINED:
        message = "the expression gives nothing (undefined), which fails"
    elif isinstance(value, Function):
        message = "the expression gives a function, which is no value of JSON"
    else:
        return
    yield ExpressionMistake("outcome", message, tree.start, tree.end)


def constant(program: Jsonata) -> Known | None:
    """Give the value of an expression that always has the same one; None if it has none, or takes long."""
    tree = program.tree
    if isinstance(tree, Literal) and isinstance(tree.value, str) and not (tree.keep_array or children(tree)):
        return Known(tree.value)  # most constants are texts, for which nothing has to be compiled
    value = _outcome_of(program.text)
    if isinstance(value, JSONataError | Function) or value is UNDEFINED or value is _TOO_LONG:
        return None
    return Known(value)


def _outcome_of(text: str) -> Value | JSONataError:
    """Give the value of a constant expression, or why it has none; _TOO_LONG where that takes too long."""
    try:
        return Jsonata(text, AWS_LIBRARY, _LIMITS).evaluate()
    except JSONataError as error:
        return _TOO_LONG if error.message == TIMEOUT else error
