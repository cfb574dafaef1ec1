"""The intrinsic function that hashes."""

from __future__ import annotations

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.signature import intrinsic
from asltool.expr.intrinsics.types import ANY, STRING, TEXT_LIMIT, Type, shown
from asltool.json_value import JsonValue, json_text

_HASHES = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}


def _algorithm(value: JsonValue) -> str:
    if isinstance(value, str) and value in _HASHES:
        return _HASHES[value]
    raise IntrinsicError(f"must be one of {', '.join(_HASHES)}, not {shown(value)}")


def _data(value: JsonValue) -> bytes:
    text = value if isinstance(value, str) else json_text(value)
    if len(text) > TEXT_LIMIT:
        raise IntrinsicError(f"must not be longer than {TEXT_LIMIT} characters")
    return text.encode("utf-8", "replace")


_DATA = Type(ANY.json_types, _data)
_ALGORITHM = Type(STRING.json_types, _algorithm)


@intrinsic(
    "States.Hash",
    params=(_DATA, _ALGORITHM),
    returns=STRING,
    examples=(("States.Hash('input data', 'SHA-1')", "aaff4a450a104cd177d28d18d74485e8cae074b7"),),
)
def hash_(data: bytes, algorithm: str) -> str:
    """Give the hash of a string, or of the JSON text of any other value, in hexadecimal."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which takes longer than to lint a definition

    return hashlib.new(algorithm, data, usedforsecurity=False).hexdigest()
