"""Servers to compare with, each in a process of its own. Peers are fetched for the benchmark alone."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from openai import OpenAI

from benchmarks.bare import HAIKU
from course_utils.server.catalogue import MODEL
from course_utils.server.serving.folder import State

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Peer:
    """A server that answers chat completions at `url` to whoever holds `key`."""

    name: str
    url: str
    key: str


def bare() -> AbstractContextManager[Peer]:
    port = free_port()
    return running("bare Starlette", [sys.executable, "-m", "benchmarks.bare", str(port)], port)


@contextmanager
def ours(folder: Path) -> Iterator[Peer]:
    """The practice platform on SQLite, as `course serve` runs it, with limits that no round reaches."""
    port = free_port()
    command = [sys.executable, "-m", "course_utils", "serve", "--state", str(folder)]
    state = State(folder)
    name, key = "practice platform", state.api_key.reveal()
    with running(name, [*command, "--port", str(port)], port, key) as peer:
        _lift_limits(f"http://127.0.0.1:{port}/v1", state.admin_key.reveal())
        yield peer


def aimock(folder: Path) -> AbstractContextManager[Peer]:
    """The npm mock `@copilotkit/aimock`, with one fixture.

    Raises:
        FileNotFoundError: there is no npm on this machine.
    """
    subprocess.run(
        [_program("npm"), "install", "--silent", "--prefix", str(folder), "@copilotkit/aimock"],
        check=True,
    )
    fixture = {"match": {"userMessage": "haiku"}, "response": {"content": HAIKU}}
    fixtures = folder / "fixture.json"
    fixtures.write_text(json.dumps({"fixtures": [fixture]}), encoding="utf-8")
    port = free_port()
    script = folder / "node_modules" / ".bin" / "llmock"
    options = ["-p", str(port), "-f", str(fixtures)]
    return running("aimock (npm)", [_program("node"), str(script), *options], port)


def litellm(folder: Path) -> AbstractContextManager[Peer]:
    """LiteLLM's proxy with a canned answer and a master key, in a virtual environment of its own."""
    python = folder / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", folder], check=True)
    install = ["pip", "install", "--quiet", "--python", str(python), "litellm[proxy]"]
    subprocess.run([uv, *install], check=True)
    model = {"model": f"openai/{MODEL}", "api_key": "none", "mock_response": HAIKU}
    settings = {"model_list": [{"model_name": MODEL, "litellm_params": model}]}
    config = folder / "config.json"
    config.write_text(json.dumps(settings), encoding="utf-8")
    port, key = free_port(), f"sk-{secrets.token_hex(16)}"
    command = [str(folder / "bin" / "litellm"), "--config", str(config), "--port", str(port)]
    return running("LiteLLM proxy", command, port, key, LITELLM_MASTER_KEY=key)


@contextmanager
def running(
    name: str, command: Sequence[str], port: int, key: str = "none", **environment: str
) -> Iterator[Peer]:
    """Run a server until the block ends; it has a minute to begin."""
    with subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}/v1/chat/completions"
            _wait_for(url)
            yield Peer(name, url, key)
        finally:
            process.terminate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


def _lift_limits(base_url: str, admin_key: str) -> None:
    with OpenAI(admin_api_key=admin_key, base_url=base_url) as client:
        organization = client.admin.organization
        for project in organization.projects.list():
            for limit in organization.projects.rate_limits.list_rate_limits(project.id):
                organization.projects.rate_limits.update_rate_limit(
                    limit.id,
                    project_id=project.id,
                    max_requests_per_1_minute=1_000_000_000,
                    max_tokens_per_1_minute=1_000_000_000,
                )


def _wait_for(url: str) -> None:
    for _ in range(PATIENCE_SECONDS * 10):
        try:
            httpx.get(url, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"Nothing answers at {url} after {PATIENCE_SECONDS} seconds.")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed.")
    return found
