"""How git is asked by the course: without anybody's configuration, and running nothing else.

Neither the system's settings nor the user's count, and of a repository's own those that would start a program
or reach for a network are set aside. Only the save guard asks with people's settings, since those say what their
git ignores: it takes `not_led_elsewhere` from here and nothing else.
"""

import os
from collections.abc import Collection

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
