"""Pictures of whole numbers: digits, letters, Roman numerals, words; to text and back."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import reduce
from typing import Literal, TypeAlias

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.words import WORD_VALUES, number_words, words_number
from asltool.expr.jsonata.text import number_text
from asltool.expr.jsonata.values import double, whole
from asltool.records import field, record

Style: TypeAlias = Literal["decimal", "letters", "roman", "words", "sequence"]
Case: TypeAlias = Literal["upper", "lower", "title"]

_MOST_DIGITS = 1_000_000
_ZEROS = (
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50,
    0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
)  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"),    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_STYLES: dict[str, tuple[Style, Case]] = {
    "A": ("letters", "upper"),
    "a": ("letters", "lower"),
    "I": ("roman", "upper"),
    "i": ("roman", "lower"),
    "W": ("words", "upper"),
    "Ww": ("words", "title"),
    "w": ("words", "lower"),
}
_SUFFIXES = {"1": "st", "2": "nd", "3": "rd"}


@record(frozen=False)
class IntegerPicture:
    """What a picture says."""

    style: Style
    case: Case = "lower"
    is_ordinal: bool = False
    zero: int = 0x30
    """The code of the zero of its digits."""
    mandatory: int = 0
    optional: int = 0
    separators: list[tuple[int, str]] = field(default_factory=list)
    """How many digits follow a grouping separator, and which it is; from the right."""
    regular: int = 0
    """The size of all groups, if it is the same and so is the separator; otherwise 0."""
    token: str = ""
    """The picture itself, if it starts a numbering that is not supported."""
    width: int | None = None
    """How many digits there are when it is read, in a date; None for any number."""


def parse_picture(picture: str) -> IntegerPicture:
    """Read a picture such as `#,##0`, `Ww` or `0;o`.

    Raises:
        JSONataError: Its digits are of several scripts.
    """
    primary, semicolon, modifier = picture.rpartition(";")
    if not semicolon:
        primary, modifier = picture, ""
    is_ordinal = modifier.startswith("o")
    if primary in _STYLES:
        style, case = _STYLES[primary]
        return IntegerPicture(style, case, is_ordinal)
    return _parse_digits(primary, is_ordinal=is_ordinal)


def _parse_digits(primary: str, *, is_ordinal: bool) -> IntegerPicture:
    result = IntegerPicture("decimal", is_ordinal=is_ordinal)
    zeros = set()
    place = 0
    for char in reversed(primary):
        zero = next((each for each in _ZEROS if each <= ord(char) <= each + 9), None)
        if zero is not None:
            zeros.add(zero)
            result.mandatory += 1
            place += 1
            if len(zeros) > 1:
                raise JSONataError("D3131")
        elif char == "#":
            result.optional += 1
            place += 1
        else:
            result.separators.append((place, char))
    if not zeros:
        return IntegerPicture("sequence", is_ordinal=is_ordinal, token=primary)
    result.zero = zeros.pop()
    if len({char for _, char in result.separators}) == 1:
        result.regular = regular_interval([position for position, _ in result.separators])
    return result


def regular_interval(positions: list[int]) -> int:
    """Give the size of the groups if separators at *positions* make groups of one size; otherwise 0."""
    if not positions:
        return 0
    factor = reduce(math.gcd, positions)
    return factor if all(n * factor in positions for n in range(1, len(positions) + 1)) else 0


def format_integer(value: float, picture: IntegerPicture) -> str:
    """Give a whole number as *picture* says.

    Raises:
        JSONataError: The picture starts a numbering that is not supported.
    """
    number = abs(value)
    match picture.style:
        case "letters":
            text = _letters(int(number), "A" if picture.case == "upper" else "a")
        case "roman" if number > _MOST_DIGITS * 1000:
            raise MemoryError
        case "roman":
            text = _cased(_roman(int(number)), "upper" if picture.case == "upper" else "title")
        case "words":
            text = _cased(number_words(number, ordinal=picture.is_ordinal), picture.case)
        case "decimal":
            text = _decimal(number, picture)
        case _:
            raise JSONataError("D3130", picture.token)
    return f"-{text}" if value < 0 else text


def _cased(text: str, case: Case) -> str:
    return text.upper() if case == "upper" else text.lower() if case == "lower" else text


def _letters(number: int, first: str) -> str:
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord(first) + letter) + letters
    return letters


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def _decimal(number: float, picture: IntegerPicture) -> str:
    if picture.mandatory > _MOST_DIGITS:
        raise MemoryError
    text = number_text(double(number)).rjust(picture.mandatory, "0")
    if picture.zero != 0x30:
        text = "".join(chr(ord(char) + picture.zero - 0x30) for char in text)
    if picture.regular:
        separator = picture.separators[0][1]
        for count in range((len(text) - 1) // picture.regular, 0, -1):
            place = len(text) - count * picture.regular
            text = text[:place] + separator + text[place:]
    else:
        for position, separator in reversed(picture.separators):
            place = max(0, len(text) - position)
            text = text[:place] + separator + text[place:]
    if picture.is_ordinal:
        suffix = _SUFFIXES.get(text[-1], "th")
        text += "th" if len(text) > 1 and text[-2] == "1" else suffix
    return text


def reader(picture: IntegerPicture) -> tuple[str, Callable[[str], float]]:
    """Give the regular expression of the numbers that *picture* shows, and what reads one.

    Raises:
        JSONataError: The picture starts a numbering that is not supported.
    """
    is_upper = picture.case == "upper"
    match picture.style:
        case "letters":
            first = "A" if is_upper else "a"
            return ("[A-Z]+" if is_upper else "[a-z]+"), lambda text: _read_letters(text, first)
        case "roman":
            return ("[MDCLXVI]+" if is_upper else "[mdclxvi]+"), lambda text: _read_roman(text.lower())
        case "words":
            words = "|".join([*WORD_VALUES, "and", r"[\-, ]"])
            return f"(?:{words})+", lambda text: words_number(text.lower())
        case "decimal":
            ordinal = "(?:th|st|nd|rd)" if picture.is_ordinal else ""
            return f"[0-9]{_occurrences(picture)}{ordinal}", lambda text: _read_decimal(text, picture)
        case _:
            raise JSONataError("D3130", picture.token)


def _occurrences(picture: IntegerPicture) -> str:
    if not picture.width or picture.width < 0:
        return "+"
    least = picture.width - picture.optional
    return f"{{{least},{picture.width}}}" if picture.optional else f"{{{picture.width}}}"


def _read_letters(text: str, first: str) -> float:
    return float(sum((ord(char) - ord(first) + 1) * 26**place for place, char in enumerate(reversed(text))))


def _read_roman(text: str) -> float:
    total = most = 0
    most = 1
    for char in reversed(text):
        value = _ROMAN_VALUES.get(char)
        if value is None:
            return math.nan
        total += -value if value < most else value
        most = max(most, value)
    return total


def _read_decimal(text: str, picture: IntegerPicture) -> float:
    digits = text[:-2] if picture.is_ordinal else text
    for separator in {","} if picture.regular else {char for _, char in picture.separators}:
        digits = digits.replace(separator, "")
    if picture.zero != 0x30:
        digits = "".join(chr((ord(char) - picture.zero + 0x30) % 0x110000) for char in digits)
    found = re.match(r"\s*[-+]?[0-9]+", digits)
    return whole(float(found[0])) if found else math.nan
