"""Ways out of a Choice state: which of them can be taken, as far as that can be proved."""

from __future__ import annotations

from asltool.lint.choices.boxes import EVERYWHERE, are_apart, meet
from asltool.lint.choices.cases import Cases, Outcome, place_of
from asltool.lint.choices.value_cells import text_key
from asltool.model.choice import Comparison, Condition
from asltool.model.machine import Choice
from asltool.records import record
from asltool.source.placeholder import is_placeholder
from asltool.source.pointer import Pointer

_MOST_SHADOWS = 3
"""How many rules are named that together hold in the place of another."""

_MOST_ASKED = 100
"""How many rules are asked whether they hold in the place of another."""


@record
class Ways:
    """Which ways out of a Choice state can be taken."""

    impossible: tuple[Condition, ...]
    """Conditions that never hold: of whole rules, or parts of them."""
    shadowed: dict[int, tuple[int, ...]]
    """By the index of a rule that is never taken, the indexes of earlier ones that hold in its place."""
    dead: frozenset[Pointer]
    """Where the transitions are written that are never taken, that of `Default` among them."""
    is_exhaustive: bool
    """Whether in every case some rule holds."""
    covers_fitting_types: bool
    """Whether some rule holds at least where every value is of a type that the rules ask for."""


_ALL = Ways((), {}, frozenset(), is_exhaustive=False, covers_fitting_types=False)
"""All of them."""


def _are_plain(conditions: list[Condition]) -> bool:
    """Tell whether each condition, as most do, asks a variable of its own, or for a text of its own."""
    tests = [each for each in conditions if isinstance(each, Comparison) and _is_plain(each)]
    if len(tests) < len(conditions):
        return False
    if len(tests) < 2:
        return True
    if any(test.operator != "StringEquals" for test in tests):
        return len({place_of(test.variable) for test in tests}) == len(tests)
    return len({(place_of(test.variable), text_key(str(test.operand))) for test in tests}) == len(tests)


def _is_plain(test: Comparison) -> bool:
    """Tell whether a test surely holds for some values, and fails for others of the same type."""
    operand = test.operand
    if test.operator == "StringEquals":
        return isinstance(operand, str) and not is_placeholder(operand)
    return test.operator in {"IsPresent", "BooleanEquals"} and isinstance(operand, bool)


def ways_of(choice: Choice) -> Ways:
    """Work out which ways out of *choice* can be taken."""
    if _are_plain([rule.condition for rule in choice.choices]):
        return _ALL
    cases = Cases(choice)
    outcomes = [cases.outcome(rule.condition) for rule in choice.choices]
    left = EVERYWHERE
    untaken: list[int] = []
    for index, (holds, fails) in enumerate(outcomes):
        if are_apart(left, holds):
            untaken.append(index)
        left = meet(left, fails)
    dead = {choice.choices[index].next.at for index in untaken}
    if choice.default is not None and not left:
        dead.add(choice.default.at)
    return Ways(
        tuple(part for rule in choice.choices for part in cases.impossible(rule.condition)),
        {index: _shadowing(outcomes, index) for index in untaken if outcomes[index][0]},
        frozenset(dead),
        not left,
        all(cases.is_of_another_type(box) for box in left),
    )


def _shadowing(outcomes: list[Outcome], index: int) -> tuple[int, ...]:
    """Give the rule that alone holds wherever the one at *index* does, or else some that do so together."""
    holds = outcomes[index][0]
    earlier = range(min(index, _MOST_ASKED))
    alone = next((other for other in earlier if are_apart(holds, outcomes[other][1])), None)
    if alone is not None:
        return (alone,)
    together = [other for other in earlier if not are_apart(holds, outcomes[other][0])]
    return tuple(together[:_MOST_SHADOWS])
