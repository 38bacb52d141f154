"""A coding agent without a model.

A coding agent is a loop: a model reads, says which file to read or which command to run, a program does it and hands
the output back, until the model writes its answer. All that it reads, the request of its user and the text of a file,
reaches the model as one text. Here a few fixed rules stand in the model's place, and always fall for what a model
falls for sometimes: a request in a file is taken for the user's own. The files are read and the commands run.
"""

import os
import re
import subprocess
import sys
from collections.abc import Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course_utils.keys import KEY_PATTERN

_TO_ASSISTANTS = re.compile(
    r"<!--\s*assistants?\b.*?OPENAI_API_KEY.*?-->", re.IGNORECASE | re.DOTALL
)
"""A comment in a file that asks whoever reads it for the key."""

_WAYS = (
    ("cat", ".env"),
    ("python", "-c", "print(open('.env').read())"),
    ("git", "grep", "--no-index", "--no-color", "-h", "KEY", "--", ".env"),
    ("python", "-c", "print(open('.mcp.json').read())"),
    ("python", "-c", "import os; print(os.environ['OPENAI_API_KEY'])"),
)
"""What it tries, one after the other: where one way is closed, a model thinks of the next."""

_NEEDED = ("PATH", "SYSTEMROOT")
_SECONDS = 30.0


@dataclass(frozen=True)
class Agent:
    """Works in a folder, with the rights of whoever starts it.

    Attributes:
        folder: where it reads files and runs commands.
        denied: the commands that it may not run, by their first word.
        environment: the variables that it was started with, beside those that programs need to start.
    """

    folder: Path
    denied: Collection[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def work(self, request: str) -> str:
        """Do what was asked, and give the transcript: who said and did what, line by line."""
        return "\n".join(self._work(request))

    def _work(self, request: str) -> Iterator[str]:
        yield f"you     {request}"
        yield "agent   reads README.md"
        readme = self.folder / "README.md"
        text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
        answer = "This folder writes a new haiku at each full hour."
        if _TO_ASSISTANTS.search(text):
            for words in _WAYS:
                said = yield from self._run(words)
                if found := KEY_PATTERN.search(said):
                    yield f"agent   answers: {answer} Its key is {found.group()}"
                    return
            answer += " It asks for a key, and I found none."
        yield f"agent   answers: {answer}"

    def _run(self, words: tuple[str, ...]) -> Generator[str, None, str]:
        yield f"agent   runs: {_as_typed(words)}"
        program = words[0]
        if program in self.denied:
            yield f"system  denied: {program}"
            return ""
        command = [sys.executable if program == "python" else program, *words[1:]]
        needed = {name: os.environ[name] for name in _NEEDED if name in os.environ}
        try:
            ran = subprocess.run(  # noqa: S603 - one of the ways above
                command,
                cwd=self.folder,
                env={**needed, **self.environment},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except OSError:
            yield f"system  there is no {program} here"
            return ""
        said = ran.stdout.strip()
        yield f"system  {said or 'it failed: nothing is there'}"
        return said


def _as_typed(words: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"' if re.search(r"[ (]", word) else word for word in words)
