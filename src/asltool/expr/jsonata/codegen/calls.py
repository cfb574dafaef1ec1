"""Source for functions: their definition, their calls, partial and chained application."""

from __future__ import annotations

from asltool.expr.jsonata.codegen.inlined import emit_inlined
from asltool.expr.jsonata.codegen.operators import enter, is_bare, is_number, truth
from asltool.expr.jsonata.codegen.scopes import Frame, Scope
from asltool.expr.jsonata.codegen.writer import HandlerKind, Operand, Place, Writer
from asltool.expr.jsonata.runtime.calls import Builtin
from asltool.expr.jsonata.signature import Parameter
from asltool.expr.jsonata.tree import (
    Apply,
    ArrayConstructor,
    Binary,
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

_SEQUENCE_GIVERS = frozenset(
    ("map", "filter", "keys", "lookup", "append", "spread", "each", "match", "distinct", "sort", "reverse", "shuffle")
)
_TOKENS = {Call: "(", Partial: "(", ArrayConstructor: "[", ObjectConstructor: "{", Apply: "~>", Wildcard: "*"}
_KINDS: dict[str, str] = {"n": "number", "s": "string", "b": "boolean", "o": "object"}


def emit_lambda(w: Writer, node: Node, place: Place) -> Operand:
    """Write a function."""
    assert isinstance(node, Lambda)  # noqa: S101
    function = w.name("f")
    parameters = {name: w.name("p") for name in node.parameters}
    unique = [parameters[name] if name not in node.parameters[n + 1 :] else w.name("p") for n, name in enumerate(node.parameters)]
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
                value = w.finish(w, node, _emit_call(w, node, place, [], is_tail=True), place)
            _emit_return(w, value.code, counts=counts)
        case Call() if not node.predicates and not _calls_library(w, node, place):
            function = _emit_procedure(w, node.procedure, place)
            with w.handling("argument", node.position, None):
                arguments = "".join(f"{w.emit(each, place).code}, " for each in node.arguments)
            token = node.procedure.name if isinstance(node.procedure, Variable) else None
            where = f"{node.procedure.position}, {token!r}"
            _emit_return(w, f"TailCall({function.code}, ({arguments}), {place.input}, {where})", counts=counts)
        case _:
            _emit_return(w, w.emit(node, place).code, counts=counts)


def _emit_return(w: Writer, code: str, *, counts: bool) -> None:
    if counts:
        w.line("m.depth -= 1")
    w.line(f"return {code}")


def _emit_procedure(w: Writer, procedure: Node, place: Place) -> Operand:
    return w.emit(procedure, place)


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
            if not first and (count := _emit_range_count(w, builtin, node, place)):
                return count
            inlined = None if first else emit_inlined(w, builtin.name, node, place)
            if inlined is not None:
                return inlined
            arguments = first + [w.emit(each, place) for each in node.arguments]
            if builtin.name == "eval":
                _emit_surroundings(w, place)
            kind: HandlerKind = "tail call" if is_tail else "call"
            with w.handling(kind, procedure.position if is_tail else node.position, token):
                return _emit_library_call(w, builtin, arguments, place)
    function = _emit_procedure(w, procedure, place)
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
    code = function.code
    result = w.name()
    w.weight += 1
    arity = f"type({code}) is Lambda and {code}.arity == {len(arguments)}"
    slow = f"call(m, {code}, ({listed}{',' if listed else ''}), {place.input})"
    w.line(f"{result} = {code}.code({listed}) if {arity} else {slow}")
    w.line(f"if type({result}) is TailCall: {result} = bounce(m, {result})")
    return Operand(result, raw=True)


def _emit_library_call(w: Writer, builtin: Builtin, arguments: list[Operand], place: Place) -> Operand:
    result = w.name()
    w.weight += 1
    listed = [each.code for each in arguments]
    slow_list = f"({', '.join(listed)}{',' if listed else ''})"
    slow = f"call_builtin(m, {w.constant(builtin, 'b')}, {slow_list}, {place.input})"
    tests = _argument_tests(builtin, arguments)
    if tests is None:
        w.line(f"{result} = {slow}")
    else:
        padded = listed + ["U"] * (builtin.parameters - len(listed))
        fast = f"{w.constant(builtin.implementation, 'i')}({', '.join((['m'] if builtin.needs_meter else []) + padded)})"
        w.line(f"{result} = {fast} if {' and '.join(tests)} else {slow}" if tests else f"{result} = {fast}")
    kind, defined = _result_kind(builtin, sure=tests == [] and all(each.defined for each in arguments))
    return Operand(result, kind, defined, raw=builtin.name in _SEQUENCE_GIVERS or kind == "any")  # type: ignore[arg-type]


def _result_kind(builtin: Builtin, *, sure: bool) -> tuple[str, bool]:
    if builtin.name in ("exists", "count"):
        return ("boolean" if builtin.name == "exists" else "number"), True
    definition = builtin.signature.definition if builtin.signature else ""
    letter = definition.rpartition(":")[2].rstrip(">") if ":" in definition else ""
    kind = _KINDS.get(letter, "any")
    if builtin.name in ("eval", "clone", "sift", "merge", "random", "max", "min", "sum", "average"):
        return ("number" if kind == "number" else "any"), False
    return kind, sure and kind in ("string", "number") and builtin.name not in ("toMillis", "parse", "hash")


def _argument_tests(builtin: Builtin, arguments: list[Operand]) -> list[str] | None:
    """Give the code that asks whether the arguments can be passed as they are; None if they cannot."""
    signature = builtin.signature
    if signature is None or builtin.parameters < len(arguments):
        return None
    required = [each for each in signature.parameters if each.repeat != "?"]
    if len(arguments) < len(required) or len(signature.parameters) != builtin.parameters:
        return None
    tests = []
    for parameter, argument in zip(signature.parameters, arguments, strict=False):
        test = _argument_test(parameter, argument)
        if test is None:
            return None
        if test:
            tests.append(test)
    return tests


def _argument_test(parameter: Parameter, argument: Operand) -> str | None:
    code = argument.code
    if parameter.repeat == "+":
        return None
    match parameter.type:
        case "x":
            return ""
        case "j":
            return "" if argument.kind not in ("any", "function") else f"not isinstance({code}, Function)"
        case "n":
            return is_number(argument)
        case "s":
            return "" if argument.kind == "string" and argument.defined else f"type({code}) is str"
        case "b":
            return "" if argument.kind == "boolean" and argument.defined else f"type({code}) is bool"
        case "o":
            return "" if argument.kind == "object" and argument.defined else f"type({code}) is dict"
        case "f":
            return "" if argument.kind == "function" else f"isinstance({code}, Function)"
        case "a":
            return _array_test(parameter, code)
        case "(sf)":
            known = argument.kind == "function" or (argument.kind == "string" and argument.defined)
            return "" if known else f"type({code}) is str"
        case _:
            return None


def _array_test(parameter: Parameter, code: str) -> str | None:
    is_list = f"(type({code}) is list or type({code}) is Sequence) and len({code}) < 256"
    match parameter.subtype:
        case None:
            return is_list
        case "n":
            return f"{is_list} and are_numbers({code})"
        case "s":
            return f"{is_list} and are_strings({code})"
        case _:
            return None


def _emit_range_count(w: Writer, builtin: Builtin, node: Call, place: Place) -> Operand | None:
    """Write `$count([a..b])` without making the array."""
    array = node.arguments[0] if builtin.name == "count" and len(node.arguments) == 1 else None
    if not (isinstance(array, ArrayConstructor) and is_bare(array)):
        return None
    return _emit_range_size(w, array, place)


def _emit_range_size(w: Writer, array: ArrayConstructor, place: Place) -> Operand | None:
    item = array.items[0] if len(array.items) == 1 else None
    if not (isinstance(item, Binary) and item.operator == ".." and is_bare(item)):
        return None
    first, last = w.emit(item.left, place), w.emit(item.right, place)
    with w.handling("operator", item.position, ".."):
        return Operand(w.assign(f"range_count({first.code}, {last.code})"), "number", defined=True)


def emit_apply(w: Writer, node: Node, place: Place) -> Operand:
    """Write `left ~> right`."""
    assert isinstance(node, Apply)  # noqa: S101
    right = node.right
    if isinstance(right, Call):
        # What stands behind the call is left out, as the reference does.
        if _is_count(w, right, place) and isinstance(node.left, ArrayConstructor) and is_bare(node.left):
            size = _emit_range_size(w, node.left, place)
            if size is not None:
                return size
        return _emit_call(w, right, place, [w.emit(node.left, place)])
    left = w.emit(node.left, place)
    function = w.emit(right, place)
    result = w.name()
    w.line(f"if not isinstance({function.code}, Function): raise JSONataError('T2006', {function.code}, position={node.position})")
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
    function = _emit_procedure(w, node.procedure, place)
    hint = isinstance(node.procedure, Path) and _means_function(w, node.procedure, place)
    token = _token(node.procedure)
    with w.handling("operator", node.position, token):
        code = f"partial({function.code}, [{arguments}], token={token!r}, hint={hint})"
        return Operand(w.assign(code), "function", defined=True)


