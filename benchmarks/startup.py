"""Time of a whole `asltool lint FILE.json`, from the start of the interpreter to its end, beside that of no program.

    python benchmarks/startup.py [FILE.json] [--runs N]

The bar is five times `python -c pass` plus 50 ms; above it, the exit code is 1. The best of all runs counts: what else the
machine does only ever adds. statelint, a peer of PyPI, is timed as well where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = (
    Path(__file__).resolve().parent.parent / "examples" / "image-processing" / "workflow-as-written.asl.json"
)
LINT = "asltool lint"


def programs(definition: str) -> dict[str, list[str]]:
    """Give what is timed: names and arguments of the interpreter."""
    found = {
        "python -c pass": ["-c", "pass"],
        "import click": ["-c", "import click"],
        LINT: ["-c", "from asltool.cli.main import main; main()", "lint", definition],
    }
    if importlib.util.find_spec("statelint"):
        found["statelint"] = ["-m", "statelint", definition]
    return found


def milliseconds(arguments: list[str]) -> float:
    """Time one run of the interpreter."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], check=False, capture_output=True)  # noqa: S603
    elapsed = time.perf_counter() - start
    if done.returncode not in {0, 1} or b"Traceback" in done.stderr:  # 1 is that of findings, too
        sys.exit(f"{arguments} failed: {done.stderr.decode()}")
    return elapsed * 1000


def main() -> None:
    """Time each program in turn, round after round, so that a busy moment hits all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("definition", nargs="?", default=str(EXAMPLE), metavar="FILE.json")
    parser.add_argument("--runs", type=int, default=20)
    options = parser.parse_args()
    timed = programs(options.definition)
    best = dict.fromkeys(timed, float("inf"))
    for _ in range(options.runs):
        for name, arguments in timed.items():
            best[name] = min(best[name], milliseconds(arguments))
    floor = best["python -c pass"]
    bar = 5 * floor + 50
    for name, taken in best.items():
        print(f"{name:16} {taken:7.1f} ms {taken / floor:6.1f} x")
    print(f"{'the bar':16} {bar:7.1f} ms {bar / floor:6.1f} x")
    sys.exit(best[LINT] > bar)


if __name__ == "__main__":
    main()
