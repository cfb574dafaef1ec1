"""Whole numbers in English words."""

from __future__ import annotations

import math
import re

_UNITS = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
]
_ORDINALS = [
    "Zeroth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
]
_TENS = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"]
_POWERS = ["Thousand", "Million", "Billion", "Trillion"]
_BETWEEN = re.compile(r",\s|\sand\s|[\s\\-]")

WORD_VALUES: dict[str, int] = {
    **{word.lower(): value for value, word in enumerate(_UNITS)},
    **{word.lower(): value for value, word in enumerate(_ORDINALS)},
    **{word.lower(): 10 * value for value, word in enumerate(_TENS, 2)},
    **{f"{word[:-1].lower()}ieth": 10 * value for value, word in enumerate(_TENS, 2)},
    "hundred": 100,
    "hundredth": 100,
    **{word.lower(): 1000**value for value, word in enumerate(_POWERS, 1)},
    **{f"{word.lower()}th": 1000**value for value, word in enumerate(_POWERS, 1)},
}
"""What each word means, in lower case."""


def number_words(number: float, *, ordinal: bool) -> str:
    """Give a whole number, not negative, in words, each with a capital."""
    return _words(number, follows=False, ordinal=ordinal)


def _words(number: float, *, follows: bool, ordinal: bool) -> str:
    if number < 20:
        return (" and " if follows else "") + (_ORDINALS if ordinal else _UNITS)[int(number)]
    if number < 100:
        return (" and " if follows else "") + _tens(int(number), ordinal=ordinal)
    if number < 1000:
        count, rest = divmod(int(number), 100)
        return (", " if follows else "") + f"{_UNITS[count]} Hundred" + _rest(rest, ordinal=ordinal)
    power = min(math.floor(math.log10(number) / 3), len(_POWERS))
    factor = 10 ** (3 * power)
    count, rest = number // factor, number - (number // factor) * factor
    head = _words(count, follows=False, ordinal=False)
    return (", " if follows else "") + f"{head} {_POWERS[power - 1]}" + _rest(rest, ordinal=ordinal)


def _rest(number: float, *, ordinal: bool) -> str:
    if number > 0:
        return _words(number, follows=True, ordinal=ordinal)
    return "th" if ordinal else ""


def _tens(number: int, *, ordinal: bool) -> str:
    tens, units = divmod(number, 10)
    word = _TENS[tens - 2]
    if units:
        return f"{word}-{_words(units, follows=False, ordinal=ordinal)}"
    return word[:-1] + "ieth" if ordinal else word


def words_number(text: str) -> float:
    """Give the number that words, in lower case, mean; NaN if one of them is no number."""
    segments: list[float] = [0]
    for word in _BETWEEN.split(text):
        value = WORD_VALUES.get(word, math.nan)
        if value < 100:
            top = segments.pop()
            if top >= 1000:
                segments.append(top)
                top = 0
            segments.append(top + value)
        else:
            segments.append(segments.pop() * value)
    return sum(segments)
