from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from asltool import __version__
from asltool.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def test_main_runs_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["asltool", "--version"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"asltool {__version__}\n"


def test_lint_loads_nothing_that_is_slow_and_not_needed() -> None:
    code = (
        "import sys; import asltool.cli.lint; from asltool.lint.registry import all_rules; all_rules(); "
        "print([name for name in ('boto3', 'botocore', 'jsonschema', 'yaml', 'jsonpath_ng', 'asltool.engine', "
        "'asltool.runner', 'asltool.handlers', 'asltool.expr.jsonata') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "arguments",
    [["rules"], ["lint", "examples/image-processing"], ["lint", "--advice", "examples/image-processing"]],
)
def test_a_closed_pipe_ends_a_command_without_a_traceback(arguments: list[str]) -> None:
    code = "from asltool.cli.main import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()

    errors = process.stderr.read()
    process.stderr.close()

    assert process.wait() == 1
    assert errors == b""


def run_main(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "from asltool.cli.main import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_lint_with_paths_only_says_and_exits_as_with_options(tmp_path: Path) -> None:
    (tmp_path / "a.asl.json").write_text('{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}')

    plain = run_main("lint", str(tmp_path))
    with_options = run_main("lint", "--format", "text", str(tmp_path))

    assert plain.returncode == with_options.returncode == 1
    assert plain.stdout == with_options.stdout
    assert "[ASL103]" in plain.stdout


def test_lint_with_paths_only_does_not_load_what_reads_options(tmp_path: Path) -> None:
    (tmp_path / "a.asl.json").write_text('{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}')
    code = (
        "import atexit, sys; from asltool.cli.main import main; "
        "atexit.register(lambda: print('click' in sys.modules, 'inspect' in sys.modules)); main()"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, "lint", str(tmp_path)], check=True, capture_output=True, text=True
    )

    assert done.stdout == "no findings in 1 definition\nFalse False\n"


def test_wrong_use_of_lint_with_paths_only_gives_one_line_and_exits_with_2() -> None:
    done = run_main("lint", "missing.asl.json")

    assert done.returncode == 2
    assert done.stderr == "asltool: error: cannot read missing.asl.json: no such file or directory\n"
