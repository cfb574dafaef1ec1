"""What the actions of the AWS SDK integrations take, give and raise.

It comes from botocore's models, by way of `schemas/aws-sdk-models.bin`, which
`tools/generate_sdk_models.py` writes and describes. A service is read when it is first asked for, an action
when it is asked for, and its shapes only as far as somebody looks at them.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache, partial

from asltool.model.shapes import NOTHING, LazyMembers, Shape, ShapeKind
from asltool.records import record
from asltool.resources import schema_path

_FILE = "aws-sdk-models.bin"
_KINDS = {
    "S": ShapeKind.STRUCTURE,
    "L": ShapeKind.LIST,
    "M": ShapeKind.MAP,
    "s": ShapeKind.STRING,
    "i": ShapeKind.INTEGER,
    "d": ShapeKind.DOUBLE,
    "b": ShapeKind.BOOLEAN,
    "t": ShapeKind.TIMESTAMP,
    "x": ShapeKind.BLOB,
    "D": ShapeKind.DOCUMENT,
}
_PLAIN = {letter: Shape(kind) for letter, kind in _KINDS.items()} | {"S": NOTHING}


@record(eq=False)
class Operation:
    """An action of a service."""

    request: Shape
    response: Shape
    errors: tuple[str, ...]
    """The errors that it declares, as Step Functions names them, without the service's prefix."""


@record(eq=False)
class SdkModel:
    """A service: its actions and their shapes."""

    prefix: str
    """What its errors begin with in AWS SDK integrations: "DynamoDb"."""
    actions: tuple[str, ...]
    lines: list[str]
    shapes: dict[str, Shape]
    """The shapes that have been looked at, by what lines know them by."""

    def operation(self, action: str) -> Operation | None:
        """Give what is known of an action; None if the service does not have it."""
        if action not in self.actions:
            return None
        request, response, *errors = self.lines[self.actions.index(action)].split(" ")
        return Operation(self.shape(request), self.shape(response), tuple(errors))

    def errors(self) -> frozenset[str]:
        """Give the errors that any of its actions declares, without the service's prefix."""
        lines = self.lines[: len(self.actions)]
        # many actions declare the same ones: a service with 700 actions has some 30 sets of errors
        declared = {line.split(" ", 2)[2] for line in lines if line.count(" ") > 1}
        return frozenset(" ".join(declared).split(" ")) if declared else frozenset()

    def shape(self, reference: str) -> Shape:
        """Give the shape that a line names."""
        found = _PLAIN.get(reference) or self.shapes.get(reference)
        if found is None:
            line = self.lines[len(self.actions) + int(reference)]
            found = self.shapes[reference] = self._shape(line)
        return found

    def _shape(self, line: str) -> Shape:
        kind = _KINDS[line[0]]
        if kind is ShapeKind.STRUCTURE:
            return self._structure(line)
        head, *enum = line.split("\t")
        head, _, element = head.partition(" ")
        least, _, most = head[1:].partition(",")
        return Shape(
            kind,
            give_element=partial(self.shape, element) if element else None,
            enum=tuple(enum),
            least=float(least) if least else None,
            most=float(most) if most else None,
        )

    def _structure(self, line: str) -> Shape:
        references: dict[str, str] = {}
        required: list[str] = []
        for text in line.split(" ")[1:]:
            name, _, reference = text.partition(":")
            if not reference:
                name, _, reference = text.partition("!")
                required.append(name)
            references[name] = reference
        return Shape(ShapeKind.STRUCTURE, LazyMembers(references, self.shape), tuple(required))


@cache
def sdk_model(service: str) -> SdkModel | None:
    """Give the model of the service that `aws-sdk:` resources name so; None if there is none."""
    text = model_text(service)
    if text is None:
        return None
    prefix, actions, *lines = text.split("\n")
    return SdkModel(prefix, tuple(actions.split(" ")), lines, {})


@cache
def operation(service: str, action: str) -> Operation | None:
    """Give what is known of an action of the AWS SDK integrations, such as ("s3", "putObject")."""
    model = sdk_model(service)
    return None if model is None else model.operation(action)


@cache
def sdk_names() -> Mapping[str, str]:
    """Give the services that `aws-sdk:` resources can name, sorted, and what the AWS command line calls them.

    Those that AWS has retired are among them, without a model.
    """
    return {service: line[1] if len(line) > 1 else service for service, line in _head().lines.items()}


def model_text(service: str) -> str | None:
    """Give the text that the file holds of a service; None if it holds none."""
    head = _head()
    line = head.lines.get(service, [])
    if len(line) < 4:
        return None
    with schema_path(_FILE).open("rb") as file:
        file.seek(head.end + int(line[2]))
        return zlib.decompress(file.read(int(line[3]))).decode()


@record(eq=False)
class _Head:
    """The readable beginning of the file."""

    lines: dict[str, list[str]]
    """By service, the words of its line."""
    end: int
    """Where the services' texts begin."""


@cache
def _head() -> _Head:
    text = b""
    with schema_path(_FILE).open("rb") as file:
        while b"\n\n" not in text:
            text += file.read(1 << 15)
    end = text.index(b"\n\n")
    lines = (line.split(" ") for line in text[:end].decode().split("\n")[1:])
    return _Head({line[0]: line for line in lines}, end + 2)
