"""Source for literals, variables, operators, blocks and conditions."""

from __future__ import annotations

import math

from asltool.expr.jsonata.codegen.scopes import bound_in, needs_outer_value
from asltool.expr.jsonata.codegen.writer import Operand, Place, Writer
from asltool.expr.jsonata.tree import (
    Binary,
    Bind,
    Block,
    Condition,
    Literal,
    Negation,
    Node,
    Parent,
    Variable,
)
from asltool.expr.jsonata.values import Value

_ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "remainder"}
_COMPARISONS = {"<": "less", "<=": "at_most", ">": "greater", ">=": "at_least"}
_EXACT = 1 << 46
"""Results below it need no rounding to a double, and are cheap to compare with."""
_SHORT = 1 << 46
"""Python and JavaScript write smaller whole numbers alike."""
_LONG_CHAIN = 6
_MANY_PARTS = 16
_WORDS = ("True", "False", "None")


def literal(w: Writer, value: Value) -> Operand:
    """Give the operand for a constant."""
    match value:
        case None:
            return Operand("None", defined=True)
        case bool():
            return Operand(repr(value), "boolean", defined=True)
        case str():
            return Operand(repr(value), "string", defined=True)
        case _ if math.isfinite(value):
            code = repr(value)
            return Operand(f"({code})" if code.startswith("-") else code, "number", defined=True)
        case _:
            return Operand(w.constant(value), "number", defined=True)


def emit_literal(w: Writer, node: Node, _: Place) -> Operand:
    """Write nothing: literals are spelled where they are used."""
    assert isinstance(node, Literal)  # noqa: S101
    return literal(w, node.value)


def emit_variable(w: Writer, node: Node, place: Place) -> Operand:
    """Write the reading of a variable."""
    assert isinstance(node, Variable)  # noqa: S101
    if node.name == "":
        name = w.assign(f"{place.input}[0] if type({place.input}) is OuterArray else {place.input}")
        return Operand(name, plain=place.plain)
    return w.look_up(node.name, place.scope)


def emit_parent(w: Writer, node: Node, place: Place) -> Operand:
    """Write the reading of what `%` refers to."""
    assert isinstance(node, Parent)  # noqa: S101
    return w.look_up(node.slot.label, place.scope)


def emit_placeholder(_: Writer, __: Node, ___: Place) -> Operand:
    """Give the mark of an argument that is left open."""
    return Operand("HOLE")


def emit_bind(w: Writer, node: Node, place: Place) -> Operand:
    """Write the binding of a variable."""
    assert isinstance(node, Bind)  # noqa: S101
    value = w.emit(node.expression, place)
    w.bind(node.name, value.code, place.scope)
    return value


def emit_block(w: Writer, node: Node, place: Place) -> Operand:
    """Write the expressions of a block in a frame of their own."""
    assert isinstance(node, Block)  # noqa: S101
    inner = enter(w, node.expressions, place)
    value = Operand("U")
    for expression in node.expressions:
        value = w.emit(expression, inner)
    return value


def enter(w: Writer, expressions: list[Node], place: Place) -> Place:
    """Write the beginning of a frame for *expressions* and give the place inside it.

    A variable holds what the name meant outside until it is bound.
    """
    names = bound_in(expressions)
    if not names:
        return place
    frame = w.frame(names, place.scope)
    for name in sorted(names):
        if needs_outer_value(name, expressions):
            w.line(f"{frame.names[name]} = {w.look_up(name, place.scope).code}")
    return Place(place.input, frame, place.plain)


def emit_condition(w: Writer, node: Node, place: Place) -> Operand:
    """Write a condition; a long chain of them becomes a function that returns early."""
    assert isinstance(node, Condition)  # noqa: S101
    if _chain_length(node) <= _LONG_CHAIN:
        return _emit_choice(w, node, place)
    function = w.name("f")
    with w.function(function, []):
        rest: Node | None = node
        while isinstance(rest, Condition) and is_bare(rest):
            with w.indented(f"if {truth(w, rest.condition, place)}:"):
                w.line(f"return {w.emit(rest.then, place).code}")
            rest = rest.otherwise
        w.line(f"return {w.emit(rest, place).code if rest is not None else 'U'}")
    return Operand(w.assign(f"{function}()"))


def is_bare(node: Node) -> bool:
    """Tell whether nothing stands behind *node* that works on its value."""
    return not (node.predicates or node.group or node.keep_array)


def _chain_length(node: Condition) -> int:
    length = 1
    rest = node.otherwise
    while isinstance(rest, Condition) and is_bare(rest):
        length += 1
        rest = rest.otherwise
    return length


def _emit_choice(w: Writer, node: Condition, place: Place) -> Operand:
    result = w.name()
    with w.indented(f"if {truth(w, node.condition, place)}:"):
        then = w.emit(node.then, place)
        w.line(f"{result} = {then.code}")
    with w.indented("else:"):
        otherwise = w.emit(node.otherwise, place) if node.otherwise is not None else Operand("U")
        w.line(f"{result} = {otherwise.code}")
    if node.otherwise is None:
        return Operand(result, then.kind, plain=then.plain)
    kind = then.kind if then.kind == otherwise.kind else "any"
    return Operand(result, kind, then.defined and otherwise.defined, plain=then.plain and otherwise.plain)


def truth(w: Writer, node: Node, place: Place) -> str:
    """Write the evaluation of *node* and give the code of its truth."""
    return truth_of(w, w.emit(node, place))


def truth_of(w: Writer, value: Operand) -> str:
    """Give the code of the truth of *value*."""
    if value.kind == "boolean":
        return value.code if value.defined else f"{value.code} is True"
    code = w.named(value).code
    return f"{code} is True or ({code} is not False and {code} is not U and boolean({code}))"


def emit_negation(w: Writer, node: Node, place: Place) -> Operand:
    """Write `-` before an expression."""
    assert isinstance(node, Negation)  # noqa: S101
    value = w.emit(node.expression, place)
    with w.handling("operator", node.position, "-"):
        return Operand(w.assign(f"negate({value.code})"), "number")


def emit_binary(w: Writer, node: Node, place: Place) -> Operand:
    """Write an operator; the left operands of a chain, which may be long, without recursion."""
    assert isinstance(node, Binary)  # noqa: S101
    if node.operator == "&":
        return _emit_concatenation(w, node, place)
    chain = [node]
    while isinstance(chain[-1].left, Binary) and _is_plain_operator(chain[-1].left):
        chain.append(chain[-1].left)
    left = w.emit(chain[-1].left, place)
    for link in reversed(chain):
        left = _emit_operator(w, link, left, place)
    return left


def _is_plain_operator(node: Binary) -> bool:
    return node.operator != "&" and is_bare(node)


def _emit_operator(w: Writer, node: Binary, left: Operand, place: Place) -> Operand:
    if node.operator in ("and", "or"):
        return _emit_logic(w, node, left, place)
    right = w.emit(node.right, place)
    with w.handling("operator", node.position, node.operator):
        if node.operator in ("+", "-", "*"):
            return _emit_arithmetic(w, node.operator, left, right)
        if node.operator in ("/", "%"):
            function = _ARITHMETIC[node.operator]
            return Operand(w.assign(f"{function}({left.code}, {right.code})"), "number")
        if node.operator in _COMPARISONS:
            return _emit_comparison(w, node.operator, left, right)
        if node.operator in ("=", "!="):
            return _emit_equality(w, node.operator, left, right)
        if node.operator == "in":
            return Operand(w.assign(f"includes(m, {left.code}, {right.code})"), "boolean", defined=True)
        return Operand(w.assign(f"number_range(m, {left.code}, {right.code})"))


def is_number(value: Operand) -> str:
    """Give the code that asks whether *value* is a number; empty if it is known to be one."""
    if value.kind == "number":
        return "" if value.defined else f"{value.code} is not U"
    return f"((c := type({value.code})) is int or c is float)"


def _emit_arithmetic(w: Writer, operator: str, left: Operand, right: Operand) -> Operand:
    result = w.name()
    tests = [test for test in (is_number(left), is_number(right)) if test]
    exact = f"{-_EXACT} < ({result} := {left.code} {operator} {right.code}) < {_EXACT}"
    w.line(f"if not ({' and '.join([*tests, exact])}):")
    w.line(f"    {result} = {_ARITHMETIC[operator]}({left.code}, {right.code})")
    return Operand(result, "number", left.defined and right.defined and not tests)


def _emit_comparison(w: Writer, operator: str, left: Operand, right: Operand) -> Operand:
    tests = [test for test in (is_number(left), is_number(right)) if test]
    fast, slow = (
        f"{left.code} {operator} {right.code}",
        f"{_COMPARISONS[operator]}({left.code}, {right.code})",
    )
    if "string" in (left.kind, right.kind):
        tests = [f"type({each.code}) is str" for each in (left, right) if not _is_text(each)]
    condition = " and ".join(tests)
    name = w.assign(f"{fast} if {condition} else {slow}" if condition else fast)
    return Operand(name, "boolean", defined=not condition)


def _is_text(value: Operand) -> bool:
    return value.kind == "string" and value.defined


def _emit_equality(w: Writer, operator: str, left: Operand, right: Operand) -> Operand:
    for constant, each in ((right, left), (left, right)):
        other = w.named(each) if constant.code in _WORDS else each
        code = _constant_equality(constant, other)
        if code:
            if operator == "!=":
                code = f"not ({code})" if other.defined else f"{other.code} is not U and not ({code})"
            return Operand(w.assign(code), "boolean", defined=True)
    function = "equal" if operator == "=" else "unequal"
    return Operand(w.assign(f"{function}(m, {left.code}, {right.code})"), "boolean", defined=True)


def _constant_equality(constant: Operand, other: Operand) -> str:
    """Give the code that compares with a constant; empty if it takes more than Python's own operators."""
    if constant.code in _WORDS:
        return f"{other.code} is {constant.code}"
    if constant.code[0] in "'\"":
        return f"{other.code} == {constant.code}"
    if constant.code[0] in "23456789" and constant.kind == "number":
        # Neither True nor False equals such a number; 0 and 1 they would.
        return f"{other.code} == {constant.code}"
    return ""


def _emit_logic(w: Writer, node: Binary, left: Operand, place: Place) -> Operand:
    result = w.assign(_boolean(w, left))
    with (
        w.handling("operator", node.position, node.operator),
        w.indented(f"if {result}:" if node.operator == "and" else f"if not {result}:"),
    ):
        right = w.emit(node.right, place)
        w.line(f"{result} = {_boolean(w, right)}")
    return Operand(result, "boolean", defined=True)


def _boolean(w: Writer, value: Operand) -> str:
    """Give the code of the truth of *value* as a boolean."""
    if value.kind == "boolean":
        return truth_of(w, value)
    return f"{value.code} if type({value.code}) is bool else boolean({value.code})"


def _emit_concatenation(w: Writer, node: Binary, place: Place) -> Operand:
    chain = [node]
    while isinstance(left := chain[-1].left, Binary) and left.operator == "&" and is_bare(left):
        chain.append(left)
    parts = [_emit_text(w, chain[-1].left, chain[-1], place)]
    parts += [_emit_text(w, link.right, link, place) for link in reversed(chain)]
    with w.handling("operator", node.position, "&"):
        if len(parts) > _MANY_PARTS:
            return Operand(w.assign(f"joined(m, {', '.join(parts)})"), "string", defined=True)
        size = " + ".join(f"len({part})" for part in parts if part[0] not in "'\"") or "0"
        name = w.assign(f"{' + '.join(parts)} if {size} < 4000 else joined(m, {', '.join(parts)})")
    return Operand(name, "string", defined=True)


def _emit_text(w: Writer, operand: Node, node: Binary, place: Place) -> str:
    value = w.emit(operand, place)
    if _is_text(value):
        return value.code
    with w.handling("operator", node.position, "&"):
        code = value.code
        whole = f"type({code}) is int and {-_SHORT} < {code} < {_SHORT}"
        return w.assign(f"{code} if type({code}) is str else str({code}) if {whole} else text({code})")
