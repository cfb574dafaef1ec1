"""What `import asltool` may cost, and what linting a sound JSON file may load."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = ("boto3", "botocore", "jsonschema", "yaml", "click", "jsonpath_ng", "asyncio")

NOT_FOR_JSON = (
    "boto3",
    "decimal",
    "hashlib",
    "jsonpath_ng",
    "jsonschema",
    "shutil",
    "yaml",
    "asltool.engine",
    "asltool.expr.intrinsics.call",
    "asltool.expr.jsonata_language",
    "asltool.expr.jsonpath.walker",
    "asltool.handlers",
    "asltool.runner",
    "asltool.source.jackson",
    "asltool.source.json_mistakes",
    "asltool.source.yaml_reader",
    "asltool.source.yaml_text",
)
"""What only YAML, broken JSON, calls of functions and running need: most files that are linted are none of it."""

DEFINITION = {
    "StartAt": "Work",
    "States": {
        "Work": {
            "Type": "Task",
            "Resource": "arn:aws:states:::sqs:sendMessage",
            "Parameters": {"MessageBody.$": "$.body", "QueueUrl": "$.queue"},
            "ResultPath": "$.sent",
            "Next": "Gone",
        }
    },
}


@pytest.mark.parametrize("module", SLOW)
def test_importing_the_library_does_not_load_what_may_never_be_needed(module: str) -> None:
    code = f"import sys, asltool; sys.exit({module!r} in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert done.returncode == 0, f"import asltool loads {module}: {done.stderr}"


def test_linting_a_json_file_loads_only_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "machine.asl.json"
    path.write_text(json.dumps(DEFINITION), encoding="utf-8")
    code = (
        "import atexit, sys; from asltool.cli.main import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, "lint", str(path)], check=False, capture_output=True, text=True
    )

    assert done.returncode == 1, done.stderr
    assert "Gone" in done.stdout, "the findings are there"
    assert not set(NOT_FOR_JSON) & set(done.stderr.split())
