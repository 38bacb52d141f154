"""A notebook's cells run in a kernel of their own.

A kernel, and not a shell in this process: it is what the learner's own Restart and Run All uses, a cell that
never ends can be interrupted, and one that ends the process takes only itself along.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from course_utils.checks.reading import ExerciseError
from course_utils.kernel_ports import hold_kernel_ports
from course_utils.notebooks.running import KERNEL_NAME

_MORE_FOR_A_CHECK = 2
"""A check stops a learner's function after `CELL_SECONDS` by itself, and says so better than we can."""


class _ThisPythonsKernel(AsyncKernelManager):
    """Runs this very interpreter, whatever else is installed somewhere under the kernel's name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]), **settings)


@dataclass
class KernelRun:
    """Runs of one notebook, each in a kernel of its own. `begun`: the cells that the last one came to."""

    folder: Path
    environment: Mapping[str, str]
    seconds: float
    is_check: list[bool]
    begun: list[NotebookNode] = field(default_factory=list)

    def execute(
        self,
        nodes: list[NotebookNode],
        progress: Callable[[int, int], None],
        end: Callable[[NotebookNode], None],
    ) -> None:
        """Run cells; their outputs are in them.

        Raises:
            DeadKernelError: the last cell that was begun ended Python.
            ExerciseError: no kernel starts.
        """
        hold_kernel_ports()
        self.begun = []

        def began(cell: NotebookNode, **_: Any) -> None:
            progress(len(self.begun), len(nodes))
            self.begun.append(cell)

        def ended(cell: NotebookNode, execute_reply: dict[str, Any], **_: Any) -> None:
            cell.metadata.ended = execute_reply["content"]["status"] == "ok"
            end(cell)

        client = self._client(nodes)
        client.on_cell_execute, client.on_cell_executed = began, ended
        try:
            with (
                TemporaryDirectory() as nobodys,  # somebody's own IPython starts with files of their own
                # a loop that ends with it: this may be a thread of JupyterLab's server; ZeroMQ needs a selector
                asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner,
            ):
                # what other programs print would show in the terminal as it is, with any key in it
                own = {**self.environment, "IPYTHONDIR": nobodys}
                runner.run(client.async_execute(env=own, stdout=DEVNULL, stderr=DEVNULL))
        except DeadKernelError:
            raise
        except (KeyError, RuntimeError, OSError) as error:  # KeyError: there is no such kernel
            raise ExerciseError(
                f"Jupyter's Python could not be started ({error}). `course doctor` looks for the reason."
            ) from error

    def _client(self, nodes: list[NotebookNode]) -> NotebookClient:
        return NotebookClient(
            new_notebook(cells=nodes),
            kernel_name=KERNEL_NAME,
            kernel_manager_class=_ThisPythonsKernel,
            timeout_func=lambda node: (
                self.seconds + _MORE_FOR_A_CHECK * self.is_check[node.metadata.place]
            ),
            interrupt_on_timeout=True,
            error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
            allow_errors=True,
            record_timing=False,
            shutdown_kernel="immediate",  # nothing of it is needed any more; some took three seconds to end
            extra_arguments=[
                "--HistoryManager.hist_file=:memory:",
                "--InteractiveShellApp.extensions=course_utils.leaks",  # as in the learner's own kernel
                "--log-level=ERROR",
            ],
            resources={"metadata": {"path": str(self.folder)}},
        )
