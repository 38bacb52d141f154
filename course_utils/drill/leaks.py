"""Where the key was found: one place for each seed, all in a folder that was published with git.

The file differs, and so does what would have kept the key in. The key's value is put into it when a drill begins.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Leak:
    """One way in which a key got out.

    Attributes:
        file: in which file of the repository it was.
        story: how it came there, in one or two sentences.
        prevented: what would have kept it in.
        text: gives what the file said, from the key's value.
    """

    file: str
    story: str
    prevented: str
    text: Callable[[str], str]


def _program(value: str) -> str:
    return f'import os\n\n# only until the vault works again\nos.environ["OPENAI_API_KEY"] = "{value}"\n'


def _notebook(value: str) -> str:
    output = {"output_type": "stream", "name": "stdout", "text": [f"using {value}\n"]}
    cell = {
        "cell_type": "code",
        "execution_count": 1,
        "id": "look",
        "metadata": {},
        "outputs": [output],
        "source": ["print('using', client.api_key)"],
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _log(value: str) -> str:
    return (
        f"INFO poem of the hour asked for\nDEBUG headers: Authorization: Bearer {value}\nINFO 200\n"
    )


def _transcript(value: str) -> str:
    return f"> why does clock.py get a 401?\n\nI ran `env` to look:\n\n    OPENAI_API_KEY={value}\n"


LEAKS = (
    Leak(
        "page.py",
        "On a busy evening the key went into page.py, 'only until the vault works again'. The folder went public.",
        "reading the key from the vault or the environment, and a scan before each commit",
        _program,
    ),
    Leak(
        "try_prompts.ipynb",
        "A cell of try_prompts.ipynb printed the key to see whether it was loaded. The output was saved with it.",
        "a save guard that refuses such a notebook, and never printing a key, not even to see that it is there",
        _notebook,
    ),
    Leak(
        "clock.log",
        "clock.py wrote its requests into a log, headers and all, and the log was committed with the rest.",
        "a log that redacts keys, and a line in .gitignore for logs",
        _log,
    ),
    Leak(
        "notes/agent.md",
        "A coding agent ran `env` to find a mistake. Its transcript was kept in the notes, and those went public.",
        "a key that the agent's process cannot reach, and a scan before each commit",
        _transcript,
    ),
)


def leak_of(seed: int) -> Leak:
    """Give the leak of a seed; neighbouring seeds differ."""
    return LEAKS[seed % len(LEAKS)]
