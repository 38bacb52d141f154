"""The environment variables that a learner's notebooks and servers get to see."""

import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from course_utils.keys import is_well_formed

ADDRESS_VARIABLE = "COURSE_PLATFORM"
"""Names the file in which the running practice platform says where it is."""

PRIVATE = "private"
"""Its value where a notebook is to have a platform of its own, and to keep nothing."""

KEY_VARIABLES = ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY")
SET_ASIDE = "COURSE_KEYS_SET_ASIDE"
"""Names of the variables that held a real key, without the values, for `course doctor`."""

_WOULD_MISLEAD = ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS")
_NO_PROXY = ("127.0.0.1", "localhost")


def real_keys(environment: Mapping[str, str]) -> list[str]:
    """Name the variables that hold a key which is not one of the course's practice keys."""
    values = {name: environment.get(name, "").strip() for name in KEY_VARIABLES}
    return [name for name, value in values.items() if value and not is_well_formed(value)]


def without_real_keys(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out variables that hold a real key, and say in `COURSE_KEYS_SET_ASIDE` which they were."""
    held = real_keys(environment)
    kept = {name: value for name, value in environment.items() if name not in held}
    if held:
        kept[SET_ASIDE] = " ".join(held)
    return kept


def without_proxy_for_loopback(environment: Mapping[str, str]) -> dict[str, str]:
    """Keep calls to this computer away from a proxy that the variables may name."""
    exempt = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    hosts = [host for host in exempt.split(",") if host] + [
        host for host in _NO_PROXY if host not in exempt.split(",")
    ]
    return {**environment, "NO_PROXY": ",".join(hosts), "no_proxy": ",".join(hosts)}


def with_our_programs(environment: Mapping[str, str]) -> dict[str, str]:
    """Let a terminal in JupyterLab find `course` and this Python, whether or not `.venv` is active."""
    programs = str(Path(sys.executable).parent)
    return {**environment, "PATH": os.pathsep.join([programs, environment.get("PATH", os.defpath)])}


def point_at(environment: MutableMapping[str, str], base_url: str, api_key: str) -> list[str]:
    """Make a practice platform what `OpenAI()` talks to, and name the variables whose real keys this took out."""
    real = real_keys(environment)
    for name in (*KEY_VARIABLES, *_WOULD_MISLEAD):
        environment.pop(name, None)
    environment["OPENAI_API_KEY"] = api_key
    environment["OPENAI_BASE_URL"] = base_url
    environment.update(without_proxy_for_loopback(environment))
    return real
