"""The assignment that an instructor names, by its name or its unit's number."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from course_utils.learner.naming import assignment_meant

Command = TypeVar("Command", bound=Callable[..., Any])


def _meant(
    _context: click.Context, _parameter: click.Parameter, given: str | tuple[str, ...]
) -> str | tuple[str, ...]:
    if isinstance(given, str):
        return assignment_meant(Path.cwd(), given)
    return tuple(assignment_meant(Path.cwd(), name) for name in given)


def argument_assignment(command: Command) -> Command:
    """Add the argument `assignment`."""
    return click.argument("assignment", callback=_meant)(command)


def argument_assignments(command: Command) -> Command:
    """Add the argument `assignments`: as many as are named."""
    return click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...", callback=_meant)(
        command
    )
