"""Functions that encode texts: Base64 and URLs."""

from __future__ import annotations

import base64
import re
from urllib.parse import quote, unquote_to_bytes

from asltool.expr.jsonata.errors import JSONataError
from asltool.expr.jsonata.functions.registry import function
from asltool.expr.jsonata.limits import Meter
from asltool.expr.jsonata.values import UNDEFINED, Value

_COMPONENT_SAFE = "-_.!~*'()"
_RESERVED = ";/?:@&=+$,#"
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_RUN = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


@function("base64encode", "<s-:s>", needs_meter=True)
def base64_encode(meter: Meter, text: Value) -> Value:
    """Give the Base64 form of *text*, of whose characters only the low bytes count."""
    if text is UNDEFINED:
        return UNDEFINED
    meter.grow(2 * len(text))
    units = text.encode("utf-16-le", "surrogatepass")[::2]
    return base64.b64encode(units).decode()


@function("base64decode", "<s-:s>", needs_meter=True)
def base64_decode(meter: Meter, text: Value) -> Value:
    """Give the text of which *text* is the Base64 form; one byte is one character."""
    if text is UNDEFINED:
        return UNDEFINED
    meter.grow(len(text))
    bare = _NOT_BASE64.sub("", text.partition("=")[0].replace("-", "+").replace("_", "/"))
    bare = bare[:-1] if len(bare) % 4 == 1 else bare
    return base64.b64decode(bare + "=" * (-len(bare) % 4)).decode("latin-1")


def _encode(meter: Meter, text: Value, safe: str, name: str) -> Value:
    if text is UNDEFINED:
        return UNDEFINED
    meter.grow(3 * len(text))
    try:
        return quote(text, safe=safe)
    except UnicodeEncodeError:
        raise _malformed(text, name) from None


def _decode(meter: Meter, text: Value, kept: str, name: str) -> Value:
    """Decode escapes, but for those of the characters *kept*."""
    if text is UNDEFINED:
        return UNDEFINED
    meter.grow(len(text))
    if any(match[1] is None for match in _ESCAPE.finditer(text)):
        raise _malformed(text, name)
    try:
        return _RUN.sub(lambda run: _decode_run(run[0], kept), text)
    except UnicodeDecodeError:
        raise _malformed(text, name) from None


def _decode_run(run: str, kept: str) -> str:
    decoded = unquote_to_bytes(run).decode("utf-8")
    if not kept:
        return decoded
    result, at = "", 0
    for char in decoded:
        size = 3 * len(char.encode())
        result += run[at : at + size] if char in kept else char
        at += size
    return result


def _malformed(text: str, name: str) -> JSONataError:
    return JSONataError("D3140", text, functionName=name)


@function("encodeUrlComponent", "<s-:s>", needs_meter=True)
def encode_url_component(meter: Meter, text: Value) -> Value:
    """Give *text* as a part of a URL."""
    return _encode(meter, text, _COMPONENT_SAFE, "encodeUrlComponent")


@function("encodeUrl", "<s-:s>", needs_meter=True)
def encode_url(meter: Meter, text: Value) -> Value:
    """Give *text* as a URL."""
    return _encode(meter, text, _COMPONENT_SAFE + _RESERVED, "encodeUrl")


@function("decodeUrlComponent", "<s-:s>", needs_meter=True)
def decode_url_component(meter: Meter, text: Value) -> Value:
    """Give the text that a part of a URL stands for."""
    return _decode(meter, text, "", "decodeUrlComponent")


@function("decodeUrl", "<s-:s>", needs_meter=True)
def decode_url(meter: Meter, text: Value) -> Value:
    """Give the text that a URL stands for; escapes of reserved characters stay."""
    return _decode(meter, text, _RESERVED, "decodeUrl")
