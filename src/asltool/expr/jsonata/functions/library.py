"""The two libraries: the reference's own, and that of Step Functions."""

from __future__ import annotations

from asltool.expr.jsonata.functions import (
    arrays,
    aws,
    conversions,
    dates,
    encodings,
    higher_order,
    matching,
    number_pictures,
    numbers,
    objects,
    strings,
)
from asltool.expr.jsonata.functions.registry import REGISTERED

MODULES = (
    arrays,
    aws,
    conversions,
    dates,
    encodings,
    higher_order,
    matching,
    number_pictures,
    numbers,
    objects,
    strings,
)
"""Where functions are registered."""

_ADDED_BY_AWS = ("partition", "range", "hash", "uuid", "parse")

PLAIN_LIBRARY = {name: each for name, each in REGISTERED.items() if name not in _ADDED_BY_AWS}
"""The functions of JSONata 2.0.6."""

AWS_LIBRARY = {name: each for name, each in REGISTERED.items() if name != "eval"} | {"random": aws.RANDOM}
"""What expressions of state machines may call."""
