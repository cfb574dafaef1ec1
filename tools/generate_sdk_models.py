"""Write `schemas/aws-sdk-models.bin`: what every action of AWS SDK integrations takes, gives and raises.

Run it after botocore was updated: `python tools/generate_sdk_models.py`. The file is text up to an empty
line: a line that says what made it, then `SERVICE NAME START LENGTH` for each service: its id in resources,
its name in the AWS command line, and the place of its own text, counted from the end of this one. A service
that AWS has retired has an id only. The rest is one compressed text for each service, which
`asltool.model.sdk_models` reads.

A service's text: its error prefix; its actions; a line `INPUT OUTPUT ERROR...` for each action; then shapes.
A shape that says no more than its kind is a letter wherever it is named, any other the number of its line:
`S` with `NAME!SHAPE` for each required member and `NAME:SHAPE` for each other one, `L SHAPE` or `M SHAPE` for
lists and maps, or a letter and, behind tabs, the values of an enum. `MIN,MAX` may follow the letter.
"""

# ruff: noqa: INP001 - a script, in no package

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path
from typing import Any

import botocore
from botocore.loaders import Loader

from asltool.model.aws_names import exception_name, member_name, sdk_prefix

TARGET = Path(__file__).resolve().parent.parent / "schemas" / "aws-sdk-models.bin"

RETIRED = (
    *("elasticinference", "elastictranscoder", "evidently", "finspace", "finspacedata", "honeycode"),
    *(
        "inspector",
        "iotanalytics",
        "iotevents",
        "ioteventsdata",
        "iotfleethub",
        "lexmodelbuilding",
        "lexruntime",
    ),
    *("lookoutmetrics", "lookoutvision", "opsworks", "opsworkscm", "panorama", "privatenetworks", "qldb"),
    *("qldbsession", "robomaker", "simspaceweaver", "sms", "tnb", "worklink"),
)
"""Services that Step Functions could call once, and that AWS offers no longer; machines still name them."""

UNSUPPORTED = {
    "lambda": {"invokeAsync", "invokeWithResponseStream"},
    "rdsdata": {"executeSql"},
    "sts": {"assumeRole", "assumeRoleWithSAML", "assumeRoleWithWebIdentity", "assumeRoot"},
}
"""Actions that the Developer Guide excludes, beside all that stream events."""


LETTERS = {
    "structure": "S",
    "list": "L",
    "map": "M",
    "string": "s",
    "character": "s",
    "integer": "i",
    "long": "i",
    "bigInteger": "i",
    "float": "d",
    "double": "d",
    "bigDecimal": "d",
    "boolean": "b",
    "timestamp": "t",
    "blob": "x",
}
DOCUMENT = "D"
NUMBERS = frozenset("id")
COPIES = frozenset({"CopyObjectRequest", "UploadPartCopyRequest"})
IN_PARTS = ("DestinationBucket", "DestinationKey", "SourceBucket", "SourceKey", "SourceVersionId")
"""Other names that the AWS SDK for Java has for where S3 copies from and to; so none of them is required."""
LARGEST = 2**31 - 1
"""A limit from here on limits nothing that a definition holds."""


def service_id(model: dict[str, Any]) -> str:
    """Give the name of a service as the AWS SDK for Java spells it, in lower case."""
    name: str = model["metadata"]["serviceId"]
    return re.sub(r"[ -]", "", name).removesuffix("Service").lower()


def is_streaming(model: dict[str, Any], operation: dict[str, Any]) -> bool:
    """Tell whether *operation* sends or receives a stream of events."""
    for side in ("input", "output"):
        shape = model["shapes"][operation[side]["shape"]] if side in operation else {}
        members = shape.get("members", {}).values()
        if any(model["shapes"][member["shape"]].get("eventstream") for member in members):
            return True
    return False


def actions(model: dict[str, Any]) -> list[str]:
    """Give the actions of one service, as resources name them."""
    named = {
        name[0].lower() + name[1:]: operation
        for name, operation in model["operations"].items()
        if not is_streaming(model, operation)
    }
    return sorted(named.keys() - UNSUPPORTED.get(service_id(model), set()))


class ShapeLines:
    """The lines of one service's shapes, each written once."""

    def __init__(self, shapes: dict[str, Any]) -> None:
        self.lines: list[str] = []
        self._shapes = shapes
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Give what names a shape: a letter, or the number of its line."""
        if name not in self._known:
            shape = self._shapes[name]
            letter = DOCUMENT if shape.get("document") else LETTERS[shape["type"]]
            if letter in "SLM":
                self._known[name] = self._add("")  # first, as shapes can hold themselves
                line = self._compound(letter, shape)
                self.lines[int(self._known[name])] = in_parts(line) if name in COPIES else line
            else:
                self._known[name] = self._scalar(letter, shape)
        return self._known[name]

    def _add(self, line: str) -> str:
        self.lines.append(line)
        return str(len(self.lines) - 1)

    def _scalar(self, letter: str, shape: dict[str, Any]) -> str:
        line = "\t".join([letter + limits(letter, shape), *shape.get("enum", ())])
        if line == letter:
            return letter
        if line not in self._known:
            self._known[line] = self._add(line)
        return self._known[line]

    def _compound(self, letter: str, shape: dict[str, Any]) -> str:
        head = letter + limits(letter, shape)
        if letter == "S":
            return " ".join([head, *self._members(shape)])
        return f"{head} {self.of(shape['member' if letter == 'L' else 'value']['shape'])}"

    def _members(self, shape: dict[str, Any]) -> list[str]:
        """Give the members by the names that they bear in Step Functions.

        What the SDK fills in by itself is not required.
        """
        required = shape.get("required", ())
        return [
            member_name(name)
            + ("!" if name in required and not member.get("idempotencyToken") else ":")
            + self.of(member["shape"])
            for name, member in shape["members"].items()
        ]


def in_parts(line: str) -> str:
    """Give the line of a request to copy with the names that only the AWS SDK for Java has."""
    return " ".join([line.replace("!", ":"), *(f"{name}:s" for name in IN_PARTS)])


def limits(letter: str, shape: dict[str, Any]) -> str:
    """Give the least and most that a number, or the length of something else, may be."""
    least, most = shape.get("min"), shape.get("max")
    if least == 0 and letter not in NUMBERS:
        least = None
    if most is not None and most >= LARGEST:
        most = None
    if (least is None and most is None) or letter == "S":
        return ""
    return ",".join("" if limit is None else f"{limit:.15g}" for limit in (least, most))


def service_text(model: dict[str, Any]) -> str:
    """Give the text of one service."""
    shapes = ShapeLines(model["shapes"])
    operations = {name[0].lower() + name[1:]: operation for name, operation in model["operations"].items()}
    offered = actions(model)
    lines = []
    for action in offered:
        operation = operations[action]
        sides = [
            shapes.of(operation[side]["shape"]) if side in operation else "S" for side in ("input", "output")
        ]
        errors = sorted({exception_name(error["shape"]) for error in operation.get("errors", ())})
        lines.append(" ".join([*sides, *errors]))
    prefix = sdk_prefix(model["metadata"]["serviceId"])
    return "\n".join([prefix, " ".join(offered), *lines, *shapes.lines])


def texts() -> dict[str, tuple[str, str]]:
    """Give by its id in resources each service's name in the AWS command line, and its text."""
    loader = Loader()
    found = {}
    for name in loader.list_available_services("service-2"):
        model = loader.load_service_model(name, "service-2")
        if service_id(model) not in RETIRED:
            found[service_id(model)] = name, service_text(model)
    return found


def render() -> bytes:
    """Give the content of the whole file."""
    lines = {service: service for service in RETIRED}
    parts: list[bytes] = []
    start = 0
    for service, (name, text) in sorted(texts().items()):
        parts.append(zlib.compress(text.encode(), 9))
        lines[service] = f"{service} {name} {start} {len(parts[-1])}"
        start += len(parts[-1])
    made_by = (
        f"# Generated by tools/generate_sdk_models.py from botocore {botocore.__version__}; do not edit."
    )
    head = [made_by, *(line for _, line in sorted(lines.items()))]
    return b"".join(["\n".join([*head, "", ""]).encode(), *parts])


if __name__ == "__main__":
    TARGET.write_bytes(render())
    sys.stderr.write(f"wrote {TARGET}\n")
