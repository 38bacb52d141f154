"""The command line: `course NAME` runs the function NAME of the module NAME in this folder.

A command's module is imported when that command runs. `course --help` reads the first line of each
module's docstring from the source instead, so it stays fast however much a command needs.
"""

import ast
import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from course_utils.errors import INTERRUPTED, CourseError, SystemRefusedError


class CourseCommands(click.Group):
    """The modules of this folder as commands; a `CourseError` ends in one line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(path.stem for path in _folder().glob("[!_]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name)) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CourseError as error:
            _end_with(error, ctx)
        except OSError as error:
            if (
                error.errno == errno.EPIPE
            ):  # who read the output has seen enough; click ends quietly
                raise
            _end_with(SystemRefusedError.of(error), ctx)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(INTERRUPTED)


def _end_with(error: CourseError, ctx: click.Context) -> NoReturn:
    _forget_output()
    click.echo(f"course: {error}", err=True)
    ctx.exit(error.exit_status)


def _forget_output() -> None:
    """Let go of what an output has no room for; Python would try it again at its end, and fail in its own words."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _folder() -> Path:
    return Path(__file__).parent


def _summary(name: str) -> str:
    source = (_folder() / f"{name}.py").read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(source)) or ""
    return docstring.partition("\n")[0]


@click.group(cls=CourseCommands)
@click.version_option(package_name="api-keys-course", prog_name="course")
def main() -> None:
    """Learn to use API keys and to keep them.

    Example: `course start` opens the course in your browser.
    """
