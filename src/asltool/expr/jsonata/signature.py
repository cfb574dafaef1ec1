"""What functions take: signatures such as `<s-nn?:s>`, and the check of arguments against them."""

from __future__ import annotations

import re
from typing import Any

from asltool.expr.jsonata.errors import JSONataError, JSONataSyntaxError
from asltool.expr.jsonata.values import UNDEFINED, Value, symbol
from asltool.records import record

_PLURALS = {"a": "arrays", "b": "booleans", "f": "functions", "n": "numbers", "o": "objects", "s": "strings"}
_ACCEPTED = {"a": "asnblfom", "f": "f", "j": "asnblom", "x": "asnblfom"}
_CLOSING = {"(": ")", "<": ">"}


@record(frozen=False)
class Parameter:
    """One parameter: the symbols it accepts and how often."""

    type: str
    """Its letter; `(...)` with several for a choice."""
    accepted: str
    """The symbols of the values it accepts, `m` being a missing one."""
    repeat: str = ""
    """Empty, `?` for an optional parameter or `+` for one or more."""
    from_context: bool = False
    """The context stands in for it if it is left out."""
    subtype: str | None = None
    """What an array must hold."""

    @property
    def pattern(self) -> str:
        """The regular expression of the symbols that fit."""
        return f"[{re.escape(self.accepted)}]{'?' if self.from_context else ''}{self.repeat}"


class Signature:
    """The parameters of a function, and the check of arguments.

    Args:
        definition: The text, `<` and `>` included.

    Raises:
        JSONataSyntaxError: The text is no signature; its position counts from the `<`.
    """

    __slots__ = ("_matches", "_pattern", "definition", "parameters")

    def __init__(self, definition: str) -> None:
        self.definition = definition
        self.parameters = _parse(definition)
        self._pattern: re.Pattern[str] | None = None
        self._matches: dict[str, tuple[str, ...] | None] = {}

    def _compiled(self) -> re.Pattern[str]:
        """Give the pattern of the symbols that it takes: most functions of the library are never called."""
        if self._pattern is None:
            self._pattern = re.compile("".join(f"({parameter.pattern})" for parameter in self.parameters))
        return self._pattern

    def validate(self, arguments: tuple[Value, ...], context: Value) -> list[Value]:
        """Give the arguments as the function wants them: with the context filled in, single values in arrays.

        Raises:
            JSONataError: An argument has the wrong type, or the context that stands in for it.
        """
        supplied = "".join(map(symbol, arguments))
        groups = self._matches.get(supplied, ())
        if groups == ():
            match = self._compiled().fullmatch(supplied)
            groups = self._matches[supplied] = match.groups() if match else None
        if groups is None:
            raise self._mismatch(arguments, supplied)
        validated: list[Value] = []
        used = 0
        for parameter, group in zip(self.parameters, groups, strict=True):
            if group:
                for single in group:
                    validated.append(_fitted(parameter, single, group, arguments, used))
                    used += 1
            elif parameter.from_context:
                if symbol(context) not in parameter.accepted:
                    raise JSONataError("T0411", context, index=used + 1)
                validated.append(context)
            else:
                validated.append(arguments[used] if used < len(arguments) else UNDEFINED)
                used += 1
        return validated

    def _mismatch(self, arguments: tuple[Value, ...], supplied: str) -> JSONataError:
        pattern = ""
        good = 0
        for parameter in self.parameters:
            pattern += parameter.pattern
            match = re.match(pattern, supplied)
            if match is None:
                break
            good = match.end()
        value = arguments[good] if good < len(arguments) else UNDEFINED
        return JSONataError("T0410", value, index=good + 1)


def _fitted(parameter: Parameter, single: str, group: str, arguments: tuple[Value, ...], used: int) -> Value:
    value = arguments[used]
    if parameter.type != "a":
        return value
    if single == "m":
        return UNDEFINED
    if parameter.subtype is not None and not _holds(parameter.subtype, single, group, value):
        kinds = _PLURALS.get(parameter.subtype, UNDEFINED)
        raise JSONataError("T0412", value, index=used + 1, type=kinds)
    return value if single == "a" else [value]


def _holds(subtype: str, single: str, group: str, value: Any) -> bool:
    if single != "a":
        return group == subtype
    return not value or set(map(symbol, value)) == {subtype[0]}


def _parse(text: str) -> list[Parameter]:
    parameters: list[Parameter] = []
    at = 1
    while at < len(text) and text[at] != ":":
        letter = text[at]
        if letter in "snblo":
            parameters.append(Parameter(letter, letter + "m"))
        elif letter in _ACCEPTED:
            parameters.append(Parameter(letter, _ACCEPTED[letter]))
        elif letter == "(":
            end = _closing(text, at)
            choice = text[at + 1 : end]
            if "<" in choice:
                raise JSONataSyntaxError("S0402", at, choice)
            parameters.append(Parameter(f"({choice})", choice + "m"))
            at = end
        elif letter == "<":
            at = _parse_subtype(text, at, parameters)
        elif letter == "-" and parameters:
            parameters[-1].from_context = True
        elif letter in "?+" and parameters:
            parameters[-1].repeat += letter
        at += 1
    return parameters


def _parse_subtype(text: str, at: int, parameters: list[Parameter]) -> int:
    if not parameters or parameters[-1].type not in ("a", "f"):
        raise JSONataSyntaxError("S0401", at, parameters[-1].type if parameters else UNDEFINED)
    end = _closing(text, at)
    parameters[-1].subtype = text[at + 1 : end]
    return end


def _closing(text: str, start: int) -> int:
    """Give where the bracket at *start* is closed; the end of the text if it is not."""
    opening, closing = text[start], _CLOSING[text[start]]
    depth = 0
    for at in range(start, len(text)):
        if text[at] == opening:
            depth += 1
        elif text[at] == closing:
            depth -= 1
            if depth == 0:
                return at
    return len(text)
