"""Times JSONata: ten typical expressions and a transform over 1,000 items, beside other packages.

    python benchmarks/jsonata_expressions.py [--also DIRECTORY ...]

Each expression is compiled once and evaluated on plain Python data, with plain data as the result. The other
packages are measured if they are installed: jsonata-python, jsonata-rs and jsonatapy. The first two share the
name `jsonata`, so one of them has to be installed elsewhere: `pip install --target DIRECTORY jsonata-rs`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import sys
import time
from collections.abc import Callable
from typing import Any

from asltool.expr import jsonata

ORDER = {
    "id": "o-1001",
    "customer": {"first": "Ada", "last": "Moss", "age": 41, "mails": ["a@example.com", "b@example.com"]},
    "created": "2024-05-17T10:30:00Z",
    "parcels": [
        {
            "number": number,
            "lines": [
                {"item": "lamp", "cost": 34.45, "amount": 2, "about": {"hue": "green", "grams": 300}},
                {"item": "chair", "cost": 121.67, "amount": 1, "about": {"hue": "white", "grams": 4100}},
                {"item": "rug", "cost": 67.5, "amount": 3, "about": {"hue": "brown", "grams": 2900}},
            ],
        }
        for number in range(4)
    ],
    "labels": ["new", "gift", "fragile"],
}

ROWS = {
    "rows": [
        {"id": n, "cost": n * 37 % 100 + 0.5, "amount": n % 7, "name": f"item {n}", "active": n % 2 == 0}
        for n in range(1000)
    ]
}

TYPICAL = {
    "path": "customer.first",
    "path over arrays": "parcels.lines.about.hue",
    "filter": "parcels.lines[cost > 50].item",
    "sum of products": "$sum(parcels.lines.(cost * amount))",
    "object of ten": (
        '{"id": id, "name": customer.first & " " & customer.last, "adult": customer.age >= 18,'
        ' "mails": $count(customer.mails), "main": customer.mails[0], "labels": $join(labels, ", "),'
        ' "parcels": $count(parcels), "total": $sum(parcels.lines.(cost * amount)),'
        ' "heavy": $max(parcels.lines.about.grams) > 4000, "kind": customer.age > 60 ? "senior" : "other"}'
    ),
    "map": "$map(parcels.lines, function($line) { $uppercase($line.item) })",
    "sort": "parcels.lines^(>cost).item",
    "group": "parcels.lines{item: $sum(amount)}",
    "reduce": "$reduce(parcels.lines.amount, function($sum, $amount) { $sum + $amount })",
    "texts": '$replace(created, /T.*$/, "") & "/" & $substringBefore(id, "-") & "/" & $lowercase(customer.last)',
}

TRANSFORM = 'rows[cost > 20 and active].{"id": id, "total": cost * amount, "label": name & "-" & id}'

Evaluate = Callable[[Any], Any]


def measured_microseconds(evaluate: Evaluate, data: Any) -> float:
    """Give the best time of an evaluation out of several rounds."""
    turns = 1
    while (taken := _taken(evaluate, data, turns)) < 0.02:
        turns = max(2 * turns, math.ceil(turns * 0.02 / max(taken, 1e-9)))
    return min(_taken(evaluate, data, turns) for _ in range(7)) / turns * 1e6


def _taken(evaluate: Evaluate, data: Any, turns: int) -> float:
    start = time.perf_counter()
    for _ in range(turns):
        evaluate(data)
    return time.perf_counter() - start


def peers(directories: list[str]) -> dict[str, Callable[[str], Evaluate]]:
    """Give the other packages that are there, each by how it compiles an expression."""
    found: dict[str, Callable[[str], Evaluate]] = {}
    for directory in [*directories, ""]:
        sys.modules.pop("jsonata", None)
        for name in [name for name in sys.modules if name.startswith("jsonata.")]:
            del sys.modules[name]
        if directory:
            sys.path.insert(0, directory)
        for module in ("jsonata", "jsonatapy"):
            try:
                package = importlib.import_module(module)
            except ImportError:
                continue
            _add_peer(found, package)
        if directory:
            sys.path.remove(directory)
    return found


def _add_peer(found: dict[str, Callable[[str], Evaluate]], package: Any) -> None:
    if package.__name__ == "jsonatapy":
        found["jsonatapy"] = lambda text: package.compile(text).evaluate
    elif package.Jsonata.__module__ == "builtins":
        rust = package.Jsonata
        found["jsonata-rs"] = lambda text: rust(text).evaluate
    else:
        python = package.Jsonata
        found["jsonata-python"] = lambda text: python(text).evaluate


def main() -> None:
    """Print a table: microseconds of asltool, and how many times as long the others take."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--also", metavar="DIRECTORY", action="append", default=[])
    others = peers(parser.parse_args().also)
    print(f"{'expression':20}{'asltool':>12}", *(f"{name:>24}" for name in others))
    ratios: dict[str, list[float]] = {name: [] for name in others}
    for name, text in TYPICAL.items():
        _row(name, text, ORDER, others, ratios)
    for peer, each in ratios.items():
        mean = math.exp(sum(map(math.log, each)) / len(each))
        slower = sum(ratio > 1 for ratio in each)
        print(
            f"{peer}: {mean:.1f} times as long in the mean, {min(each):.1f} at least; {slower} of {len(each)} slower"
        )
    _row("transform of 1,000", TRANSFORM, ROWS, others, {name: [] for name in others})


def _row(
    name: str,
    text: str,
    data: Any,
    others: dict[str, Callable[[str], Evaluate]],
    ratios: dict[str, list[float]],
) -> None:
    ours = jsonata.compile(text)
    expected = ours(data)
    own = measured_microseconds(ours, data)
    cells = []
    for peer, compiled in others.items():
        theirs = compiled(text)
        same = "" if json.dumps(theirs(data)) == json.dumps(expected) else " *"
        taken = measured_microseconds(theirs, data)
        ratios[peer].append(taken / own)
        cells.append(f"{f'{taken:,.2f} us {taken / own:6.2f} x{same}':>24}")
    print(f"{name:20}{f'{own:,.2f} us':>12}", *cells)


if __name__ == "__main__":
    main()
