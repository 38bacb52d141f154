"""What the environment may hand on to anything of ours: decided here and nowhere else.

The course talks to its own machine alone. Settings for proxies and certificates, for Python, Jupyter and the
libraries underneath can only keep it from doing so: everything that we start, starts without them.
"""

import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path

from course_utils.keys import is_well_formed

ADDRESS_VARIABLE = "COURSE_PLATFORM"
"""Names the file in which the running practice platform says where it is, or is `PRIVATE`."""

PRIVATE = "private"
"""Its value where a notebook is to have a platform of its own, and to keep nothing."""

KEY_VARIABLES = ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY")
SET_ASIDE = "COURSE_KEYS_SET_ASIDE"
"""Names of the variables that held a real key, without the values, for `course doctor`."""
LEFT_OUT = "COURSE_LEFT_OUT"
"""Names of the other variables that `course start` left out, for `course doctor`."""

VAULT_VARIABLE = "COURSE_VAULT"
"""Is `PRIVATE` while a check runs in a notebook: `keyring` and the check then meet one platform."""

_KEYRING = {"PYTHON_KEYRING_BACKEND": "course_utils.vault.PracticeVault"}

_OUTWARD = ("OPENAI_", "SSL", "OPENSSL_")
_OUTWARD_NAMES = frozenset({"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC"})
_UNDERNEATH = (
    "ALEMBIC_",
    "GATEWAY_",
    "GIT_CONFIG",
    "IPYTHON",
    "JPY_",
    "JUPYTER",
    "KERNEL_",
    "NBCONVERT_",
    "NBFORMAT_",
    "NBGRADER",
    "PYDANTIC_",
    "PYDEVD_",
    "PYTHON",
    "PYZMQ_",
    "TRAITLETS_",
    "UVICORN_",
)
_UNDERNEATH_NAMES = frozenset(
    {
        "DEFER_PYDANTIC_BUILD",
        "FORWARDED_ALLOW_IPS",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_WORK_TREE",
        "MPLBACKEND",
        "QT_API",
        "WEB_CONCURRENCY",
    }
)
_HARMLESS = frozenset({"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONUNBUFFERED"})
_LOOPBACK = ("127.0.0.1", "localhost")


def real_keys(environment: Mapping[str, str]) -> list[str]:
    """Name the variables that hold a key which is not one of the course's practice keys.

    A practice key is one with whitespace around it, too: it was made here, and is nobody's own.
    """
    values = {name: environment.get(name, "").strip() for name in KEY_VARIABLES}
    return [name for name, value in values.items() if value and not is_well_formed(value)]


def left_out(environment: Mapping[str, str]) -> list[str]:
    """Name the variables that nothing of ours is started with, real keys aside."""
    held = real_keys(environment)
    ours = [name for name, value in _KEYRING.items() if environment.get(name) == value]
    return [name for name in environment if name not in (*held, *ours) and _is_left_out(name)]


def for_our_programs(
    environment: Mapping[str, str], *, keep_real_key: bool = False
) -> dict[str, str]:
    """Give what a server, a kernel or a terminal of ours is started with.

    Args:
        environment: what this process has inherited.
        keep_real_key: leave real keys in, and with them what a client needs to reach the real API.
    """
    kept = {
        name: value
        for name, value in environment.items()
        if not _is_left_out(name) or (keep_real_key and _reaches_out(name))
    }
    told = {
        SET_ASIDE: [] if keep_real_key else real_keys(environment),
        LEFT_OUT: [name for name in left_out(environment) if name not in kept],
    }
    programs = str(Path(sys.executable).parent)
    return {
        **kept,
        **{name: " ".join(names) for name, names in told.items() if names},
        "PATH": os.pathsep.join([programs, kept.get("PATH", os.defpath)]),
        **_loopback_without_proxy(kept),
        **_KEYRING,
    }


def clean(environment: MutableMapping[str, str]) -> dict[str, str]:
    """Take out of this process's own environment what it has no use for, and give it as it was."""
    inherited = dict(environment)
    for name in inherited:
        if _is_left_out(name):
            del environment[name]
    return inherited


def forget_ways_out(environment: MutableMapping[str, str]) -> list[str]:
    """Take out what leads a client elsewhere, and name the variables whose real keys went with it.

    That is a key, an address, another organization, a proxy, a certificate's file: some keep a client from being
    built at all.
    """
    real = real_keys(environment)
    for name in [name for name in environment if _reaches_out(name)]:
        del environment[name]
    return real


def point_at(environment: MutableMapping[str, str], base_url: str, api_key: str) -> None:
    """Make a practice platform what `OpenAI()` talks to."""
    environment["OPENAI_API_KEY"] = api_key
    environment["OPENAI_BASE_URL"] = base_url
    environment.update(_loopback_without_proxy({}))
    keep_out_of_keychains(environment)


def keep_out_of_keychains(environment: MutableMapping[str, str]) -> None:
    """Let `keyring` use the practice platform's vault, in this process too if it is imported already."""
    environment.update(_KEYRING)
    if "keyring" in sys.modules:
        keyring = sys.modules["keyring"]
        keyring.core.init_backend()


@contextmanager
def private_vault(environment: MutableMapping[str, str]) -> Iterator[None]:
    """Let `keyring` keep keys on this process's own platform meanwhile, and not in the learner's vault."""
    environment[VAULT_VARIABLE] = PRIVATE
    try:
        yield
    finally:
        environment.pop(VAULT_VARIABLE, None)


def changes_python(environment: Mapping[str, str]) -> bool:
    """Tell whether Python itself works in another way than usual, as with modules of somebody's in its path."""
    usual = _HARMLESS | _KEYRING.keys()
    return any(name.startswith("PYTHON") and name not in usual for name in environment)


def _is_left_out(name: str) -> bool:
    known = name.upper()
    if known in _HARMLESS:
        return False
    return _reaches_out(known) or known.startswith(_UNDERNEATH) or known in _UNDERNEATH_NAMES


def _reaches_out(name: str) -> bool:
    """Tell whether a client, ours or the official one, reads it to find its way to a server elsewhere."""
    known = name.upper()
    return known.endswith("_PROXY") or known.startswith(_OUTWARD) or known in _OUTWARD_NAMES


def _loopback_without_proxy(kept: Mapping[str, str]) -> dict[str, str]:
    """Exempt this computer from a proxy that is kept, or that the system knows without any variable."""
    exempt = kept.get("no_proxy") or kept.get("NO_PROXY") or ""
    elsewhere = [host for host in exempt.split(",") if host and host not in (*_LOOPBACK, "[::1]")]
    hosts = ",".join([*elsewhere, *_LOOPBACK])
    return {"NO_PROXY": hosts, "no_proxy": hosts}
