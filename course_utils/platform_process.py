"""The practice platform as `course start` runs it: `course serve`, a process of its own."""

import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

from course_utils.background import start_python
from course_utils.loopback import ask
from course_utils.workspace import Workspace, read_state

PORT = 8421
"""Where the platform is looked for first: an address that stays the same can be written down."""


def log_of(workspace: Workspace) -> Path:
    return workspace.state / "platform.log"


def find_running(workspace: Workspace) -> str | None:
    """Return the address of the platform that runs on this folder, if one answers.

    A `platform.json` that nobody answers for was left behind by a process that was killed.
    """
    url = read_state(workspace.platform_file).get("url")
    if isinstance(url, str) and ask(f"{url}/practice/health") == 200:
        return url
    return None


def start(workspace: Workspace, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the platform in the background, on its usual port or, where that is taken, any other."""
    port = PORT if is_free(PORT) else 0
    return start_python(
        ["-m", "course_utils", "serve", "--port", str(port)],
        folder=workspace.folder,
        environment=environment,
        log=log_of(workspace),
    )


def is_free(port: int) -> bool:
    """Tell whether a server on this computer may listen on that port."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
