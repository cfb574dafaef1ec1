"""`asltool lsp`: serve editors."""

from __future__ import annotations

import importlib
import importlib.util
import logging
import sys

import click

from asltool import __version__
from asltool.errors import AsltoolError

_SERVER = "asltool.lsp.server"
_LIBRARY = "pygls"


@click.command()
@click.option("--log", "log_file", metavar="FILE", help="Write what happens to FILE, not to standard error.")
@click.option("--verbose", is_flag=True, help="Log each message, too, not only what goes wrong.")
@click.option("--stdio", is_flag=True, help="Use standard input and output; there is no other way.")
def lsp(*, log_file: str | None, verbose: bool, stdio: bool) -> None:  # noqa: ARG001 - editors give it
    """Serve an editor: findings as you type, completion, hover, rename, quick fixes, outline.

    An editor starts this for files with definitions, and speaks the language server protocol with it over
    standard input and output.
    """
    if importlib.util.find_spec(_LIBRARY) is None:
        raise AsltoolError("asltool lsp needs pygls, which is not installed: pip install 'asltool[lsp]'")
    level = logging.INFO if verbose else logging.WARNING
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    try:
        handler = logging.StreamHandler(sys.stderr) if log_file is None else logging.FileHandler(log_file)
    except OSError as error:
        raise AsltoolError(f"cannot write {log_file}: {(error.strerror or str(error)).lower()}") from error
    logging.basicConfig(level=level, format=form, handlers=[handler])
    importlib.import_module(_SERVER).serve(__version__)
