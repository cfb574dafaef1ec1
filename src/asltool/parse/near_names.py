"""Names that come near to a misspelt one: quick for any number of names, and of questions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from asltool.lazy import lazy

_ALIKE = 0.8
"""How alike, of 1 for equal, two names must be; from there on people see the misspelling."""

_FEWEST_LETTERS = 5
"""From how many letters on one slip leaves two names so much alike."""

_COMPARISONS = 4_000
"""How many pairs of names are compared letter by letter; that takes at most half a second."""


class NearNames:
    """The names that there are, to be asked which of them a misspelt one means.

    A name that lacks one letter of the other, has one too many, another one, or two in the wrong order is
    found through an index. For worse misspellings names are compared pair by pair, until there were too many.

    Args:
        known: The names that there are.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known
        self._comparisons_left = _COMPARISONS

    def nearest(self, name: str) -> str | None:
        """Give the known name that *name* was probably meant to be; None if none comes near."""
        low = name.lower()
        if low in self._by_lower:
            return self._by_lower[low]
        if len(self._by_lower) > self._comparisons_left:
            return self._with_one_slip(low)
        self._comparisons_left -= len(self._by_lower)
        near = difflib.get_close_matches(low, self._by_lower, n=1, cutoff=_ALIKE)
        return self._by_lower[near[0]] if near else None

    def _with_one_slip(self, low: str) -> str | None:
        """Give a name that has a letter more or less; else one that leaves the same text without a letter."""
        if len(low) < _FEWEST_LETTERS:
            return None
        if low in self._shortened:
            return self._shortened[low]
        shorter = tuple(_without_a_letter(low))
        for names in (self._by_lower, self._shortened):
            found = next((names[text] for text in shorter if text in names), None)
            if found is not None:
                return found
        return None

    @lazy
    def _by_lower(self) -> dict[str, str]:
        return {name.lower(): name for name in self._known}

    @lazy
    def _shortened(self) -> dict[str, str]:
        """The names by themselves without any one letter."""
        return {
            shorter: name
            for low, name in reversed(self._by_lower.items())
            for shorter in _without_a_letter(low)
        }


def _without_a_letter(text: str) -> Iterable[str]:
    return (text[:index] + text[index + 1 :] for index in range(len(text)))
