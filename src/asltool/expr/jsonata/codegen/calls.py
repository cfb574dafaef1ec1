"""Source for functions: their definition, their calls, partial and chained application."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from asltool.expr.jsonata.codegen.inlined import emit_inlined
from asltool.expr.jsonata.codegen.library_calls import emit_library_call, emit_range_count, emit_range_size
from asltool.expr.jsonata.codegen.operators import enter, is_bare, truth
from asltool.expr.jsonata.codegen.scopes import Frame, Scope
from asltool.expr.jsonata.codegen.writer import HandlerKind, Operand, Place, Writer
from asltool.expr.jsonata.tree import (
    Apply,
    ArrayConstructor,
    Block,
    Call,
    Condition,
    Lambda,
    Literal,
    Node,
    ObjectConstructor,
    Partial,
    Path,
    Placeholder,
    Variable,
    Wildcard,
    descendants,
)
from asltool.expr.jsonata.values import Value

_Emit: TypeAlias = Callable[[Writer, Node, Place], Operand]

_TOKENS = {Call: "(", Partial: "(", ArrayConstructor: "[", ObjectConstructor: "{", Apply: "~>", Wildcard: "*"}


def emit_lambda(w: Writer, node: Node, place: Place) -> Operand:
    """Write a function."""
    assert isinstance(node, Lambda)  # noqa: S101
    function = w.name("f")
    parameters = {name: w.name("p") for name in node.parameters}
    unique = [
        parameters[name] if name not in node.parameters[n + 1 :] else w.name("p")
        for n, name in enumerate(node.parameters)
    ]
    counts = _may_recurse(w, node, place)
    with w.function(function, unique):
        frame = w.frame(set(), place.scope)
        frame.names.update(parameters)
        inside = Place(place.input, frame, place.plain)
        if counts:
            w.line("m.depth += 1; m.steps -= 1")
            w.line("if m.depth > m.limits.depth: m.overflow()")
            w.line("if m.steps < 0: m.check()")
        inside = _enter_body(w, node.body, inside, frame)
        _emit_tail(w, node.body, inside, counts=counts)
    count = len(node.parameters)
    signature = w.constant(node.signature, "s") if node.signature is not None else "None"
    arity = -1 if node.signature is not None else count
    code = f"Lambda({function}, {arity}, {count}, {signature}, m)"
    return Operand(w.assign(code), "function", defined=True)


def _enter_body(w: Writer, body: Node, place: Place, frame: Frame) -> Place:
    """Write the beginning of a body: what it binds itself belongs to the frame of the parameters."""
    known = dict(frame.names)
    inner = enter(w, [body], place)
    if isinstance(inner.scope, Frame) and inner.scope is not frame:
        for name, local in inner.scope.names.items():
            if name in known:
                w.line(f"{local} = {known[name]}")
    return inner


def _may_recurse(w: Writer, node: Lambda, place: Place) -> bool:
    """Tell whether the body may call functions that are not of the library."""
    for each in descendants(node.body):
        match each:
            case Call():
                if not _calls_library(w, each, place) or any(isinstance(a, Variable) for a in each.arguments):
                    return True
            case Apply() | Lambda():
                return True
            case _:
                continue
    return False


def _calls_library(w: Writer, call: Call, place: Place) -> bool:
    name = call.procedure.name if isinstance(call.procedure, Variable) else ""
    return w.library_function(name, place.scope) is not None


def _emit_tail(w: Writer, node: Node, place: Place, *, counts: bool) -> None:
    """Write *node* as what a function ends with; a call there is left to the caller."""
    match node:
        case Condition() if is_bare(node):
            with w.indented(f"if {truth(w, node.condition, place)}:"):
                _emit_tail(w, node.then, place, counts=counts)
            if node.otherwise is None:
                _emit_return(w, "U", counts=counts)
            else:
                _emit_tail(w, node.otherwise, place, counts=counts)
        case Block() if is_bare(node) and node.expressions:
            inner = enter(w, node.expressions, place)
            for expression in node.expressions[:-1]:
                w.emit(expression, inner)
            _emit_tail(w, node.expressions[-1], inner, counts=counts)
        case Call() if is_bare(node) and _calls_library(w, node, place):
            with w.handling("argument", node.position, None):
                # The caller gets what the function gave, and makes a whole value of it.
                value = _emit_call(w, node, place, [], is_tail=True)
            _emit_return(w, value.code, counts=counts)
        case Call() if not node.predicates and not _calls_library(w, node, place):
            _emit_return(w, _emit_tail_call(w, node, place).code, counts=counts)
        case Block() if node.expressions:
            _emit_return(w, _emit_deferred(w, node, place).code, counts=counts)
        case _:
            _emit_return(w, w.emit(node, place).code, counts=counts)


def _emit_last(w: Writer, node: Node, place: Place) -> Operand:
    """Write what a function that is no function of its own ends with: a call there gives what it gives."""
    match node:
        case Condition() if is_bare(node):
            return _emit_branches(w, node, place, _emit_last)
        case Block() if node.expressions:
            return _emit_to_last(w, node, place, _emit_last)
        case Call() if not node.predicates:
            return _emit_call(w, node, place, [])
        case _:
            return w.emit(node, place)


def _emit_branches(w: Writer, node: Condition, place: Place, emit: _Emit) -> Operand:
    """Write a condition whose branches *emit* writes."""
    result = w.name()
    with w.indented(f"if {truth(w, node.condition, place)}:"):
        w.line(f"{result} = {emit(w, node.then, place).code}")
    with w.indented("else:"):
        otherwise = emit(w, node.otherwise, place).code if node.otherwise else "U"
        w.line(f"{result} = {otherwise}")
    return Operand(result)


def _emit_to_last(w: Writer, node: Block, place: Place, emit: _Emit) -> Operand:
    """Write a block whose last expression *emit* writes."""
    inner = enter(w, node.expressions, place)
    for expression in node.expressions[:-1]:
        w.emit(expression, inner)
    return emit(w, node.expressions[-1], inner)


def _emit_tail_call(w: Writer, node: Call, place: Place) -> Operand:
    function = w.emit(node.procedure, place)
    with w.handling("argument", node.position, None):
        arguments = "".join(f"{w.emit(each, place).code}, " for each in node.arguments)
    token = node.procedure.name if isinstance(node.procedure, Variable) else None
    where = f"{place.input}, {node.procedure.position}, {token!r}"
    return Operand(w.assign(f"TailCall({function.code}, ({arguments}), {where})"))


def _emit_deferred(w: Writer, node: Node, place: Place) -> Operand:
    """Write a block that a function ends with and that is filtered.

    The reference leaves a call at the end of the block to the caller, and so filters the call that is yet to
    be made instead of its result.
    """
    match node:
        case Call() if not node.predicates:
            return _emit_tail_call(w, node, place)
        case Condition() if is_bare(node):
            return _emit_branches(w, node, place, _emit_deferred)
        case Block() if node.expressions:
            return w.finish(w, node, _emit_to_last(w, node, place, _emit_deferred), place)
        case _:
            return w.emit(node, place)


def _emit_return(w: Writer, code: str, *, counts: bool) -> None:
    if counts:
        w.line("m.depth -= 1")
    w.line(f"return {code}")


def emit_call(w: Writer, node: Node, place: Place) -> Operand:
    """Write a call."""
    assert isinstance(node, Call)  # noqa: S101
    return _emit_call(w, node, place, [])


def _emit_call(
    w: Writer, node: Call, place: Place, first: list[Operand], *, is_tail: bool = False
) -> Operand:
    procedure = node.procedure
    token = _token(procedure)
    if isinstance(procedure, Variable) and is_bare(procedure):
        builtin = w.library_function(procedure.name, place.scope)
        if builtin is not None:
            if not first and (count := emit_range_count(w, builtin, node, place)):
                return count
            inlined = None if first else emit_inlined(w, builtin.name, node, place, _emit_last)
            if inlined is not None:
                return inlined
            arguments = first + [w.emit(each, place) for each in node.arguments]
            if builtin.name == "eval":
                _emit_surroundings(w, place)
            kind: HandlerKind = "tail call" if is_tail else "call"
            with w.handling(kind, procedure.position if is_tail else node.position, token):
                return emit_library_call(w, builtin, arguments, place)
    function = w.emit(procedure, place)
    if isinstance(procedure, Path) and _means_function(w, procedure, place):
        with w.indented(f"if {function.code} is U:"), w.handling("call", node.position, token):
            w.line(f"raise JSONataError('T1005', token={token!r}, position={node.position})")
    arguments = first + [w.emit(each, place) for each in node.arguments]
    with w.handling("weak call" if _is_parameter(procedure, place) else "call", node.position, token):
        return _emit_any_call(w, function, arguments, place)


def _emit_surroundings(w: Writer, place: Place) -> None:
    """Write down the context and all variables, for an expression that is known only when it runs."""
    tuples: list[str] = []
    named: dict[str, str] = {}
    scope: Scope | None = place.scope
    while scope is not None:
        if isinstance(scope, Frame):
            named = {**scope.names, **named}
        else:
            tuples.insert(0, f"**{scope.variables}, ")
        scope = scope.parent
    members = "".join(f"{name!r}: {local}, " for name, local in named.items())
    w.line(f"m.surroundings = ({place.input}, {{'$': root, **env, {members}{''.join(tuples)}}})")


def _token(procedure: Node) -> Value:
    """Give what errors call the function that is called."""
    match procedure:
        case Variable():
            return procedure.name
        case Path():
            return getattr(procedure.steps[0], "value", None)
        case Literal():
            return procedure.value
        case _:
            return _TOKENS.get(type(procedure))


def _means_function(w: Writer, procedure: Path, place: Place) -> bool:
    """Tell whether a name that is called lacks but its `$` to be a function."""
    name = str(getattr(procedure.steps[0], "value", ""))
    return w.look_up(name, place.scope).code in w.constants or _is_variable(name, place)


def _is_variable(name: str, place: Place) -> bool:
    scope = place.scope
    while isinstance(scope, Frame) and scope.parent is not None:
        if name in scope.names:
            return True
        scope = scope.parent
    return isinstance(scope, Frame) and name in scope.names


def _is_parameter(procedure: Node, place: Place) -> bool:
    if not isinstance(procedure, Variable):
        return False
    scope = place.scope
    while isinstance(scope, Frame):
        if procedure.name in scope.names:
            return scope.names[procedure.name].startswith("p")
        if scope.parent is None:
            return False
        scope = scope.parent
    return False


def _emit_any_call(w: Writer, function: Operand, arguments: list[Operand], place: Place) -> Operand:
    listed = ", ".join(each.code for each in arguments)
    code = w.named(function).code
    result = w.name()
    w.weight += 1
    arity = f"type({code}) is Lambda and {code}.arity == {len(arguments)}"
    slow = f"call(m, {code}, ({listed}{',' if listed else ''}), {place.input})"
    w.line(f"{result} = {code}.code({listed}) if {arity} else {slow}")
    w.line(f"if type({result}) is TailCall: {result} = bounce(m, {result})")
    return Operand(result, raw=True)


def emit_apply(w: Writer, node: Node, place: Place) -> Operand:
    """Write `left ~> right`."""
    assert isinstance(node, Apply)  # noqa: S101
    right = node.right
    if isinstance(right, Call):
        # What stands behind the call is left out, as the reference does.
        if _is_count(w, right, place) and isinstance(node.left, ArrayConstructor) and is_bare(node.left):
            size = emit_range_size(w, node.left, place)
            if size is not None:
                return size
        return _emit_call(w, right, place, [w.emit(node.left, place)])
    left = w.emit(node.left, place)
    function = w.emit(right, place)
    result = w.name()
    w.line(
        f"if not isinstance({function.code}, Function):"
        f" raise JSONataError('T2006', {function.code}, position={node.position})"
    )
    w.line(f"if isinstance({left.code}, Function): {result} = Composition({left.code}, {function.code})")
    w.line(f"else: {result} = call(m, {function.code}, ({left.code},), {place.input})")
    return Operand(result, raw=True)


def _is_count(w: Writer, call: Call, place: Place) -> bool:
    return _calls_library(w, call, place) and _token(call.procedure) == "count" and not call.arguments


def emit_partial(w: Writer, node: Node, place: Place) -> Operand:
    """Write a partial application."""
    assert isinstance(node, Partial)  # noqa: S101
    arguments = ", ".join(
        "HOLE" if isinstance(each, Placeholder) else w.emit(each, place).code for each in node.arguments
    )
    function = w.emit(node.procedure, place)
    hint = isinstance(node.procedure, Path) and _means_function(w, node.procedure, place)
    token = _token(node.procedure)
    with w.handling("operator", node.position, token):
        code = f"partial({function.code}, [{arguments}], token={token!r}, hint={hint})"
        return Operand(w.assign(code), "function", defined=True)
