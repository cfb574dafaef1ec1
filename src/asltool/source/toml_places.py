"""Places in TOML: where each table, key and value stands, which `tomllib` does not tell."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from asltool.source.places import Place
from asltool.source.text import skip

_BLANKS = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n\ufeff]|#[^\n]*)*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?!")|\'\'\'.*?\'\'\'(?!\')|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_OTHER = re.compile(r"[^,\]}#\r\n]*[^,\]}#\r\n \t]")


def scan_toml(text: str) -> Place:
    """Give the place of the root of a TOML text that is known to be well formed, and of all in it.

    A table stands where its last header names it.
    """
    return _Scan(text).document()


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    start: int
    end: int


class _Scan:
    """Goes through the text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def document(self) -> Place:
        root = Place(0, len(self.text))
        table = root
        self.skip(_GAP)
        while self.at < len(self.text):
            if self.take("[["):
                table = _append(root, self.keys())
                self.take("]]")
            elif self.take("["):
                table = _descend(root, self.keys())
                self.take("]")
            else:
                self.member(table)
            self.skip(_GAP)
        return root

    def member(self, table: Place) -> None:
        """Read `key = value` into a table."""
        *above, last = self.keys()
        self.take("=")
        self.skip(_BLANKS)
        value = self.value()
        value.key_start, value.key_end = last.start, last.end
        _descend(table, above).children[last.name] = value

    def keys(self) -> list[_Key]:
        """Read keys with dots between them."""
        found = []
        while True:
            self.skip(_BLANKS)
            start = self.at
            self.skip(_KEY)
            found.append(_Key(_name(self.text[start : self.at]), start, self.at))
            self.skip(_BLANKS)
            if not self.take("."):
                return found

    def value(self) -> Place:
        place = Place(self.at, self.at)
        if self.take("["):
            while not self.closes("]"):
                place.children[len(place.children)] = self.value()
        elif self.take("{"):
            while not self.closes("}"):
                self.member(place)
        else:
            start = self.at
            self.skip(_STRING)
            if self.at == start:
                self.skip(_OTHER)
        place.end = self.at
        return place

    def closes(self, bracket: str) -> bool:
        """Go to the next element; tell whether the bracket comes in its stead."""
        self.skip(_GAP)
        self.take(",")
        self.skip(_GAP)
        return self.take(bracket)

    def take(self, word: str) -> bool:
        found = self.text.startswith(word, self.at)
        self.at += len(word) if found else 0
        return found

    def skip(self, pattern: re.Pattern[str]) -> None:
        self.at = skip(pattern, self.text, self.at)


def _name(key: str) -> str:
    """Give the name that a key is: TOML's escapes in quotes are among those of Python."""
    if key.startswith("'"):
        return key[1:-1]
    return str(ast.literal_eval(key)) if key.startswith('"') else key


def _descend(table: Place, keys: list[_Key]) -> Place:
    """Give the table that keys lead to; where an array of tables lies on the way, its last one is meant."""
    for key in keys:
        child = table.children.get(key.name)
        if child is None:
            child = table.children[key.name] = Place(key.start, key.end, key.start, key.end)
        table = child.children[len(child.children) - 1] if 0 in child.children else child
    if keys and 0 not in table.children:
        table.start = table.key_start = keys[-1].start
        table.end = table.key_end = keys[-1].end
    return table


def _append(table: Place, keys: list[_Key]) -> Place:
    """Give a new table at the end of the array of tables that keys lead to."""
    *above, last = keys
    holder = _descend(table, above)
    array = holder.children.setdefault(last.name, Place(last.start, last.end, last.start, last.end))
    array.children[len(array.children)] = Place(last.start, last.end)
    return array.children[len(array.children) - 1]
