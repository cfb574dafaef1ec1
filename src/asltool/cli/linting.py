"""Looks at definitions as `asltool lint` is asked to, and reports what is found."""

from __future__ import annotations

from asltool.cli.definitions import find_definitions
from asltool.cli.output import complain, emit, remark, setting
from asltool.cli.project import Looked, Project, load_config
from asltool.cli.repairing import STDIN, STDIN_NAME, Change, Repair, lint_path
from asltool.containers.choosing import NoMachineError, split_name
from asltool.diagnostics import Severity
from asltool.errors import UnreadableFileError
from asltool.lint.asked import Asked
from asltool.lint.linter import Linted
from asltool.lint.report.formats import renderer
from asltool.records import record

_SEVERITIES = list(Severity)


@record
class Request:
    """What `asltool lint` is asked for; without any option, all is as it is here."""

    paths: tuple[str, ...]
    """Files, folders, `FILE::NAME`, `-`; none for the current folder."""
    asked: Asked = Asked()
    repair: Repair = Repair()
    format: str = "text"
    config: str | None = None
    """The file of the settings; None to search for it."""
    no_config: bool = False
    baseline: str | None = None
    """The file of the baseline; None for that of the settings."""
    update_baseline: bool = False
    error_on: Severity = Severity.WARNING
    """The least severity that makes the exit code 1."""
    exit_zero: bool = False


def lint_paths(request: Request) -> int:
    """Look at what is asked for, report what is found, and give the exit code.

    Raises:
        AsltoolError: The request contradicts itself, or asks for what is not there.
    """
    config = None if request.no_config else load_config(request.config, request.paths)
    project = Project(request.asked, config)
    baseline_path = project.baseline(request.baseline, needed=request.update_baseline)
    looked = _look(request, project)
    looked.join_by_file()
    if baseline_path is not None:
        looked.hold_against(baseline_path, update=request.update_baseline)
    has_report = looked.results or not looked.unread
    report = renderer(request.format)(looked.results, setting(project.root)) if has_report else ""
    change = request.repair.change
    if change is Change.SHOW or (change is Change.WRITE and STDIN in request.paths):
        remark(report)
    else:
        emit(report)
    _tell_what_was_not_seen(looked.results)
    if looked.unread:
        return 2
    return int(not request.exit_zero and _has_from(request.error_on, looked.results))


def _tell_what_was_not_seen(results: list[Linted]) -> None:
    for result in results:
        for name in result.unseen:
            remark(
                f'{result.name}: "{name}" was not checked: its definition is known only once it is deployed'
            )


def _look(request: Request, project: Project) -> Looked:
    """Look at one path after the other."""
    looked = Looked()
    for path in _definitions(request.paths, project):
        options = project.options(STDIN_NAME if path == STDIN else path)
        try:
            run = lint_path(path, options, request.repair)
            looked.add(run, None if split_name(path)[1] else options.selection)
        except NoMachineError as error:
            if path in request.paths:  # in folders, many a template has none
                complain(str(error))
                looked.unread += 1
        except UnreadableFileError as error:
            complain(str(error))
            looked.unread += 1
    return looked


def _definitions(paths: tuple[str, ...], project: Project) -> list[str]:
    """Give the files to look at: those that the settings exclude are left out, even if they are named."""
    found = find_definitions(paths or (".",))
    included = project.included(found)
    for path in paths:
        if path in found and path not in included and project.config is not None:
            remark(f"{path} is left out: {project.config.path} excludes it")
    return included


def _has_from(least: Severity, results: list[Linted]) -> bool:
    """Tell whether there is a finding at least as severe as *least*."""
    counted = _SEVERITIES[: _SEVERITIES.index(least) + 1]
    return any(finding.severity in counted for result in results for finding in result.findings)
