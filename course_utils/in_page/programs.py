"""`subprocess` in a page: a Python script runs in this interpreter, in surroundings of its own; there are no other programs.

So a lesson that starts a script to show what a fresh process knows, and a check that runs a learner's script, work there
as they stand. Whoever looks for git or another program is told, as everywhere, that it is not to be found.
"""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import GenericAlias
from typing import IO, Any, Self

from course_utils.installed import NotInPageError
from course_utils.scratch.scripts import run_main

_PYTHON = "python"


class NoProgramError(NotInPageError, FileNotFoundError):
    """A page has no such program."""


def start_scripts_here() -> None:
    """Let whoever starts a program of Python's with `subprocess` run it in this interpreter."""
    subprocess.Popen = ScriptHere  # type: ignore[misc, assignment]


class ScriptHere:
    """Stands for `subprocess.Popen`: the script runs when somebody waits for it.

    Raises:
        NoProgramError: it is another program than Python with a script.
    """

    __class_getitem__: Any = classmethod(GenericAlias)

    def __init__(
        self,
        args: str | Sequence[str | os.PathLike[str]],
        *,
        stdout: Any = None,
        stderr: Any = None,
        cwd: str | os.PathLike[str] | None = None,
        env: Mapping[str, str] | None = None,
        encoding: str | None = None,
        text: bool | None = None,
        universal_newlines: bool | None = None,
        **_others: object,
    ) -> None:
        self.args = args
        program, *words = [args] if isinstance(args, str) else [str(word) for word in args]
        if not _is_python(program) or not words or words[0].startswith("-"):
            raise NoProgramError(
                f"A page in a browser can't start {Path(program).name}: it runs Python scripts, and no other program. "
                "This needs the installed course."
            )
        self.returncode: int | None = None
        self._words, self._folder = words, Path(cwd or Path.cwd())
        self._environment = env
        self._targets = stdout, stderr
        self._text = bool(encoding or text or universal_newlines)
        self._told: tuple[Any, Any] = (None, None)

    def communicate(self, input: Any = None, timeout: float | None = None) -> tuple[Any, Any]:  # noqa: A002
        """Run the script to its end, and give what it wrote where that was asked for."""
        if self.returncode is None:
            given = input if isinstance(input, str) else (input or b"").decode()
            output = io.StringIO()
            errors = output if self._targets[1] == subprocess.STDOUT else io.StringIO()
            with _surroundings(self._words, self._folder, self._environment):
                sys.stdin = io.StringIO(given)
                with redirect_stdout(output), redirect_stderr(errors):
                    self.returncode = run_main(str(self._folder / self._words[0])) & 0xFF
            kept = output.getvalue(), "" if errors is output else errors.getvalue()
            streams = sys.stdout, sys.stderr
            handed = [
                self._hand_on(*each) for each in zip(kept, self._targets, streams, strict=True)
            ]
            self._told = handed[0], handed[1]
        return self._told

    def wait(self, timeout: float | None = None) -> int:
        """Run the script to its end."""
        self.communicate(timeout=timeout)
        assert self.returncode is not None
        return self.returncode

    poll = wait

    def kill(self) -> None:
        """It has ended, or not begun."""

    terminate = kill

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()

    def _hand_on(self, text: str, target: Any, stream: IO[str]) -> Any:
        if target == subprocess.PIPE:
            return text if self._text else text.encode()
        if target is None:
            stream.write(text)
        elif hasattr(target, "write"):
            target.write(text if isinstance(target, io.TextIOBase) else text.encode())
        return None


def _is_python(program: str) -> bool:
    return program == sys.executable or Path(program).name.startswith(_PYTHON)


@contextmanager
def _surroundings(
    words: Sequence[str], folder: Path, environment: Mapping[str, str] | None
) -> Iterator[None]:
    """Let what runs inside find itself in a program of its own, and leave no trace of it."""
    script = (folder / words[0]).parent
    variables, modules = dict(os.environ), dict(sys.modules)
    before = Path.cwd(), sys.argv, sys.path, sys.stdin, sys.excepthook, sys.dont_write_bytecode
    try:
        _set_variables(variables if environment is None else environment)
        os.chdir(folder)
        sys.argv, sys.path = [*words], [str(script), *sys.path]
        sys.excepthook, sys.dont_write_bytecode = sys.__excepthook__, False
        yield
    finally:
        here, sys.argv, sys.path, sys.stdin, sys.excepthook, sys.dont_write_bytecode = before
        os.chdir(here)
        _set_variables(variables)
        sys.modules["__main__"] = modules["__main__"]
        for name, module in [*sys.modules.items()]:
            if (
                name not in modules
                and script in Path(getattr(module, "__file__", "") or "").parents
            ):
                del sys.modules[name]  # the next program imports it anew, as it is then


def _set_variables(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
