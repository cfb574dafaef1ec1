"""Writes JSON values as YAML for people to read and edit: in block style, quoting all that may be misread."""

from __future__ import annotations

import re
from typing import Any

from asltool.json_value import JsonValue

_PLAIN = re.compile(r"[A-Za-z]\w*(?:[ .-]\w+)*", re.ASCII)
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"})
"""What some reader takes for something else than text."""


def yaml_text(value: JsonValue) -> str:
    """Give the YAML text of a value; reading it gives the value again."""
    import yaml  # noqa: PLC0415 - slow to load

    class Dumper(yaml.SafeDumper):
        """Marks no object as met before: each is written where it stands."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML asks for each
            return True

    def represent(dumper: Any, text: str) -> Any:
        # unquoted, some texts would be read as other things, differently by different readers
        style = None if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else '"'
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, represent)
    written = yaml.dump(value, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=110)
    return str(written)
