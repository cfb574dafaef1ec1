"""Intrinsic functions that write text as Base64 and read it back."""

from __future__ import annotations

import base64
import binascii

from asltool.expr.errors import IntrinsicError
from asltool.expr.intrinsics.signature import intrinsic
from asltool.expr.intrinsics.types import SHORT_STRING, STRING


@intrinsic(
    "States.Base64Encode",
    params=(SHORT_STRING,),
    returns=STRING,
    examples=(("States.Base64Encode('Data to encode')", "RGF0YSB0byBlbmNvZGU="),),
)
def base64_encode(text: str) -> str:
    """Give the Base64 of the UTF-8 of a text, without line breaks."""
    # A lone surrogate has no UTF-8: Java writes a question mark for it.
    return base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")


@intrinsic(
    "States.Base64Decode",
    params=(SHORT_STRING,),
    returns=STRING,
    examples=(("States.Base64Decode('RGVjb2RlZCBkYXRh')", "Decoded data"),),
)
def base64_decode(text: str) -> str:
    """Give the text whose UTF-8 a Base64 text stands for; its padding may be missing.

    Raises:
        IntrinsicError: The text is no Base64.
    """
    padding = "" if text.endswith("=") else "=" * (-len(text) % 4)
    try:
        decoded = base64.b64decode(text + padding, validate=True)
    except (binascii.Error, ValueError):
        raise IntrinsicError("argument 1 of States.Base64Decode is not Base64") from None
    return decoded.decode("utf-8", "replace")
