"""Conditions of choice rules: what is known of the data where they hold, and where they do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, assert_never

from asltool.expr.jsonpath.path import Member, Path
from asltool.lint.data_flow.notes import NeverEqual, Place
from asltool.lint.data_flow.places import (
    Keys,
    Miss,
    Steps,
    confirm,
    deny,
    is_present,
    keys_of,
    member,
    select,
)
from asltool.lint.data_flow.reader import Reader
from asltool.lint.data_flow.shapes import (
    ABSENT,
    BOOLEAN,
    NUMBER,
    STRING,
    Exact,
    Scalar,
    Shape,
    Unknown,
    as_object,
    exact,
    types_of,
)
from asltool.lint.data_flow.ways import Way, either
from asltool.model.choice import (
    COMPARISONS,
    TYPE_TESTS,
    And,
    BooleanCondition,
    Comparison,
    Condition,
    Not,
    Or,
)

Verdict: TypeAlias = "tuple[Way | None, Way | None]"
"""What is known where a condition holds, and where it does not; None where that cannot be."""

_FAMILIES = {"String": STRING, "Numeric": NUMBER, "Timestamp": STRING, "Boolean": BOOLEAN}
_ASKED = {
    "StringMatches": STRING,
    **{family + each: _FAMILIES[family] for family, relations in COMPARISONS.items() for each in relations},
}
"""The values that operators other than tests of the type compare, by operator."""
_TYPES = {
    "IsString": STRING,
    "IsTimestamp": STRING,
    "IsNumeric": NUMBER,
    "IsBoolean": BOOLEAN,
    "IsNull": Scalar(frozenset({"null"})),
}

TRUE, FALSE = exact(True), exact(False)


class Conditions:
    """Looks at the conditions of one Choice on one way.

    Args:
        reader: Reads and notes.
        data: What `InputPath` selects; None where that is all of the input, which conditions then refine.
    """

    def __init__(self, reader: Reader, data: Shape | None) -> None:
        self._reader = reader
        self._selected = data
        self.has_failed = False
        """Whether a condition that was looked at surely fails the state."""

    def decide(self, condition: Condition, way: Way) -> Verdict:
        """Give what is known where *condition* holds, and where it does not.

        Args:
            condition: The condition.
            way: What is known before it is looked at.
        """
        match condition:
            case Comparison():
                return self._comparison(condition, way)
            case Not(condition=inner):
                holds, fails = self.decide(inner, way)
                return fails, holds
            case And(conditions=parts):
                return self._all(parts, way)
            case Or(conditions=parts):
                return self._any(parts, way)
            case BooleanCondition():
                return self._boolean(condition, way)
            case _:
                assert_never(condition)

    def _all(self, parts: tuple[Condition, ...], way: Way) -> Verdict:
        holds: Way | None = way
        fails: Way | None = None
        for part in parts:
            if holds is None:
                break
            holds, refused = self.decide(part, holds)
            fails = either(fails, refused)
        return holds, fails

    def _any(self, parts: tuple[Condition, ...], way: Way) -> Verdict:
        fails: Way | None = way
        holds: Way | None = None
        for part in parts:
            if fails is None:
                break
            accepted, fails = self.decide(part, fails)
            holds = either(holds, accepted)
        return holds, fails

    def _boolean(self, condition: BooleanCondition, way: Way) -> Verdict:
        value = condition.value
        if isinstance(value, bool):
            return _by(value, not value, way, way)
        shape = self._reader.value(value, self._data(way), condition.at)
        if shape is ABSENT or not self._reader.require(shape, BOOLEAN.types, value.text, condition.at):
            self.has_failed = True
            return None, way
        return _by(shape == TRUE, shape == FALSE, way, way)

    def _comparison(self, test: Comparison, way: Way) -> Verdict:
        path, data = test.variable, self._data(way)
        if test.operator == "IsPresent":
            return self._presence(test, way, data)
        is_of_data = path.variable is None and not path.of_context
        if isinstance(data, Unknown) and is_of_data and not isinstance(test.operand, Path):
            return way, way  # nothing is known of it, and nothing learnt
        shape = self._reader.path(path, data, test.at, ("Variable",))
        operand = self._operand(test, data)
        if shape is ABSENT or operand is ABSENT:
            self.has_failed = True
            return None, way
        way = self._confirmed(way, path, shape)
        if test.operator in TYPE_TESTS:
            return self._type_test(test, shape, way)
        return self._relation(test, shape, operand, way)

    def _data(self, way: Way) -> Shape:
        return way.data if self._selected is None else self._selected

    def _operand(self, test: Comparison, data: Shape) -> Shape:
        if isinstance(test.operand, Path):
            return self._reader.path(test.operand, data, test.at, (f"{test.operator}Path",))
        return exact(test.operand)

    def _presence(self, test: Comparison, way: Way, data: Shape) -> Verdict:
        path = test.variable
        shape, steps = _rooted(path, way, data, self._reader)
        found = is_present(shape, steps)
        value = select(shape if path.variable is None else member(shape, path.variable), path)
        there = way if isinstance(value, Miss) or value is ABSENT else self._confirmed(way, path, value)
        gone = self._refined(way, path, deny)
        holds, fails = _by(found is True, found is False, there, gone)
        return (holds, fails) if test.operand is True else (fails, holds)

    def _type_test(self, test: Comparison, shape: Shape, way: Way) -> Verdict:
        wanted = _TYPES.get(test.operator)
        types = types_of(shape)
        if wanted is None:
            return way, way
        always = types is not None and types <= wanted.types and test.operator != "IsTimestamp"
        never = types is not None and not types & wanted.types
        narrowed = self._confirmed(way, test.variable, wanted) if types is None else way
        holds, fails = _by(always, never, narrowed, way)
        return (holds, fails) if test.operand is True else (fails, holds)

    def _relation(self, test: Comparison, shape: Shape, operand: Shape, way: Way) -> Verdict:
        text = test.variable.text
        family = _ASKED[test.operator]
        if not self._reader.require(shape, family.types, text, test.at, ("Variable",), role="operand"):
            return None, way
        if test.operator != "StringEquals" or not isinstance(operand, Exact):
            return way, way
        value = operand.value
        if isinstance(shape, Scalar) and shape.values is not None and isinstance(value, str):
            if value not in shape.values:
                where = Place(test.at / test.operator)
                note = NeverEqual(where, text, value, shape.values, self._reader.way)
                self._reader.notes.entries.append(note)
                return None, way
            return self._confirmed(way, test.variable, operand), way
        if isinstance(shape, Exact):
            return _by(shape == operand, shape != operand, way, way)
        return self._confirmed(way, test.variable, operand), way

    def _confirmed(self, way: Way, path: Path, shape: Shape) -> Way:
        """Give what is known once it is known that *path* leads to a value like *shape*."""
        return self._refined(way, path, lambda holder, keys: confirm(holder, keys, shape))

    def _refined(self, way: Way, path: Path, refine: Callable[[Shape, Keys], Shape]) -> Way:
        """Give what is known once more is known of the place that *path* denotes, if it denotes one."""
        is_unseen = self._selected is not None or isinstance(way.data, Unknown)
        if path.of_context or (path.variable is None and is_unseen):
            return way
        keys = keys_of(path.text)
        if keys is None:
            return way
        if path.variable is None:
            data = refine(way.data, keys)
            return way if data is way.data else Way(data, way.variables, way.arrival)
        variables = as_object(refine(way.variables, (path.variable, *keys)))
        if variables is None or variables is way.variables:
            return way
        return Way(way.data, variables, way.arrival)


def _rooted(path: Path, way: Way, data: Shape, reader: Reader) -> tuple[Shape, Steps]:
    """Give what a path starts at, and the steps from there."""
    if path.variable is not None:
        return way.variables, (Member((path.variable,)), *path.steps)
    return (reader.context if path.of_context else data), path.steps


def _by(always: bool, never: bool, holds: Way, fails: Way) -> Verdict:  # noqa: FBT001 - two halves of a verdict
    return (None if never else holds), (None if always else fails)
