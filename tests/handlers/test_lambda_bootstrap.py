from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from asltool.handlers import lambda_bootstrap


def test_it_answers_a_line_with_a_line_and_needs_no_asltool(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("def handler(event, context):\n    print('told')\n    return [event]\n")
    call = {"event": 1, "context": {"remaining_seconds": 5}}

    done = subprocess.run(
        [sys.executable, "-I", lambda_bootstrap.__file__],
        input=f"{json.dumps(call)}\n" * 2,
        env={**os.environ, "LAMBDA_TASK_ROOT": str(tmp_path), "_HANDLER": "app.handler"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == '{"result": [1]}\n' * 2
    assert done.stderr == "told\ntold\n"
