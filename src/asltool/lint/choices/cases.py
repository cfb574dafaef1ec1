"""Cases: what the rules of a Choice state can tell apart, and in which of them a condition holds or fails.

Only what can be proved is told. A variable's value is parted into cells (`value_cells`); what else decides,
such as how two variables compare or what an expression gives, is an unknown thing of its own. A test of a
value that is missing, other than `IsPresent`, neither holds nor fails: the execution does.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import TypeAlias, assert_never

from asltool.expr.jsonpath.path import Path, parse_path
from asltool.json_value import json_text
from asltool.lint.choices.boxes import EVERYWHERE, NOWHERE, Box, Region, join, meet
from asltool.lint.choices.conditions import comparisons
from asltool.lint.choices.value_cells import (
    FALSE,
    MISSING,
    RELATIONS,
    TRUE,
    Cells,
    Order,
    after_prefix,
    text_key,
)
from asltool.model.choice import And, BooleanCondition, Comparison, Condition, Not, Or, matches_pattern
from asltool.model.instants import parse_instant
from asltool.model.machine import Choice
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

Outcome: TypeAlias = "tuple[Region, Region]"
"""The cases in which a condition holds, and those in which it fails."""

_ASKS_THE_WORLD = re.compile(r"\$(?:now|millis|random|uuid|shuffle|eval)\b")
"""JSONata's functions that may give another value each time."""

_FAMILY = re.compile("String|Numeric|Timestamp|Boolean")
_BLANKS = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|\s+""", re.DOTALL)
_TYPES = {"IsNull": "Null", "IsNumeric": "Numeric", "IsString": "String", "IsBoolean": "Boolean"}

_YES, _NO = 1, 2
_EITHER = _YES | _NO

_LESS, _SAME, _MORE, _OF_ANOTHER_TYPE = 1, 2, 4, 8
_FLIPPED = {_LESS: _MORE, _SAME: _SAME, _MORE: _LESS}
_COMPARED = {
    "Equals": (_SAME,),
    "LessThan": (_LESS,),
    "LessThanEquals": (_LESS, _SAME),
    "GreaterThan": (_MORE,),
    "GreaterThanEquals": (_MORE, _SAME),
}

_NO_TIMESTAMP = 1


class Cases:
    """The cases that the rules of one Choice state can tell apart."""

    def __init__(self, choice: Choice) -> None:
        self._constants: dict[Hashable, tuple[list[float], list[str]]] = {}
        self._instants: dict[Hashable, list[int]] = {}
        self._types: dict[Hashable, set[str]] = {}
        for comparison in comparisons(choice):
            self._collect(comparison)
        self._cells = {place: Cells(*constants) for place, constants in self._constants.items()}
        self._orders = {place: Order(instants, 1) for place, instants in self._instants.items()}
        self._fitting: Box = {}
        self._outcomes: dict[Pointer, Outcome] = {}

    def _collect(self, comparison: Comparison) -> None:
        place, operand = place_of(comparison.variable), comparison.operand
        numbers, texts = self._constants.setdefault(place, ([], []))
        types = self._types.setdefault(place, set())
        types.add(_asked_type(comparison.operator))
        if isinstance(operand, Path):
            self._constants.setdefault(place_of(operand), ([], []))
        elif is_placeholder(operand):
            return
        elif _is_double(operand):
            numbers.append(operand)  # type: ignore[arg-type]
        elif isinstance(operand, str) and comparison.operator.startswith("Timestamp"):
            instant = parse_instant(operand)
            self._instants.setdefault(place, []).extend(() if instant is None else (instant,))
        elif isinstance(operand, str):
            texts.extend(_bounds(comparison.operator, operand))

    def outcome(self, condition: Condition) -> Outcome:
        """Give the cases in which *condition* holds, and those in which it fails."""
        found = self._outcomes.get(condition.at)
        if found is None:
            found = self._outcomes[condition.at] = self._outcome(condition)
        return found

    def _outcome(self, condition: Condition) -> Outcome:
        match condition:
            case Comparison():
                return self._compared(condition)
            case Not(condition=inner):
                holds, fails = self.outcome(inner)
                return fails, holds
            case And(conditions=parts):
                return self._all(parts)
            case Or(conditions=parts):
                return self._any(parts)
            case BooleanCondition():
                return _expression(condition)
            case _:
                assert_never(condition)

    def _all(self, parts: tuple[Condition, ...]) -> Outcome:
        holds, fails = EVERYWHERE, NOWHERE
        for part in parts:
            part_holds, part_fails = self.outcome(part)
            fails = join(fails, meet(holds, part_fails))
            holds = meet(holds, part_holds)
        return holds, fails

    def _any(self, parts: tuple[Condition, ...]) -> Outcome:
        holds, fails = NOWHERE, EVERYWHERE
        for part in parts:
            part_holds, part_fails = self.outcome(part)
            holds = join(holds, meet(fails, part_holds))
            fails = meet(fails, part_fails)
        return holds, fails

    def impossible(self, condition: Condition) -> Iterator[Condition]:
        """Give *condition* if it never holds, or else those of its parts that never do."""
        if not self.outcome(condition)[0]:
            yield condition
            return
        match condition:
            case And(conditions=parts) | Or(conditions=parts):
                for part in parts:
                    yield from self.impossible(part)
            case Not(condition=inner):
                yield from self.impossible(inner)
            case _:
                return

    def is_of_another_type(self, box: Box) -> bool:
        """Tell whether *box* is about values only that no rule asks for by their type."""
        return any(not cells & self._fitting_cells(thing) for thing, cells in box.items())

    def _fitting_cells(self, thing: Hashable) -> int:
        """Give the cells of *thing* whose type the rules ask for."""
        types = self._types.get(thing)
        if types is None:
            return self._fitting.get(thing, -1)
        cells = self._cells[thing]
        if types == {"Present"} or "any" in types:
            return -1
        fitting = MISSING if "Present" in types else 0
        for type_ in types - {"Present"}:
            fitting |= cells.family[type_]
        return fitting

    def _compared(self, comparison: Comparison) -> Outcome:
        place, operator, operand = place_of(comparison.variable), comparison.operator, comparison.operand
        cells = self._cells[place]
        if isinstance(operand, Path):
            return self._related(comparison, operand)
        if operator == "IsTimestamp" and isinstance(operand, bool):
            known = self._orders.get(place, _NO_ORDER).all
            return _signed(
                self._within(place, "Timestamp", (place, "instant"), known, _NO_TIMESTAMP), operand
            )
        if isinstance(operand, bool):
            mask = cells.family[_TYPES.get(operator, "Present" if operator == "IsPresent" else "Boolean")]
            if operator == "BooleanEquals":
                return self._exactly(place, TRUE if operand else FALSE)
            rest = (cells.present | (MISSING if operator == "IsPresent" else 0)) & ~mask
            return _signed((_cells(place, mask), _cells(place, rest)), operand)
        if is_placeholder(operand) or not isinstance(operand, str | float | int):
            return self._unknown(comparison)
        return self._against_constant(comparison, operand)

    def _against_constant(self, comparison: Comparison, operand: str | float) -> Outcome:
        place, operator = place_of(comparison.variable), comparison.operator
        cells, relation = self._cells[place], _FAMILY.sub("", operator)
        if operator.startswith("Numeric") and _is_double(operand):
            return self._exactly(place, cells.numbers.cells(relation, float(operand)))
        if operator.startswith("Timestamp") and isinstance(operand, str):
            instant = parse_instant(operand)
            if instant is None:
                return self._unknown(comparison)
            order = self._orders[place]
            mask = order.cells(relation, instant)
            return self._within(
                place, "Timestamp", (place, "instant"), mask, (order.all & ~mask) | _NO_TIMESTAMP
            )
        if not isinstance(operand, str):
            return self._unknown(comparison)
        return self._text(comparison, operand)

    def _text(self, comparison: Comparison, operand: str) -> Outcome:
        place, relation = place_of(comparison.variable), comparison.operator.removeprefix("String")
        cells = self._cells[place]
        if relation in RELATIONS:
            return self._exactly(place, cells.texts.cells(relation, text_key(operand)))
        bounds = _bounds(comparison.operator, operand)
        if bounds:
            return self._exactly(place, _from_to(cells, operand, bounds))
        matching = cells.texts_that(lambda text: matches_pattern(text, operand))
        between = cells.texts.all & ~cells.constant_texts
        thing = (place, "matches", operand)
        holds = join(_cells(place, matching), _cells(place, between, thing, _YES))
        fails = _cells(place, cells.present & ~matching & ~between)
        return holds, join(fails, _cells(place, between, thing, _NO))

    def _exactly(self, place: Hashable, mask: int) -> Outcome:
        return _cells(place, mask), _cells(place, self._cells[place].present & ~mask)

    def _within(self, place: Hashable, type_: str, thing: Hashable, yes: int, no: int) -> Outcome:
        """Give the outcome of a test that values of one type alone can pass, and which *thing* decides."""
        if type_ == "Timestamp":
            self._fitting[thing] = ~_NO_TIMESTAMP
        cells = self._cells[place]
        ours = cells.family[type_]
        fails = join(_cells(place, cells.present & ~ours), _cells(place, ours, thing, no))
        return _cells(place, ours, thing, yes), fails

    def _unknown(self, comparison: Comparison) -> Outcome:
        """Give the outcome of a comparison with what is not known yet, such as a placeholder."""
        place = place_of(comparison.variable)
        thing = (place, comparison.operator, json_text(comparison.operand))  # type: ignore[arg-type]
        family = _FAMILY.match(comparison.operator)
        if family is None:
            return ({thing: _YES},), ({thing: _NO},)
        return self._within(place, family.group(), thing, _YES, _NO)

    def _related(self, comparison: Comparison, operand: Path) -> Outcome:
        """Give the outcome of a comparison of two variables."""
        type_, relation = _asked_type(comparison.operator), _FAMILY.sub("", comparison.operator)
        one, other = place_of(comparison.variable), place_of(operand)
        kinds = _COMPARED[relation]
        if other < one:
            one, other, kinds = other, one, tuple(_FLIPPED[kind] for kind in kinds)
        yes = sum(kinds)
        no = (_LESS | _SAME | _MORE | _OF_ANOTHER_TYPE) & ~yes
        thing = (one, type_, other)
        self._fitting[thing] = ~_OF_ANOTHER_TYPE
        fitting: Box = {place: self._cells[place].family[type_] for place in (one, other)}
        present: Box = {place: self._cells[place].present for place in (one, other)}
        return ({**fitting, thing: yes},), ({**present, thing: no},)


_NO_ORDER = Order((), 1)


def place_of(path: Path) -> str:
    """Give what stands for the place that a path leads to: the same for all texts that mean the same path."""
    return _place(path.text)


@lru_cache(maxsize=4096)
def _place(text: str) -> str:
    path = parse_path(text)
    return repr((path.root, path.steps))  # a text, as steps take long to compare


def _is_double(value: object) -> bool:
    """Tell whether *value* is a number that a double can hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e308


def _asked_type(operator: str) -> str:
    """Give the type of the values that an operator asks for; "any" for a test of types."""
    family = _FAMILY.match(operator)
    if family is not None:
        return family.group()
    return {"IsPresent": "Present", "IsNull": "Null"}.get(operator, "any")


def _bounds(operator: str, operand: str) -> tuple[str, ...]:
    """Give the constants that part texts for an operator; none for a pattern that is no order's matter."""
    if operator != "StringMatches":
        return (operand,)
    prefix, star, rest = operand.partition("*")
    if "\\" in operand or rest:
        return ()
    if not star:
        return (operand,)
    end = after_prefix(prefix)
    return (prefix,) if end is None else (prefix, end)


def _from_to(cells: Cells, pattern: str, bounds: tuple[str, ...]) -> int:
    """Give the cells of the texts that a pattern without, or with one last, star matches."""
    if not pattern.endswith("*"):
        return cells.texts.cells("Equals", text_key(bounds[0]))
    mask = cells.texts.cells("GreaterThanEquals", text_key(bounds[0]))
    return mask & cells.texts.cells("LessThan", text_key(bounds[1])) if len(bounds) > 1 else mask


def _cells(place: Hashable, mask: int, thing: Hashable = None, answer: int = -1) -> Region:
    """Give the cases in which the value at *place* is in these cells, and *thing* in its own."""
    if not mask or not answer:
        return NOWHERE
    return ({place: mask},) if thing is None else ({place: mask, thing: answer},)


def _signed(outcome: Outcome, operand: bool) -> Outcome:  # noqa: FBT001 - the operand of a type test
    holds, fails = outcome
    return (holds, fails) if operand else (fails, holds)


def _expression(condition: BooleanCondition) -> Outcome:
    if isinstance(condition.value, bool):
        return (EVERYWHERE, NOWHERE) if condition.value else (NOWHERE, EVERYWHERE)
    text = condition.value.text
    if _ASKS_THE_WORLD.search(text):
        return ({condition.at: _YES},), ({condition.at: _NO},)
    thing = text if "/" in text else _BLANKS.sub(lambda match: match[1] or " ", text)
    return ({thing: _YES},), ({thing: _NO},)
