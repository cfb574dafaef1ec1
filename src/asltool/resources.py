"""Where the files that ship with asltool are: the JSON Schemas and data in `schemas/`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def schema_path(name: str) -> Path:
    """Give the path of a file in `schemas/`, such as `"asl.schema.json"`.

    A wheel holds the folder inside the package; an editable install uses the checkout's.

    Raises:
        FileNotFoundError: No file of that name ships with asltool.
    """
    for folder in (_PACKAGE / "schemas", _PACKAGE.parent.parent / "schemas"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(name)
