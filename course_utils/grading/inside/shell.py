"""IPython's shell without a kernel: runs a cell, gives its outputs as nbformat writes them."""

import _signal  # type: ignore[import-not-found]
import signal
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from types import FrameType
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from traitlets.config import Config

from course_utils.grading.coursework.verdict import Output
from course_utils.grading.inside.known_cells import KnowingShell
from course_utils.grading.inside.outputs import DescriptorFile, Outputs, Stream
from course_utils.grading.inside.running_loop import RunningLoop


class TimeIsUp(BaseException):
    """The time limit, raised inside the code that exceeds it; `except Exception` lets it pass."""


class interrupted_after:  # noqa: N801 - used as a function is
    """Raise `TimeIsUp` in what runs longer (the owner of the box enforces it from outside).

    Once for each call of a learner's function: the module `signal` would make an enum of each answer, or try to,
    and take as long as the call.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._before = _signal.signal(signal.SIGALRM, self._ring)
        _signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *_: object) -> None:
        _signal.setitimer(signal.ITIMER_REAL, 0)
        _signal.signal(signal.SIGALRM, self._before)

    def _ring(self, number: int, frame: FrameType | None) -> None:
        raise TimeIsUp(f"This took longer than {self._seconds:g} seconds and was stopped.")


class _Publisher(DisplayPublisher):
    outputs: Outputs

    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        update: bool = False,
        **_: Any,
    ) -> None:
        self.outputs.add(
            {"output_type": "display_data", "data": _as_text(data), "metadata": metadata or {}}
        )

    def clear_output(self, wait: bool = False) -> None:
        self.outputs.clear()


class _Hook(DisplayHook):
    outputs: Outputs

    @property
    def count(self) -> int:
        shell: Any = self.shell
        return int(shell.execution_count)

    def write_output_prompt(self) -> None:
        """Say nothing: a notebook has no prompt in its text."""

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        self.outputs.add(
            {
                "output_type": "execute_result",
                "execution_count": self.count,
                "data": _as_text(format_dict),
                "metadata": md_dict or {},
            }
        )

    def finish_displayhook(self) -> None:
        self._is_active = False


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    """PNG and JPEG arrive as bytes; nbformat wants base64."""
    return {
        kind: b64encode(item).decode("ascii") if isinstance(item, bytes) else item
        for kind, item in data.items()
    }


class CellShell(KnowingShell):
    """A shell whose display, results and errors go to `Outputs`."""

    outputs: Outputs

    def init_history(self) -> None:
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    def system(self, cmd: str) -> None:
        """Run a line with `!`. IPython asks for a terminal, of which the whole machine has a few thousand: a box has none."""
        command = self.var_expand(cmd, depth=1)  # type: ignore[no-untyped-call]
        self.user_ns["_exit_code"] = subprocess.call(command, shell=True)  # noqa: S602 - the learner's own, in their box

    def ask_exit(self) -> None:
        """`exit()` in a cell ends nothing here."""

    def _showtraceback(
        self, etype: type[BaseException], evalue: BaseException, stb: list[str]
    ) -> None:
        self.outputs.error(etype.__name__, _said(evalue), [str(line) for line in stb])

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> None:
        """Keep nothing: IPython would format each traceback a second time for its history."""


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


@dataclass(frozen=True)
class CellResult:
    """What running a cell came to. `value` is the last expression's."""

    outputs: list[Output]
    ok: bool
    cut: bool
    timed_out: bool = False
    out_of_memory: bool = False
    value: Any = None


def _pass_over(*_: Any, **__: Any) -> None:
    """`breakpoint()` is nothing to a notebook's kernel while no debugger listens."""


class CellRunner:
    """A warm shell: made once before the fork, `attach`ed in the process that uses it."""

    def __init__(self, output_limit: int) -> None:
        self._limit = output_limit
        self.outputs = Outputs(output_limit)
        config = Config()
        config.InteractiveShell.colors = "nocolor"
        shell: Any = CellShell.instance(
            config=config, displayhook_class=_Hook, display_pub_class=_Publisher
        )
        shell.outputs = shell.display_pub.outputs = shell.displayhook.outputs = self.outputs
        for slow_at_first in ("raise ValueError", "display(0)"):
            shell.run_cell(slow_at_first, store_history=False)
        self.shell = shell
        self.outputs.clear()

    def know(self, source: str) -> None:
        """Read a cell before the fork that will be run after it."""
        self.shell.know(source)

    def attach(self, folder: str) -> None:
        """Lead the process's own output, descriptors 1 and 2 included, into `outputs`."""
        self._streams = [
            Stream(name, self.outputs, DescriptorFile(folder, number), self._limit)
            for number, name in ((1, "stdout"), (2, "stderr"))
        ]
        sys.stdout, sys.stderr = self._streams
        sys.breakpointhook = _pass_over
        self._loop = RunningLoop()
        self.shell.loop_runner = self._loop.wait_for

    @property
    def names(self) -> dict[str, Any]:
        namespace: dict[str, Any] = self.shell.user_ns
        return namespace

    def run(self, source: str, seconds: float) -> CellResult:
        """Run a cell, and give its outputs and the error that ended it, if one did.

        Args:
            source: the cell as it stands in the notebook, magics included.
            seconds: after so many it is interrupted by `TimeIsUp`; that is its error then.
        """
        self.discard()
        try:
            with interrupted_after(seconds):
                done = self.shell.run_cell(source, store_history=True)
                self._loop.turn()
            error, value = done.error_before_exec or done.error_in_exec, done.result
        except TimeIsUp as late:  # it rang while IPython was at work around the cell
            self.outputs.error("TimeIsUp", str(late), [str(late)])
            error, value = late, None
        self._drain()
        return CellResult(
            outputs=self.outputs.items,
            ok=error is None,
            cut=self.outputs.cut,
            timed_out=isinstance(error, TimeIsUp),
            out_of_memory=isinstance(error, MemoryError),
            value=value,
        )

    def discard(self) -> None:
        """Forget what was said until now."""
        self._drain()
        self.outputs.clear()

    def _drain(self) -> None:
        for stream in self._streams:
            stream.flush()
