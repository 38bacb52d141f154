"""A real kernel, and what it says."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

PATIENCE = 60
DONE = "END-OF-IT"
"""What a cell writes last whose output comes through a pipe."""


@dataclass
class Kernel:
    """A kernel whose environment holds a key of OpenAI's shape, and the same with the letters of others."""

    client: BlockingKernelClient
    key: str

    def run(self, code: str, **asked: Any) -> list[dict[str, Any]]:
        """Run a cell and give every message that came of it, also what a pipe brings later, and the answer last."""
        asked_by = self.client.execute(code, **asked)
        said: list[dict[str, Any]] = []
        awaited = ["'idle'", *[DONE] * (DONE in code)]
        while not all(word in str(said) for word in awaited):
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == asked_by:
                said.append(message)
        return [*said, self.client.get_shell_msg(timeout=PATIENCE)]


@contextmanager
def running(variables: Mapping[str, str], key: str, **popen: Any) -> Iterator[Kernel]:
    environment = {**os.environ, "OPENAI_API_KEY": key, "COURSE_PLATFORM": "private", **variables}
    del environment["PYTEST_CURRENT_TEST"]  # a kernel that sees it leaves output below Python alone
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment, **popen)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        yield Kernel(client, key)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def printed(messages: list[dict[str, Any]]) -> str:
    return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")
