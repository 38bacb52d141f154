"""How git is asked by the course: without anybody's configuration, and running nothing else.

Neither the system's settings nor the user's count, and of a repository's own those that would start a program
or reach for a network are set aside. Only the save guard asks with people's settings, since those say what their
git ignores: it takes `not_led_elsewhere` from here and nothing else.
"""

import os
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

_CONFIGURED = {
    "core.autocrlf": "false",
    "core.excludesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "commit.gpgSign": "false",
    "gc.auto": "0",
    "init.defaultBranch": "main",
    "log.showSignature": "false",
    "protocol.allow": "never",
}

_SECONDS = 20.0
_NOBODY: Mapping[str, str] = {}

OPTIONS = tuple(word for pair in _CONFIGURED.items() for word in ("-c", "=".join(pair)))
"""What stands between `git` and the name of its command."""


def not_led_elsewhere(kept: Collection[str] = ()) -> dict[str, str]:
    """Give this process's variables without those that would lead git elsewhere, but for those named."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in kept
    }


def environment(kept: Collection[str] = ()) -> dict[str, str]:
    """Give the variables with which git is asked: its own variables are left out, but for those named."""
    return {
        **not_led_elsewhere(kept),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def author(name: str, email: str, date: str) -> dict[str, str]:
    """Give the variables by which a commit says who made it, and when (as ISO 8601 with a zone)."""
    said = {"NAME": name, "EMAIL": email, "DATE": date}
    return {
        f"GIT_{who}_{fact}": text for who in ("AUTHOR", "COMMITTER") for fact, text in said.items()
    }


def run(
    folder: Path, *words: str, variables: Mapping[str, str] = _NOBODY, told: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command of git's in a folder that holds nothing of a stranger's.

    Args:
        folder: where.
        words: the command and what follows it.
        variables: more than `environment` gives; see `author`.
        told: what git reads from its standard input.

    Raises:
        FileNotFoundError: there is no git, or no such folder.
        subprocess.TimeoutExpired: it did not end.
    """
    return subprocess.run(  # noqa: S603 - the course's own words, no shell
        ["git", *OPTIONS, *words],  # noqa: S607 - wherever it is installed
        cwd=folder,
        env={**environment(), **variables},
        input=told,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
