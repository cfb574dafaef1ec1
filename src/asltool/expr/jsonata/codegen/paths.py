"""Source for paths: loops over items, short cuts for names, functions for paths that bind variables."""

from __future__ import annotations

from asltool.expr.jsonata.codegen.filters import (
    bytes_built,
    emit_filter,
    emit_group,
    emit_group_by,
    emit_part,
    emit_piece,
    literal_index,
)
from asltool.expr.jsonata.codegen.loops import loop
from asltool.expr.jsonata.codegen.writer import Operand, Place, Writer
from asltool.expr.jsonata.tree import (
    ArrayConstructor,
    Descendants,
    Filter,
    Literal,
    Name,
    Node,
    Path,
    Sort,
    Stage,
    Variable,
    Wildcard,
)

_NEVER_LISTS = ("number", "string", "boolean", "object", "function")


def emit_path(w: Writer, node: Node, place: Place) -> Operand:
    """Write a path."""
    assert isinstance(node, Path)  # noqa: S101
    first_bound = next((n for n, step in enumerate(node.steps) if step.binds_tuples), len(node.steps))
    if first_bound == 0 and node.steps[0].is_array_step and isinstance(node.steps[0], ArrayConstructor):
        # The reference takes such a step as it is, and binds nothing to its items.
        first_bound = 1
    steps = node.steps[:first_bound]
    bound = node.steps[first_bound:]
    taken = _Steps(w, place, steps, ends=not bound)
    value = taken.write()
    if bound:
        result = _emit_bound(w, node, bound, value, place, is_first=not steps)
        if taken.first_array:
            code = f"{taken.first_array} if {taken.first_array} == [] else {result.code}"
            return Operand(w.assign(code), result.kind)
        return result
    if node.group is not None:
        return emit_group_by(w, node.group, value, place)
    if node.keeps_singleton or node.keep_array:
        return Operand(w.assign(f"kept({value.code})"))
    if value.raw:
        code = (
            f"{value.code} if len({value.code}) > 1 else one({value.code})"
            if value.items != "any"
            else f"one({value.code})"
        )
        return Operand(w.assign(code), plain=value.plain, items=value.items)
    return value


class _Steps:
    """Steps that bind nothing, and what they gave so far.

    Args:
        w: The source.
        place: Where the path stands.
        steps: The steps.
        ends: Whether they end the path.
    """

    def __init__(self, w: Writer, place: Place, steps: list[Node], *, ends: bool) -> None:
        self.w = w
        self.place = place
        self.steps = steps
        self.ends = ends
        self.at = 0
        self.first_array = ""
        """The name of what `[...]` as the first step gave: if it is empty, so is the path."""
        self.value = Operand(place.input, plain=place.plain)

    def write(self) -> Operand:
        """Write all steps and give what the last one gave."""
        while self.at < len(self.steps):
            step = self.steps[self.at]
            if isinstance(step, Name) and not step.stages:
                self._names()
            elif isinstance(step, Sort):
                self._sort(step)
            elif self.at == 0 and _is_taken_once(step):
                self._once(step)
            else:
                self._loop(step)
        if self.first_array and self.ends:
            self.value = Operand(
                self.w.assign(f"{self.first_array} if {self.first_array} == [] else {self.value.code}"),
                raw=True,
            )
        return self.value

    def _is_last(self) -> bool:
        return self.ends and self.at == len(self.steps) - 1

    def _names(self) -> None:
        keys = []
        while self.at < len(self.steps):
            step = self.steps[self.at]
            if not isinstance(step, Name) or step.stages:
                break
            keys.append(step.value)
            self.at += 1
        last = self.ends and self.at == len(self.steps)
        code = self.value.code
        for number, key in enumerate(keys):
            slow = "last_field" if last and number == len(keys) - 1 else "field"
            get = f"{code}.get({key!r}, U) if type({code}) is dict else {slow}(m, {code}, {key!r})"
            code = self.w.member(code, f"{slow} {key}", get)
        self._settle(code, last=last)

    def _settle(self, name: str, *, last: bool) -> None:
        if last and not self.value.plain:
            self.w.line(f"if type({name}) is KeptSequence: {name} = settled({name})")
        self.value = Operand(name, plain=self.value.plain)

    def _sort(self, step: Sort) -> None:
        w = self.w
        name = w.assign(self.value.code)
        w.line(f"if not isinstance({name}, list) or len({name}) < 2: {name} = picked({name}, 0)")
        with w.indented("else:"):
            columns = [self._sort_keys(term.expression, name) for term in step.terms]
            descends = ", ".join(str(term.descending) for term in step.terms)
            w.line(f"{name} = in_order({name}, [{', '.join(columns)}], [{descends}], {step.position})")
        value = Operand(name, plain=self.value.plain)
        for stage in step.stages:
            value = self._filtered(value, stage)
        last = self._is_last()
        self.at += 1
        self.value = Operand(value.code, raw=last, plain=value.plain)

    def _sort_keys(self, expression: Node, items: str) -> str:
        w = self.w
        keys, item = w.assign("[]"), w.name("x")
        with loop(w, item, items, method="arguments"):
            key = emit_piece(w, expression, Place(item, self.place.scope, self.value.plain))
            w.line(f"{keys}.append({key.code})")
        return keys

    def _filtered(self, value: Operand, stage: object) -> Operand:
        """Write one predicate behind *value*, the result being what a step gives."""
        w = self.w
        assert isinstance(stage, Filter)  # noqa: S101
        index = literal_index(stage.predicate)
        if index is not None:
            return Operand(w.assign(f"picked({value.code}, {index})"), plain=value.plain)
        found = w.assign("Sequence()")
        where = Place(value.code, self.place.scope, value.plain)
        emit_filter(w, value.code, stage.predicate, found, where)
        return Operand(found, plain=value.plain)

    def _once(self, step: Node) -> None:
        """Write a first step that does not depend on how many items the context has."""
        value = self.w.emit(step, self.place)
        last = self._is_last()
        self.at += 1
        if step.is_array_step and not last:
            # The reference leaves out what stands behind such a step, or starts anew if it is given a name.
            if not step.binds_tuples:
                self.first_array = value.code
            source = self.place.input if step.focus else value.code
            value = Operand(
                self.w.assign(f"spilled({source})" if not step.focus else source), plain=value.plain
            )
        elif not step.is_array_step:
            for stage in step.stages:
                value = self._filtered(value, stage)
        if last and value.kind not in _NEVER_LISTS and not step.is_array_step:
            value = Operand(self.w.assign(f"settled({value.code})"), plain=value.plain)
        self.value = Operand(value.code, value.kind, plain=value.plain)

    def _loop(self, step: Node) -> None:
        """Write the loop over the items that takes *step* from each."""
        w = self.w
        last = self._is_last()
        found = w.name()
        w.line(f"{found} = Sequence()")
        head = len(w.lines) - 1
        item = w.name("x")
        method = "items" if self.at else "first_items"
        with loop(w, item, self.value.code, method=method, each_bytes=bytes_built(step)):
            value = self._step_value(step, Place(item, self.place.scope, self.value.plain))
            flat = self._put(step, value, found)
        self.at += 1
        if flat:
            self.value = Operand(
                found, raw=last, plain=value.plain, items="any" if step.stages else value.kind
            )
            return
        w.lines[head] = w.lines[head].replace("Sequence()", "[]")
        code = f"gathered({found})" if last else f"flattened({found})"
        self.value = Operand(w.assign(code), plain=value.plain)

    def _step_value(self, step: Node, place: Place) -> Operand:
        if not isinstance(step, Name):
            return emit_piece(self.w, step, place)
        item, key = place.input, repr(step.value)
        code = f"{item}.get({key}, U) if type({item}) is dict else name_value(m, {item}, {key})"
        return Operand(self.w.assign(code), plain=place.plain)

    def _put(self, step: Node, value: Operand, found: str) -> bool:
        """Write the stages of *step* and put what is left into *found*; tells whether that is flat."""
        w = self.w
        for number, stage in enumerate(step.stages):
            assert isinstance(stage, Filter)  # noqa: S101
            ends = number == len(step.stages) - 1
            if ends and literal_index(stage.predicate) is None:
                where = Place(value.code, self.place.scope, value.plain)
                emit_filter(w, value.code, stage.predicate, found, where)
                return True
            value = self._filtered(value, stage)
        if value.defined:
            w.line(f"{found}.append({value.code})")
        else:
            w.line(f"if {value.code} is not U: {found}.append({value.code})")
        return value.kind in _NEVER_LISTS


def _is_taken_once(step: Node) -> bool:
    return isinstance(step, Variable) or (
        step.is_array_step and not isinstance(step, (Wildcard, Descendants))
    )


def _emit_bound(
    w: Writer, node: Path, steps: list[Node], value: Operand, place: Place, *, is_first: bool
) -> Operand:
    """Write the steps from the first one that binds variables to items."""
    if is_first and isinstance(steps[0], Variable):
        items = f"({value.code},)"
    else:
        items = f"m.{'first_items' if is_first else 'items'}({value.code})"
    described = "".join(f"{_describe(w, step, place)}, " for step in steps)
    stream = w.assign(f"run_tuples(m, {items}, ({described}), NOTHING_BOUND)")
    if node.group is not None:
        if not is_first:
            stream = w.assign(f"{stream} if {value.code} is not U and {value.code} != [] else U")
        return emit_group(w, node.group, Operand(stream), place)
    if node.binds_tuples:
        return Operand(stream)
    rows = w.assign(f"Sequence(contexts({stream}))")
    if node.keeps_singleton or node.keep_array:
        return Operand(w.assign(f"kept({rows})"))
    return Operand(w.assign(f"one({rows})"))


def _describe(w: Writer, step: Node, place: Place) -> str:
    part, terms = "None", ""
    if isinstance(step, Sort):
        terms = "".join(
            f"({emit_part(w, term.expression, place)}, {term.descending}), " for term in step.terms
        )
    else:
        part = emit_part(w, step, place)
    stages = "".join(f"{_describe_stage(w, stage, place)}, " for stage in step.stages)
    label = step.ancestor.label if step.ancestor else None
    names = f"{step.focus!r}, {step.index!r}, {label!r}"
    return f"TupleStep({part}, ({terms}), ({stages}), {names}, {step.position})"


def _describe_stage(w: Writer, stage: Stage, place: Place) -> str:
    if not isinstance(stage, Filter):
        return repr(stage.name)
    if isinstance(stage.predicate, Literal) and literal_index(stage.predicate) is not None:
        return f"TupleFilter(None, {stage.predicate.value!r})"
    return f"TupleFilter({emit_part(w, stage.predicate, place)})"


def emit_name(w: Writer, node: Node, place: Place) -> Operand:
    """Write a name on its own: a step of a path that binds variables."""
    assert isinstance(node, Name)  # noqa: S101
    return Operand(w.assign(f"name_value(m, {place.input}, {node.value!r})"), plain=place.plain)


def emit_wildcard(w: Writer, _: Node, place: Place) -> Operand:
    """Write `*`."""
    return Operand(w.assign(f"wildcard(m, {place.input})"), raw=True, plain=place.plain)


def emit_descendants(w: Writer, _: Node, place: Place) -> Operand:
    """Write `**`."""
    return Operand(w.assign(f"descendants(m, {place.input})"), plain=place.plain)
