"""`course serve` as a process of its own, for tests that stop it, kill it or look at it from outside."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import httpx


@dataclass
class RunningPlatform:
    """A platform that answers; `first_lines` is what it said when it began to."""

    process: subprocess.Popen[str]
    url: str
    operator_token: str
    api_key: str
    first_lines: list[str]
    state: Path

    def get(self, path: str, key: str) -> httpx.Response:
        return httpx.get(
            self.url + path, headers={"authorization": f"Bearer {key}"}, trust_env=False
        )

    def decision_log(self) -> list[dict[str, Any]]:
        answer = self.get("/practice/requests", self.operator_token)
        return list(answer.json()["data"])


@contextmanager
def serve(state: Path, *options: str, errors: IO[str] | None = None) -> Iterator[RunningPlatform]:
    """Run `course serve` on a free port until the block ends; what goes wrong is written to `errors`."""
    command = [sys.executable, "-m", "course_utils", "serve", "--state", str(state)]
    with subprocess.Popen(
        [*command, "--port", "0", *options], stdout=subprocess.PIPE, stderr=errors, text=True
    ) as process:
        assert process.stdout is not None
        first_lines = [process.stdout.readline() for _ in range(3)]
        try:
            announced = json.loads((state / "platform.json").read_text(encoding="utf-8"))
            yield RunningPlatform(
                process,
                announced["url"],
                announced["operator_token"],
                announced["api_key"],
                first_lines,
                state,
            )
        finally:
            process.kill()
