"""How git is asked by the course: running nothing else, and without anybody's configuration.

Whoever a repository is of, what its own settings would start, or fetch over a network, is set aside. Neither the
system's settings nor the user's count. Only the save guard asks with those, since they say what somebody's git
ignores: it takes `COMMAND_WITH_SETTINGS`. Whatever of the course asks git takes one of the two commands from here.
"""

import os
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path

_STARTS_NOTHING = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "commit.gpgSign": "false",
    "gc.auto": "0",
    "log.showSignature": "false",
}
_AS_IT_COMES = {
    "core.autocrlf": "false",
    "core.excludesFile": os.devnull,
    "core.quotePath": "false",
    "init.defaultBranch": "main",
}
_NO_PROTOCOL = "none"
"""What alone may be fetched over. It outranks what a repository allows, as `protocol.allow` does not."""

_SECONDS = 20.0
_NOBODY: Mapping[str, str] = {}


def _options(settings: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(word for pair in settings.items() for word in ("-c", "=".join(pair)))


COMMAND_WITH_SETTINGS = ("git", *_options(_STARTS_NOTHING))
"""What stands before the name of a command, with people's settings; it needs `environment_with_settings`."""

COMMAND = (*COMMAND_WITH_SETTINGS, *_options(_AS_IT_COMES))
"""The same without them; it needs `environment`."""


def environment_with_settings(kept: Collection[str] = ()) -> dict[str, str]:
    """Give the variables with which git is asked: its own variables are left out, but for those named."""
    return {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name in kept
        },
        "GIT_ALLOW_PROTOCOL": _NO_PROTOCOL,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def environment(kept: Collection[str] = ()) -> dict[str, str]:
    """Give those with which neither the system's settings nor the user's count."""
    return {
        **environment_with_settings(kept),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
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
        [*COMMAND, *words],
        cwd=folder,
        env={**environment(), **variables},
        input=told,
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
