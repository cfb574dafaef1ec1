"""The menu of checks: the same here and in CI. `nox -l` lists it."""

from __future__ import annotations

from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["tests", "imports", "types", "lint"]


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Run the tests."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Run the tests and say which branches they leave out."""
    session.install("-e", ".[test]")
    session.run("pytest", "--cov", "--cov-report=term-missing:skip-covered", *session.posargs)


@nox.session
def imports(session: nox.Session) -> None:
    """Check the layer contract."""
    session.install("-e", ".[dev]")
    session.run("lint-imports")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types."""
    session.install("-e", ".[dev]")
    session.run("mypy")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and spelling, and lint the examples with asltool itself."""
    session.install("-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("codespell", "src", "tests", "benchmarks", "README.md", "CHANGELOG.md")
    forms = ("workflow.asl.json", "settle-*.asl.json", "template.yaml")
    examples = (path for form in forms for path in Path("examples").glob(f"*/{form}"))
    session.run("asltool", "lint", *sorted(map(str, examples)))


@nox.session
def wheel(session: nox.Session) -> None:
    """Build the wheel, and run the example with what it installs."""
    session.install(".")
    session.chdir(session.create_tmp())
    example = f"{session.invoked_from}/examples/image-processing"
    session.run("asltool", "lint", f"{example}/workflow.asl.json")
    session.run(
        *("asltool", "run", f"{example}/workflow.asl.json"),
        *("--input", f"{example}/input.json", "--mocks", f"{example}/mocks.json"),
    )
