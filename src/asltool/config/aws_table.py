"""The table `[aws]` of the settings: which AWS is called, where `--aws` lets it be called."""

from __future__ import annotations

from asltool.errors import AsltoolError
from asltool.handlers.aws_services import known_service
from asltool.json_value import JsonValue
from asltool.parse.value_reading import ValueReading
from asltool.records import record
from asltool.source.document import Part
from asltool.source.pointer import Pointer

MEMBERS = ("region", "profile", "endpoint-url", "endpoints")


@record
class AwsTable:
    """What the table says; None leaves it to boto3."""

    region: str | None = None
    profile: str | None = None
    endpoint_url: str | None = None
    """The address of all services."""
    endpoints: tuple[tuple[str, str], ...] = ()
    """Services, as AWS SDK resources name them, with addresses of their own."""


def read_aws_table(reading: ValueReading, value: JsonValue, at: Pointer) -> AwsTable:
    """Give what the table says.

    Raises:
        AsltoolError: Something in it is wrong; the text names the place.
    """
    table = reading.members(value, at, '"aws"', MEMBERS)
    texts = {name: reading.text(table[name], at / name, f'"{name}"') for name in MEMBERS[:3] if name in table}
    endpoints = reading.object(table.get("endpoints", {}), at / "endpoints", '"endpoints"')
    return AwsTable(
        region=texts.get("region"),
        profile=texts.get("profile"),
        endpoint_url=texts.get("endpoint-url"),
        endpoints=tuple(
            (
                _service(reading, name, at / "endpoints" / name),
                reading.text(url, at / "endpoints" / name, name),
            )
            for name, url in endpoints.items()
        ),
    )


def _service(reading: ValueReading, name: str, at: Pointer) -> str:
    try:
        return known_service(name)
    except AsltoolError as error:
        reading.fail(at, str(error), Part.KEY)
