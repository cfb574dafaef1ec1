"""Lambda functions that run on this machine, named with `--lambda`."""

from __future__ import annotations

from asltool.errors import AsltoolError
from asltool.handlers.handler import Handler
from asltool.handlers.lambda_command import LambdaCommand
from asltool.handlers.lambda_endpoint import LambdaEndpoint
from asltool.handlers.lambda_process import LambdaFunction

_FORM = "NAME=FOLDER:module.function, NAME=!COMMAND or NAME=URL"
_COMMAND = "!"


def named_functions(arguments: tuple[str, ...]) -> dict[str, Handler]:
    """Give the functions that the command line names.

    Raises:
        AsltoolError: An argument has not the form, or there is no such folder.
    """
    functions: dict[str, Handler] = {}
    for argument in arguments:
        name, _, place = argument.partition("=")
        if not name or not place:
            raise AsltoolError(f"--lambda must be {_FORM}, not {argument}")
        functions[name] = _function(name, place)
    return functions


def _function(name: str, place: str) -> Handler:
    if place.startswith(_COMMAND):
        return LambdaCommand(place.removeprefix(_COMMAND), name=name)
    if place.startswith(("http://", "https://")):
        return LambdaEndpoint(place, name=name)
    folder, _, handler = place.rpartition(":")
    if not folder:
        raise AsltoolError(f"--lambda must be {_FORM}, not {name}={place}")
    return LambdaFunction(folder, handler, name=name)
