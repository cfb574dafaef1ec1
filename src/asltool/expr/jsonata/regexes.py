"""Regular expressions of JavaScript, run by a library that can be stopped in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from asltool.expr.jsonata.errors import JSONataError, JSONataSyntaxError, LimitError
from asltool.expr.jsonata.limits import TIMEOUT, Meter
from asltool.expr.jsonata.runtime.calls import Builtin, Matcher
from asltool.expr.jsonata.values import UNDEFINED, Value

if TYPE_CHECKING:
    import regex

_LINE_ENDS = r"\n\r\u2028\u2029"
_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SETS = {"d": "0-9", "w": "A-Za-z0-9_", "s": _SPACE}
_WORD = f"[{_SETS['w']}]"
_EDGE = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_NO_EDGE = rf"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))"
_CONTROL = {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "0": "\0"}
_COUNT = re.compile(r"\{\d+(,\d*)?\}")
_HEX = re.compile(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|c([A-Za-z])")
_GROUP_NAME = re.compile(r"\(\?<([A-Za-z_$][\w$]*)>")
_NUMBER = re.compile(r"[1-9]\d*")


class RegexMatcher(Matcher):
    """A regular expression of an expression, translated when it is first used.

    Args:
        pattern: The text between the slashes.
        flags: Any of `i` and `m`.
        position: Where it stands, as the reference counts.

    Raises:
        JSONataSyntaxError: JavaScript would not take it.
    """

    __slots__ = ("_compiled", "_position", "_source", "pattern")

    def __init__(self, pattern: str, flags: str, position: int) -> None:
        self.pattern = pattern
        self._position = position
        self._source = _Translator(pattern, multiline="m" in flags, position=position).translate()
        self._compiled = _compile(self._source, "i" in flags, position)

    def search(self, meter: Meter, text: str, start: int = 0) -> regex.Match[str] | None:
        """Give the first match from *start*.

        Raises:
            LimitError: The search takes too long.
        """
        try:
            return self._compiled.search(text, start, timeout=meter.remaining_seconds())
        except TimeoutError:
            raise LimitError(TIMEOUT) from None

    def matches(self, meter: Meter, text: str) -> Iterator[regex.Match[str]]:
        """Give the matches one after the other.

        Raises:
            JSONataError: One that is not the first matches nothing at all.
            LimitError: The search takes too long.
        """
        match = self.search(meter, text)
        while match is not None:
            yield match
            if match.end() >= len(text):
                return
            match = self.search(meter, text, match.end())
            if match is not None and match.end() == match.start():
                raise JSONataError("D1004", self.pattern, position=self._position)

    def match(self, meter: Meter, text: Value = UNDEFINED) -> Value:
        """Give the first match as an object with a function for the next one; undefined if *text* is none."""
        if type(text) is not str:
            return UNDEFINED
        return self._described(meter, text, self.matches(meter, text))

    def _described(self, meter: Meter, text: str, rest: Iterator[regex.Match[str]]) -> Value:
        found = next(rest, None)
        if found is None:
            return UNDEFINED
        return {
            "match": found[0],
            "start": utf16_offset(text, found.start()),
            "end": utf16_offset(text, found.end()),
            "groups": groups_of(found),
            "next": Builtin("next", lambda: self._described(meter, text, rest), None, 0, 0),
        }


def groups_of(match: regex.Match[str]) -> list[Any]:
    """Give what the groups of a match caught; UNDEFINED for those that took no part."""
    return [UNDEFINED if group is None else group for group in match.groups()]


def utf16_offset(text: str, offset: int) -> int:
    """Give *offset* as JavaScript counts: characters beyond U+FFFF count twice."""
    if text.isascii():
        return offset
    return offset + sum(char > "\uffff" for char in text[:offset])


def _compile(source: str, ignore_case: bool, position: int) -> regex.Pattern[str]:  # noqa: FBT001
    import regex  # noqa: PLC0415

    try:
        return regex.compile(source, regex.IGNORECASE if ignore_case else 0)
    except (regex.error, OverflowError, RecursionError) as error:
        message = f"Invalid regular expression: {error}"
        raise JSONataSyntaxError("S0303", position, message=message) from None


class _Translator:
    """Rewrites one JavaScript pattern for the `regex` package."""

    def __init__(self, pattern: str, *, multiline: bool, position: int) -> None:
        self._pattern = pattern
        self._position = position
        self._at = 0
        self._groups = _count_groups(pattern)
        self._named = bool(_GROUP_NAME.search(pattern))
        self._simple = {
            ".": f"[^{_LINE_ENDS}]",
            "^": rf"(?:\A|(?<=[{_LINE_ENDS}]))" if multiline else r"\A",
            "$": rf"(?:\Z|(?=[{_LINE_ENDS}]))" if multiline else r"\Z",
        }

    def translate(self) -> str:
        parts: list[str] = []
        repeated = True
        while self._at < len(self._pattern):
            char = self._pattern[self._at]
            count = _COUNT.match(self._pattern, self._at)
            if char in "*+?" or count:
                if repeated:
                    raise self._invalid("nothing to repeat")
                quantifier = count[0] if count else char
                self._at += len(quantifier)
                if self._pattern.startswith("?", self._at):
                    quantifier += "?"
                    self._at += 1
                parts.append(quantifier)
                repeated = True
            else:
                repeated = char in "(|"
                parts.append(self._atom(char))
        return "".join(parts)

    def _invalid(self, reason: str) -> JSONataSyntaxError:
        message = f"Invalid regular expression: {reason}"
        return JSONataSyntaxError("S0303", self._position, message=message)

    def _atom(self, char: str) -> str:
        if char == "\\":
            return self._escape()
        if char == "[":
            return self._class()
        if char == "(":
            return self._group()
        self._at += 1
        if char in self._simple:
            return self._simple[char]
        return char if char in "|)" else re.escape(char)

    def _group(self) -> str:
        named = _GROUP_NAME.match(self._pattern, self._at)
        if named:
            self._at = named.end()
            return f"(?P<{named[1].replace('$', '_')}>"
        for opening in ("(?:", "(?=", "(?!", "(?<=", "(?<!"):
            if self._pattern.startswith(opening, self._at):
                self._at += len(opening)
                return opening
        if self._pattern.startswith("(?", self._at):
            raise self._invalid("invalid group")
        self._at += 1
        return "("

    def _escape(self) -> str:
        letter = self._pattern[self._at + 1 : self._at + 2]
        if letter in ("b", "B"):
            self._at += 2
            return _EDGE if letter == "b" else _NO_EDGE
        if letter.lower() in _SETS and letter:
            self._at += 2
            return f"[{'^' if letter.isupper() else ''}{_SETS[letter.lower()]}]"
        number = _NUMBER.match(self._pattern, self._at + 1)
        if number and int(number[0]) <= self._groups:
            self._at = number.end()
            return f"(?({number[0]})\\g<{number[0]}>|)"
        if letter == "k" and self._named:
            end = self._pattern.find(">", self._at)
            name = self._pattern[self._at + 3 : end].replace("$", "_")
            self._at = end + 1
            return f"(?P={name})"
        return re.escape(self._escaped_character())

    def _escaped_character(self) -> str:
        """Read an escape that means one character."""
        letter = self._pattern[self._at + 1 : self._at + 2]
        if not letter:
            raise self._invalid("\\ at end of pattern")
        code = _HEX.match(self._pattern, self._at + 1)
        if code:
            self._at = code.end()
            return chr(ord(code[3]) % 32) if code[3] else chr(int(code[1] or code[2], 16))
        self._at += 2
        return _CONTROL.get(letter, letter)

    def _class(self) -> str:
        negated = self._pattern.startswith("[^", self._at)
        self._at += 2 if negated else 1
        members: list[str] = []
        complements: list[str] = []
        while not self._pattern.startswith("]", self._at):
            if self._at >= len(self._pattern):
                raise self._invalid("unterminated character class")
            members.append(self._member(complements))
        self._at += 1
        choices = [f"[{''.join(members)}]"] if members and any(members) else []
        choices += [f"[^{_SETS[letter]}]" for letter in complements]
        if negated:
            return f"(?:(?!{'|'.join(choices)})[\\s\\S])" if choices else r"[\s\S]"
        if len(choices) == 1:
            return choices[0]
        return f"(?:{'|'.join(choices)})" if choices else "(?!)"

    def _member(self, complements: list[str]) -> str:
        letter = self._pattern[self._at + 1 : self._at + 2] if self._pattern[self._at] == "\\" else ""
        if letter and letter in "DWS":
            self._at += 2
            complements.append(letter.lower())
            return ""
        if letter and letter in _SETS:
            self._at += 2
            return _SETS[letter]
        first = self._class_character()
        if self._is_range():
            self._at += 1
            return f"{first}-{self._class_character()}"
        return first

    def _is_range(self) -> bool:
        rest = self._pattern[self._at : self._at + 3]
        if not rest.startswith("-") or rest[1:2] in ("", "]"):
            return False
        return not (rest[1] == "\\" and rest[2:3] and rest[2] in "dwsDWS")

    def _class_character(self) -> str:
        char = self._pattern[self._at]
        if char == "\\":
            if self._pattern[self._at + 1 : self._at + 2] == "b":
                self._at += 2
                return "\\x08"
            return re.escape(self._escaped_character())
        self._at += 1
        return re.escape(char)


def _count_groups(pattern: str) -> int:
    bare = re.sub(r"\\.|\[(?:\\.|[^\]])*\]", "", pattern, flags=re.DOTALL)
    return len(re.findall(r"\((?!\?)|\(\?<(?![=!])", bare))
