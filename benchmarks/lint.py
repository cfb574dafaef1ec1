"""Times the linter with all its rules, advice too, over many definitions in one process, and from a cold start.

    python benchmarks/lint.py FOLDER [--node-modules FOLDER] [--cfn-lint-files N] [--rounds N]

FOLDER holds the definitions (`*.asl.json`, at any depth). Beside asltool run, in the same rounds, the peers that are
there: statelint (PyPI), cfn-lint (PyPI, each definition in a CloudFormation template of its own), asl-validator (npm,
in the folder that --node-modules names). A definition's time is that of reading its text and giving all findings. Times
are those of the processor, which other load on the machine disturbs least; of each definition the best round counts,
and beside that the first one is shown, in which much is read for the first time: services, expressions, modules.

Then machines of 10 to 10,000 states, which should cost the same a state. Exit code 1 if a definition takes more
than twice statelint's time, a cold start more than 1.5 times statelint's, or a state of the largest machine more than
three times one of the machine of 1,000.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import asltool

MOST_TIMES_STATELINT = 2.0
MOST_TIMES_COLD = 1.5
MOST_GROWTH = 3.0
EVERYTHING = ["ASL"]

_ASL_VALIDATOR = """
const { readFileSync } = require("fs");
const validate = require(process.argv[1] + "/asl-validator");
const texts = process.argv.slice(2).map((file) => readFileSync(file, "utf-8"));
const start = process.hrtime.bigint();
for (const text of texts) validate(JSON.parse(text));
console.log(Number(process.hrtime.bigint() - start) / 1e6 / texts.length);
"""

Lint = Callable[[str], object]


def peers_in_process() -> dict[str, Lint]:
    """Give the linters of Python that are installed, as functions of a definition's text."""
    found: dict[str, Lint] = {"asltool": lambda text: asltool.lint_text(text, select=EVERYTHING)}
    if importlib.util.find_spec("statelint"):
        linter = importlib.import_module("statelint.linter").Linter
        config = importlib.import_module("statelint.config").Config((), False, False)
        found["statelint"] = lambda text: linter.validate(text, config)
    return found


def milliseconds(lint: Lint, texts: list[str]) -> float:
    """Time *lint*, a definition in the mean."""
    start = time.process_time()
    for text in texts:
        lint(text)
    return (time.process_time() - start) * 1000 / len(texts)


def side_by_side(
    tools: dict[str, Lint], texts: list[str], rounds: int
) -> tuple[dict[str, float], dict[str, float]]:
    """Time all tools, one after the other for each text, so that a busy moment hits all of them.

    Returns:
        The milliseconds of the best round, and those of the first one, a definition in the mean.
    """
    best, first = dict.fromkeys(tools, 0.0), dict.fromkeys(tools, 0.0)
    for text in texts:
        for name, lint in tools.items():
            taken = [milliseconds(lint, [text]) for _ in range(rounds)]
            best[name] += min(taken) / len(texts)
            first[name] += taken[0] / len(texts)
    return best, first


def asl_validator(modules: Path, files: list[Path]) -> float:
    """Time asl-validator, a definition in the mean, in a process of its own that is running already."""
    done = subprocess.run(  # noqa: S603 - the program above, on files of the caller's
        ["node", "-e", _ASL_VALIDATOR, str(modules.resolve()), *map(str, files)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def cfn_lint(texts: list[str]) -> float:
    """Time cfn-lint, a definition in the mean."""
    api = importlib.import_module("cfnlint.api")
    templates = [
        json.dumps(
            {
                "Resources": {
                    "M": {
                        "Type": "AWS::StepFunctions::StateMachine",
                        "Properties": {
                            "RoleArn": "arn:aws:iam::123456789012:role/r",
                            "DefinitionString": text,
                        },
                    }
                }
            }
        )
        for text in texts
    ]
    return milliseconds(api.lint, templates)


def compare(files: list[Path], options: argparse.Namespace) -> tuple[dict[str, float], dict[str, float]]:
    """Give the milliseconds that each tool takes for a definition, and those in the first round."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    tools = peers_in_process()
    for lint in tools.values():
        milliseconds(lint, texts[:10])
    found, first = side_by_side(tools, texts, options.rounds)
    if options.node_modules is not None:
        found["asl-validator"] = asl_validator(options.node_modules, files)
    if importlib.util.find_spec("cfnlint"):
        found["cfn-lint"] = cfn_lint(texts[: options.cfn_lint_files])
    return found, first


def cold(file: Path, options: argparse.Namespace) -> dict[str, float]:
    """Give the milliseconds of a whole run for one file, from the start of the process."""
    python = [sys.executable]
    commands = {"asltool": [*python, "-c", "from asltool.cli.main import main; main()", "lint", str(file)]}
    if importlib.util.find_spec("statelint"):
        commands["statelint"] = [*python, "-m", "statelint", str(file)]
    if options.node_modules is not None:
        program = options.node_modules / ".bin" / "asl-validator"
        commands["asl-validator"] = [str(program), "--json-path", str(file)]
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(options.rounds * 3):
        for name, command in commands.items():
            best[name] = min(best[name], processor_milliseconds(command))
    return best


def processor_milliseconds(command: list[str]) -> float:
    """Give what a command takes of the processor; Python may keep what it compiled for the next one."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True, env=environment)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def chain(length: int) -> str:
    """Give a machine of *length* states, of several types, each of which uses what the one before it gave."""
    states: dict[str, Any] = {}
    for number in range(length):
        after = f"S{number + 1}" if number + 1 < length else "End"
        match number % 4:
            case 0:
                state: dict[str, Any] = {"Type": "Pass", "Parameters": {"n.$": "$.n"}, "Next": after}
            case 1:
                state = {
                    "Type": "Task",
                    "Resource": "arn:aws:states:::dynamodb:getItem",
                    "Parameters": {"TableName": "t", "Key": {"id": {"S.$": "States.Format('{}', $.n)"}}},
                    "ResultPath": "$.item",
                    "Retry": [{"ErrorEquals": ["States.ALL"]}],
                    "Next": after,
                }
            case 2:
                choices = [{"Variable": "$.item.Item", "IsPresent": True, "Next": after}]
                state = {"Type": "Choice", "Choices": choices, "Default": after}
            case _:
                state = {"Type": "Wait", "Seconds": 1, "Next": after}
        states[f"S{number}"] = state
    states["End"] = {"Type": "Succeed"}
    return json.dumps({"StartAt": "S0", "States": states})


def growth() -> dict[int, float]:
    """Give the microseconds that a state costs, by the size of its machine."""
    found = {}
    for length in (10, 100, 1_000, 10_000):
        text = chain(length)
        taken = min(
            milliseconds(lambda text: asltool.lint_text(text, select=EVERYTHING), [text]) for _ in range(3)
        )
        found[length] = taken * 1000 / length
    return found


def main() -> None:
    """Print all figures, and say in the exit code whether they keep the bars."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--node-modules", type=Path)
    parser.add_argument("--cfn-lint-files", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.asl.json"))
    if not files:
        sys.exit(f"no *.asl.json in {options.folder}")

    warm, first = compare(files, options)
    print(f"milliseconds a definition, over {len(files)}:")
    show(warm)
    print("milliseconds a definition in the first round:")
    show(first)
    started = cold(files[0], options)
    print(f"milliseconds from a cold start, {files[0].name}:")
    show(started)
    sizes = growth()
    print(
        "microseconds a state: " + ", ".join(f"{taken:.0f} at {length:,}" for length, taken in sizes.items())
    )
    sys.exit(
        warm["asltool"] > MOST_TIMES_STATELINT * warm.get("statelint", float("inf"))
        or started["asltool"] > MOST_TIMES_COLD * started.get("statelint", float("inf"))
        or sizes[10_000] > MOST_GROWTH * sizes[1_000]
    )


def show(taken: dict[str, float]) -> None:
    """Print one line a tool, with its time as a multiple of asltool's."""
    for name, value in taken.items():
        print(f"  {name:14} {value:8.2f} {value / taken['asltool']:7.2f} x")


if __name__ == "__main__":
    main()
