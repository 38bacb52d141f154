"""Install the clients, start a platform, and look at what each of them prints."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from course_utils.server.serving.run import PrivatePlatform
from tests.system import must_be_here

HERE = Path(__file__).parent
LINES_OF_A_HAIKU = 3
PATIENCE_SECONDS = 120
QUESTION = '{"model": "gpt-4o", "input": "Write a haiku about AI."}'
SETTINGS = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "DO_NOT_TRACK": "1"}


@dataclass(frozen=True)
class Client:
    """A program that prints a haiku; `installs` puts what it needs into the folder where it runs."""

    name: str
    command: list[str]
    installs: list[list[str]]


def clients(folder: Path) -> Iterator[Client]:
    uv = [sys.executable, "-m", "uv"]
    environment = folder / "environment"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = ["langchain-openai", "litellm", "llm"]
    install = [
        [*uv, "venv", "--quiet", "--python", sys.executable, str(environment)],
        [*uv, "pip", "install", "--quiet", "--python", str(python), *packages],
    ]
    haiku = ["-m", "gpt-4o", "--no-log", "Write a haiku about AI."]
    yield Client("LangChain", [str(python), str(HERE / "with_langchain.py")], install)
    yield Client("LiteLLM", [str(python), str(HERE / "with_litellm.py")], [])
    yield Client("llm", [str(python.with_name("llm")), *haiku], [])
    yield Client("curl", ["curl", "--silent", "--fail", "--json", QUESTION, "--config", "curl"], [])
    script = folder / "with_node.mjs"
    npm = shutil.which("npm") or "npm"
    yield Client("openai-node", ["node", str(script)], [[npm, "install", "--silent", "openai"]])


def haiku_of(client: Client, folder: Path, environment: dict[str, str]) -> str:
    """Give what the client printed, or what went wrong.

    Raises:
        FileNotFoundError: this system has no program that the client needs.
    """
    for command in (*client.installs, client.command):
        try:
            ended = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                timeout=PATIENCE_SECONDS,
                check=True,
            )
        except subprocess.TimeoutExpired:
            return f"{command[0]} did not end within {PATIENCE_SECONDS} seconds"
        except subprocess.CalledProcessError as error:
            return str(error.stderr or error)
    return ended.stdout


def is_right(printed: str) -> bool:
    """A haiku has three lines; curl prints the JSON that holds them."""
    lines = printed.strip().splitlines()
    return len(lines) == LINES_OF_A_HAIKU or printed.count("\\n") == LINES_OF_A_HAIKU - 1


@click.command()
def main() -> None:
    """Ask for a haiku with every client that people use.

    Example: `python -m tests.clients`
    """
    private = PrivatePlatform()
    key = private.settings.api_key.reveal()
    base_url = f"{private.url}/v1"
    failed = []
    with TemporaryDirectory(prefix="clients-") as name:
        folder = Path(name)
        shutil.copy(HERE / "with_node.mjs", folder)
        config = f'url = "{base_url}/responses"\nheader = "authorization: Bearer {key}"\n'
        (folder / "curl").write_text(config)
        settings = {"OPENAI_API_KEY": key, "OPENAI_BASE_URL": base_url, "LLM_USER_PATH": name}
        environment = {**os.environ, **SETTINGS, **settings}
        for client in clients(folder):
            began = time.monotonic()
            try:
                printed = haiku_of(client, folder, environment)
                good = is_right(printed)
                verdict = "a haiku" if good else f"NO HAIKU: {printed[-2000:]}"
            except FileNotFoundError as error:
                good = not must_be_here()
                verdict = f"not tried, this system has no {error.filename}"
            click.echo(f"{client.name}: {verdict} ({time.monotonic() - began:.1f} s)")
            failed += [] if good else [client.name]
    private.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
