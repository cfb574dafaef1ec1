"""What `import asltool` may cost."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("boto3", "botocore", "jsonschema", "yaml", "click", "jsonpath_ng", "asyncio")


@pytest.mark.parametrize("module", SLOW)
def test_importing_the_library_does_not_load_what_may_never_be_needed(module: str) -> None:
    code = f"import sys, asltool; sys.exit({module!r} in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert done.returncode == 0, f"import asltool loads {module}: {done.stderr}"
