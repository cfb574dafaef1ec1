"""Definitions with something broken in them, from a seed: `python tests/lint/mutants.py 10000 [FOLDER...]`.

Nothing that anybody may write makes the linter crash or hang, and whatever the schema refuses is an error.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jsonschema import Draft7Validator

import asltool
from asltool.diagnostics import Severity
from asltool.lint.page import definition_of, without_marks
from asltool.lint.registry import all_rules
from asltool.lint.rule import Valid
from asltool.resources import schema_path

MOST_SECONDS = 1.0
"""How much processor time a definition may take."""

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

_VALIDATOR = Draft7Validator(json.loads(schema_path("asl.schema.json").read_text(encoding="utf-8")))
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**9, 1e400, ""),
    *("$", "$.a", "$$.x", "$v", "$.a[", "States.Format('{}'", "{% 1 + %}", "{% $x %}", "${Name}", "text"),
    *([], {}, [None], {"a.$": "$.b"}, {"a.$": 5}, [[]]),
    *("Pass", "Map", "JSONata", "INLINE", "\ud800", "a" * 99),
)
_NAMES = (
    *("Type", "Next", "End", "Resource", "Parameters", "Result", "Choices", "ResultPath", "Output", "Assign"),
    *("And", "Variable", "Retry", "Catch", "ItemProcessor", "QueryLanguage", "States", "Nope", "", "a.$"),
)
_CHARACTERS = '{}[]",:\\$%.0a \n\x00é\ufeff\u2028'


@dataclass(frozen=True)
class Mutant:
    """A definition that somebody may have broken."""

    name: str
    text: bytes


def mutants(seeds: Sequence[Any], count: int, chance: random.Random) -> Iterator[Mutant]:
    """Give definitions, each with one to three mutations of one of the seeds."""
    for number in range(count):
        changes = [chance.choice(_CHANGES) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        value = json.loads(json.dumps(chance.choice(seeds)))
        for change in changes:
            change(value, chance)
        text = json.dumps(value, indent=chance.choice((None, 2)), ensure_ascii=chance.random() < 0.5)
        data = text.encode("utf-8", "surrogatepass")
        if chance.random() < 0.3:
            data = _broken(data, chance)
        names = ", ".join(change.__name__.strip("_") for change in changes)
        yield Mutant(f"mutant {number} ({names})", data)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Give all objects and arrays inside of a value with a key of theirs."""
    found, open_ = [], [value]
    while open_:
        inside = open_.pop()
        keys = list(inside) if isinstance(inside, dict) else range(len(inside))
        found += [(inside, key) for key in keys]
        open_ += [inside[key] for key in keys if isinstance(inside[key], dict | list)]
    return found


def _drop(value: Any, chance: random.Random) -> None:
    if places := _places(value):
        inside, key = chance.choice(places)
        del inside[key]


def _rename(value: Any, chance: random.Random) -> None:
    if places := [(inside, key) for inside, key in _places(value) if isinstance(inside, dict)]:
        inside, key = chance.choice(places)
        other = chance.choice(
            (*_NAMES, key.lower(), key.upper(), key + "s", key[:-1], key + "Path", key + ".$")
        )
        items = [(other if name == key else name, item) for name, item in inside.items()]
        inside.clear()
        inside.update(items)


def _retype(value: Any, chance: random.Random) -> None:
    if places := _places(value):
        inside, key = chance.choice(places)
        inside[key] = json.loads(json.dumps(chance.choice(_VALUES)))


def _swap(value: Any, chance: random.Random) -> None:
    """Put something where something else stood."""
    if places := _places(value):
        (inside, key), (other, from_) = chance.choice(places), chance.choice(places)
        inside[key] = json.loads(json.dumps(other[from_]))


def _add(value: Any, chance: random.Random) -> None:
    if places := _places(value):
        inside, key = chance.choice(places)
        if isinstance(inside, dict):
            inside[chance.choice(_NAMES)] = json.loads(json.dumps(inside[key]))
        else:
            inside.append(json.loads(json.dumps(inside[key])))


_CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (_drop, _rename, _retype, _swap, _add)


def _broken(data: bytes, chance: random.Random) -> bytes:
    """Cut a text, flip bits of a byte, or put a character into it."""
    at = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + data[at + chance.randrange(1, 20) :]
        case 2:
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case _:
            return data[:at] + chance.choice(_CHARACTERS).encode() + data[at:]


def is_refused(data: bytes) -> bool:
    """Tell whether a text is no JSON, or JSON that the schema does not take."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return True
    return not _VALIDATOR.is_valid(value)


def complaint(mutant: Mutant, path: Path) -> str | None:
    """Give what is wrong with how the linter takes a mutant, if anything is; *path* is where to put it."""
    path.write_bytes(mutant.text)
    began = time.process_time()
    findings = asltool.lint(path, select=["ASL"])
    seconds = time.process_time() - began
    if seconds > MOST_SECONDS:
        return f"takes {seconds:.1f} s"
    if is_refused(mutant.text) and not any(finding.severity is Severity.ERROR for finding in findings):
        return "is refused by the schema, and the linter sees no error"
    return None


def seeds_of_the_project() -> list[Any]:
    """Give the examples, and what the rules' own cases are made of."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.asl.json"))]
    for rule in all_rules():
        texts += [definition_of(case.text if isinstance(case, Valid) else case) for case in rule.valid]
        texts += [case.stretched(definition_of(without_marks(case.text))) for case in rule.invalid]
    return [json.loads(text) for text in texts if len(text) < 100_000]


def _main(count: int, folders: Sequence[str]) -> int:
    """Say which mutants the linter does not take well."""
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in Path(folder).rglob("*.json")]
    seeds = [json.loads(text) for text in texts] or seeds_of_the_project()
    refused = complaints = 0
    slowest = 0.0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.asl.json"
        for mutant in mutants(seeds, count, random.Random(2026)):
            began = time.process_time()
            try:
                said = complaint(mutant, path)
            except Exception as error:  # noqa: BLE001 - a crash is what is looked for
                said = f"crashes: {error!r}"
            slowest = max(slowest, time.process_time() - began)
            refused += is_refused(mutant.text)
            if said is not None:
                complaints += 1
                print(f"{mutant.name} {said}\n{mutant.text.decode('utf-8', 'replace')}\n")
    print(
        f"{count} mutants of {len(seeds)} definitions, {refused} refused by the schema, {complaints} complaints"
    )
    print(f"the slowest took {slowest:.2f} s")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]), sys.argv[2:]))
