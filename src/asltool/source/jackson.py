"""What Jackson, the JSON parser behind the AWS API, says of a text that is not JSON.

AWS: validation/sfn_api_validation.test_validate_state_machine_definition_not_a_definition. Words and columns
are those of Jackson 2.14 reading a tree from a string. It stops at the end of the first value, takes
duplicate keys and numbers of any size, and counts in UTF-16.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from asltool.source.problem import JacksonError
from asltool.source.span import LineIndex
from asltool.source.text import skip

_BLANKS = re.compile(r"[ \t\r\n]*")
_STRING_REST = re.compile(r'(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*')
_HEX_DIGITS = re.compile(r"[0-9a-fA-F]*")
_DIGITS = re.compile(r"[0-9]*")
_OTHER_SPELLINGS = {"N": "NaN", "I": "Infinity"}
_CONSTANTS = {"t": "true", "f": "false", "n": "null"}
_CLOSERS = {"{": "}", "[": "]"}
_NAMES = {"{": "Object", "[": "Array"}
_VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
_IDENTIFIER_START = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Sc", "Pc"))
_IDENTIFIER_PART = _IDENTIFIER_START | {"Nd", "Mn", "Mc", "Cf"}
_LONGEST_TOKEN = 256
_LONGEST_SNIPPET = 500
_LONGEST_STRING = 0x8000
"""Longer texts are read through a reader, which Jackson cannot quote."""


def jackson_error(text: str) -> JacksonError | None:
    """Give what Jackson says of *text*; None if it reads it, as it does the empty text."""
    units = _utf_16_units(text)
    try:
        _Parser(units).root()
    except _StoppedError as stop:
        return JacksonError(_joined(stop.reason), _joined(stop.location))
    return None


class _StoppedError(Exception):
    """Ends the parser at the first mistake."""

    def __init__(self, reason: str, location: str) -> None:
        super().__init__(reason, location)
        self.reason = reason
        self.location = location


def _utf_16_units(text: str) -> str:
    """Give the text with a character for each of its UTF-16 code units."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    encoded = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(unit) for unit in memoryview(encoded).cast("H"))


def _joined(units: str) -> str:
    """Give a text from its code units; half a pair becomes a question mark, as in Java."""
    if units.isascii():
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\ufffd", "?")


def _description(character: str) -> str:
    code = ord(character)
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return f"(CTRL-CHAR, code {code})"
    return f"'{character}' (code {code} / 0x{code:x})" if code > 0xFF else f"'{character}' (code {code})"


def _is_part(character: str) -> bool:
    """Tell whether Java's `Character.isJavaIdentifierPart` holds."""
    code = ord(character)
    if code <= 0x08 or 0x0E <= code <= 0x1B or 0x7F <= code <= 0x9F:
        return True
    return unicodedata.category(character) in _IDENTIFIER_PART


class _Parser:
    """Reads code units in the order in which Jackson does, with a stack of its own."""

    def __init__(self, units: str) -> None:
        self.units = units
        self.lines = LineIndex(units)
        self.open: list[tuple[str, int]] = []

    def root(self) -> None:
        at = self.blanks(0)
        if at == len(self.units):
            return
        if self.units[at] in "}]":
            self.mismatch(at, "root", self.location(1, 0))
        is_number = self.units[at] in "-0123456789"
        at, is_fresh = self.value(at)
        if is_number and at < len(self.units) and self.units[at] not in " \t\r\n":
            self.unexpected(at, "Expected space separating root-level values")
        while self.open:
            at, is_fresh = self.step(at, is_first=is_fresh)

    def step(self, at: int, *, is_first: bool) -> tuple[int, bool]:
        """Read a member or a closer; give its end and whether it has just opened a container."""
        bracket, start = self.open[-1]
        at = self.blanks(at)
        if at == len(self.units):
            name, place = _NAMES[bracket], self.place(start, 1)
            self.end(f": expected close marker for {name} (start marker at {place})")
        if self.units[at] == _CLOSERS[bracket]:
            self.open.pop()
            return at + 1, False
        if self.units[at] in "}]":
            self.mismatch(at, _NAMES[bracket], self.place(start, 1))
        if not is_first:
            if self.units[at] != ",":
                self.unexpected(at, f"was expecting comma to separate {_NAMES[bracket]} entries")
            at = self.more(at + 1, bracket)
        if bracket == "{":
            at = self.name(at)
        return self.value(at)

    def more(self, at: int, bracket: str) -> int:
        """Skip blanks where the text may not end."""
        at = self.blanks(at)
        if at == len(self.units):
            self.end(f" within/between {_NAMES[bracket]} entries")
        return at

    def name(self, at: int) -> int:
        if self.units[at] != '"':
            self.unexpected(at, "was expecting double-quote to start field name")
        at = self.more(self.string(at, "name", " in field name"), "{")
        if self.units[at] != ":":
            self.unexpected(at, "was expecting a colon to separate field name and value")
        return self.more(at + 1, "{")

    def value(self, at: int) -> tuple[int, bool]:
        character = self.units[at]
        if character in "{[":
            self.open.append((character, at))
            return at + 1, True
        if character == '"':
            return self.string(at, "string value", ": was expecting closing quote for a string value"), False
        if character in _CONSTANTS:
            return self.token(at, _CONSTANTS[character], 1), False
        if character == "-":
            return self.number(at, at + 1), False
        if "0" <= character <= "9":
            return self.number(at, at), False
        return self.odd_value(at)

    def odd_value(self, at: int) -> NoReturn:
        character = self.units[at]
        if character in _OTHER_SPELLINGS:
            self.not_finite(at, _OTHER_SPELLINGS[character], 1)
        if character == "+":
            if at + 1 == len(self.units):
                self.end(" in a Number value")
            self.bad_sign(at)
        if unicodedata.category(character) in _IDENTIFIER_START:
            self.bad_token(at, at + 1)
        if character == "}" and self.open[-1][0] == "[":
            self.unexpected(at, "expected a value")
        self.unexpected(at, f"expected a valid value {_VALUES}")

    def token(self, at: int, word: str, matched: int) -> int:
        """Read a word of which so many characters are known to be there."""
        while matched < len(word):
            if self.units[at + matched : at + matched + 1] != word[matched]:
                self.bad_token(at, at + matched)
            matched += 1
        end = at + matched
        following = self.units[end : end + 1]
        if following >= "0" and following not in "]}" and _is_part(following):
            self.bad_token(at, end)
        return end

    def not_finite(self, at: int, word: str, matched: int) -> NoReturn:
        end = self.token(at, word, matched)
        reason = f"Non-standard token '{word}': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow"
        self.stop(reason, end)

    def bad_token(self, at: int, end: int) -> NoReturn:
        while end < len(self.units) and end - at < _LONGEST_TOKEN and _is_part(self.units[end]):
            end += 1
        shown = self.units[at:end] + ("..." if end - at >= _LONGEST_TOKEN else "")
        self.stop(f"Unrecognized token '{shown}': was expecting {_VALUES}", end)

    def number(self, start: int, digits: int) -> int:
        """Read a number whose first digit is expected at *digits*."""
        if digits == len(self.units):
            self.end("No digit following minus sign")
        if self.units[digits] == ".":
            self.unexpected(digits, f"expected a valid value {_VALUES}")
        if not "0" <= self.units[digits] <= "9":
            self.bad_sign(start)
        at = skip(_DIGITS, self.units, digits)
        if self.units[digits] == "0" and at > digits + 1:
            self.stop("Invalid numeric value: Leading zeroes not allowed", digits + 1)
        # After a leading zero Jackson reads on character by character, otherwise it looks ahead.
        past = None if self.units[digits] == "0" else at + 1
        if self.units.startswith(".", at):
            fraction = at + 1
            at = skip(_DIGITS, self.units, fraction)
            if at == fraction:
                self.bad_number(min(at, len(self.units) - 1), past, "Decimal point")
        return self.exponent(at + 1, past) if self.units[at : at + 1] in ("e", "E") else at

    def exponent(self, at: int, past: int | None) -> int:
        if self.units[at : at + 1] in ("+", "-"):
            at += 1
        if at == len(self.units):
            self.end("expected a digit for number exponent")
        end = skip(_DIGITS, self.units, at)
        if end == at:
            self.bad_number(at, past, "Exponent indicator")
        return end

    def bad_number(self, at: int, past: int | None, what: str) -> NoReturn:
        found = _description(self.units[at])
        self.stop(
            f"Unexpected character ({found}) in numeric value: {what} not followed by a digit",
            past or at + 1,
        )

    def bad_sign(self, at: int) -> NoReturn:
        """Stop at a sign that no digit follows, which for a plus sign is any."""
        sign, following = self.units[at], self.units[at + 1]
        if following == "I":
            if at + 2 == len(self.units):
                self.end(" in a Number value")
            if self.units[at + 2] == "N":
                self.not_finite(at, f"{sign}INF", 3)
            if self.units[at + 2] == "n":
                self.not_finite(at, f"{sign}Infinity", 3)
            at, following = at + 1, self.units[at + 2]
        comment = "expected digit (0-9) to follow minus sign, for valid numeric value"
        if sign == "+":
            following = sign
            comment = (
                "JSON spec does not allow numbers to have plus signs: enable "
                "`JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS` to allow"
            )
        self.stop(f"Unexpected character ({_description(following)}) in numeric value: {comment}", at + 2)

    def string(self, at: int, what: str, unclosed: str) -> int:
        at = skip(_STRING_REST, self.units, at + 1)
        if at == len(self.units):
            self.end(unclosed)
        if self.units[at] == '"':
            return at + 1
        if self.units[at] == "\\":
            self.bad_escape(at + 1)
        reason = (
            f"Illegal unquoted character ({_description(self.units[at])}): has to be escaped using backslash"
        )
        return self.stop(f"{reason} to be included in {what}", at + 1)

    def bad_escape(self, at: int) -> NoReturn:
        if self.units.startswith("u", at):
            at = skip(_HEX_DIGITS, self.units, at + 1)
            if at < len(self.units):
                self.unexpected(at, "expected a hex-digit for character escape sequence")
        if at == len(self.units):
            self.end(" in character escape sequence")
        self.stop(f"Unrecognized character escape {_description(self.units[at])}", at + 1)

    def blanks(self, at: int) -> int:
        at = skip(_BLANKS, self.units, at)
        if at < len(self.units):
            character = self.units[at]
            if character < " ":
                allowed = r"only regular white space (\r, \n, \t) is allowed between tokens"
                self.stop(f"Illegal character ({_description(character)}): {allowed}", at + 1)
            if character == "/":
                feature = "not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser"
                self.unexpected(at, f"maybe a (non-standard) comment? ({feature})")
        return at

    def mismatch(self, at: int, name: str, opened: str) -> NoReturn:
        found = self.units[at]
        expected = "]" if found == "}" else "}"
        self.stop(
            f"Unexpected close marker '{found}': expected '{expected}' (for {name} starting at {opened})",
            at + 1,
        )

    def unexpected(self, at: int, comment: str) -> NoReturn:
        self.stop(f"Unexpected character ({_description(self.units[at])}): {comment}", at + 1)

    def end(self, where: str) -> NoReturn:
        raise _StoppedError(f"Unexpected end-of-input{where}", self.place(len(self.units), 1))

    def stop(self, reason: str, past: int) -> NoReturn:
        """Stop with what was read last right before *past*: a line break there ends no line yet."""
        raise _StoppedError(reason, self.place(past - 1, 2))

    def place(self, at: int, added: int) -> str:
        position = self.lines.position(at)
        return self.location(position.line, position.column - 1 + added)

    def location(self, line: int, column: int) -> str:
        return f"[Source: {self.source()}; line: {line}, column: {column}]"

    def source(self) -> str:
        if len(self.units) > _LONGEST_STRING:
            return "(StringReader)"
        snippet = "".join(map(_escaped, self.units[:_LONGEST_SNIPPET]))
        cut = len(self.units) - _LONGEST_SNIPPET
        return f'(String)"{snippet}"' + (f"[truncated {cut} chars]" if cut > 0 else "")


def _escaped(character: str) -> str:
    is_control = character < " " or "\x7f" <= character <= "\x9f"
    return f"\\u{ord(character):04X}" if is_control and character not in "\r\n" else character
