"""Functions that Step Functions adds to JSONata."""

from __future__ import annotations

import json
import math

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.runtime.calls import Builtin
from asltool.expr.jsonata.signature import Signature
from asltool.expr.jsonata.text import json_of
from asltool.expr.jsonata.values import UNDEFINED, Sequence, Value, whole

_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@function("partition", "<a-n:a>", needs_meter=True)
def partition(meter: Meter, items: Value, size: Value) -> Value:
    """Give the items in arrays of *size*; the fraction of a size is dropped."""
    if items is UNDEFINED or size is UNDEFINED or not items or int(size) < 1:
        return UNDEFINED
    width = int(size)
    meter.grow_items(len(items) + 4 * (len(items) // width))
    return [list(items[start : start + width]) for start in range(0, len(items), width)]


@function("range", "<nnn:a>", needs_meter=True)
def number_range(meter: Meter, first: Value, last: Value, step: Value) -> Value:
    """Give the numbers from *first* to *last*, which is one of them if a step gets there."""
    if UNDEFINED in (first, last, step) or step == 0:
        return UNDEFINED
    count = math.floor((last - first) / step) + 1
    if count < 1:
        return UNDEFINED
    meter.grow_items(count)
    return Sequence(whole(first + index * step) for index in range(count))


@function("hash", "<xs?:s>")
def hashed(data: Value, algorithm: Value) -> Value:
    """Give the hash of a text, or of the JSON text of anything else, in hexadecimal digits.

    Raises:
        JSONataError: The algorithm is not known.
    """
    if data is UNDEFINED or algorithm is UNDEFINED:
        return UNDEFINED
    if algorithm not in _ALGORITHMS:
        raise JSONataError("D3137", algorithm, message=f"Unsupported hash algorithm: {algorithm}")
    text = data if type(data) is str else json_of(data)
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which takes longer than to lint a definition

    return hashlib.new(_ALGORITHMS[algorithm], text.encode("utf-8", "surrogatepass")).hexdigest()


@function("uuid", "<:s>", needs_meter=True)
def uuid(meter: Meter) -> Value:
    """Give a new UUID of version 4."""
    return meter.sources.uuid()


@function("parse", "<s-:x>", needs_meter=True)
def parse(meter: Meter, text: Value) -> Value:
    """Give the value of a JSON text.

    Raises:
        JSONataError: It is none.
    """
    if text is UNDEFINED:
        return UNDEFINED
    meter.grow(len(text))
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_parse_float)
    except ValueError as error:
        raise JSONataError("D3137", text, message=f"Unable to parse JSON: {error}") from None


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _parse_float(text: str) -> float:
    return whole(float(text))


def _random(meter: Meter, seed: Value) -> Value:
    """Give a random number from 0 up to 1, always the same one for the same seed."""
    return meter.sources.random() if seed is UNDEFINED else meter.sources.seeded(math.floor(seed))


RANDOM = Builtin("random", _random, Signature("<n?:n>"), 1, 1, needs_meter=True)
"""`$random`, which takes a seed here."""
