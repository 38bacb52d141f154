import os
import secrets
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from course_utils.environment import (
    LEFT_OUT,
    SET_ASIDE,
    changes_python,
    clean,
    for_our_programs,
    forget_ways_out,
    left_out,
    point_at,
    real_keys,
)
from course_utils.keys import Kind, generate

HARMFUL = {
    "ALL_PROXY": "socks5://127.0.0.1:1",
    "all_proxy": "socks://127.0.0.1:1",
    "HTTP_PROXY": "http://user:p ss@[::1",
    "HTTPS_PROXY": "nonsense",
    "NO_PROXY": "localhost,[::1]",
    "SSL_CERT_FILE": "/nowhere/certificates.pem",
    "SSL_CERT_DIR": "/nowhere",
    "SSLKEYLOGFILE": "/nowhere/keys.log",
    "REQUESTS_CA_BUNDLE": "/nowhere/certificates.pem",
    "OPENAI_CUSTOM_HEADERS": "no colon here",
    "OPENAI_LOG": "debug",
    "OPENAI_ORG_ID": "org-of-somebody",
    "OPENAI_PROJECT_ID": "proj-of-somebody",
}
"""What keeps a client from being built, or leads it elsewhere; each was met, or is of the same kind."""

UNDERNEATH = {
    "NBFORMAT_VALIDATOR": "none-of-them",
    "ALEMBIC_CONFIG": "/nowhere/alembic.ini",
    "KERNEL_LAUNCH_TIMEOUT": "soon",
    "JUPYTER_PATH": "/nowhere",
    "JUPYTER_PREFER_ENV_PATH": "maybe",
    "IPYTHONDIR": "/nowhere",
    "MPLBACKEND": "none-of-them",
    "PYTHONPATH": "/nowhere",
    "PYTHONWARNINGS": "error",
    "PYTHON_KEYRING_BACKEND": "none.of.them",
    "WEB_CONCURRENCY": "auto",
    "GIT_DIR": "/nowhere/.git",
}

ASK = """
import httpx
from course_utils import MODEL, practice_platform

platform = practice_platform()
from openai import OpenAI

print(httpx.get(f"{platform.base_url}/models").status_code)
OpenAI().chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "a haiku"}])
"""


def test_a_key_that_is_no_practice_key_counts_as_real() -> None:
    environment = {"OPENAI_API_KEY": secrets.token_hex(), "OPENAI_ADMIN_KEY": "  "}
    assert real_keys(environment) == ["OPENAI_API_KEY"]


def test_a_practice_key_is_not_real() -> None:
    assert real_keys({"OPENAI_API_KEY": generate(Kind.PROJECT) + "\n"}) == []


def test_real_keys_are_left_out_and_only_their_names_are_told() -> None:
    value = secrets.token_hex()
    kept = for_our_programs({"OPENAI_API_KEY": value, "HOME": "/home/ana"})
    assert "OPENAI_API_KEY" not in kept
    assert value not in kept.values()
    assert (kept[SET_ASIDE], kept["HOME"]) == ("OPENAI_API_KEY", "/home/ana")
    assert LEFT_OUT not in kept


def test_a_real_key_that_is_kept_comes_with_the_way_to_the_real_api() -> None:
    inherited = {
        "OPENAI_API_KEY": secrets.token_hex(),
        "https_proxy": "http://proxy.example:3128",
        "no_proxy": "intranet.example,[::1]",
        "PYTHONPATH": "/somewhere",
    }
    kept = for_our_programs(inherited, keep_real_key=True)
    assert kept["OPENAI_API_KEY"] == inherited["OPENAI_API_KEY"]
    assert kept["https_proxy"] == inherited["https_proxy"]
    assert kept["no_proxy"] == kept["NO_PROXY"] == "intranet.example,127.0.0.1,localhost"
    assert kept[LEFT_OUT] == "PYTHONPATH"
    assert SET_ASIDE not in kept


@pytest.mark.parametrize("name", [*HARMFUL, *UNDERNEATH])
def test_what_could_break_a_program_of_ours_is_left_out_and_named(name: str) -> None:
    inherited = {name: "x", "HOME": "/home/ana", "COURSE_DATABASE_URL": "sqlite://"}
    kept = for_our_programs(inherited)
    assert kept.get(name) != "x"
    assert left_out(inherited) == [name]
    assert kept[LEFT_OUT] == name
    assert (kept["HOME"], kept["COURSE_DATABASE_URL"]) == ("/home/ana", "sqlite://")


def test_keyring_never_meets_a_real_keychain_in_what_we_start(tmp_path: Path) -> None:
    """Even where a cell uses it before anything of the course is imported."""
    kept = for_our_programs(
        {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    )
    code = "import keyring; print(type(keyring.get_keyring()).__name__)"
    said = subprocess.check_output([sys.executable, "-c", code], cwd=tmp_path, env=kept, text=True)
    assert said == "PracticeVault\n"
    assert "PYTHON_KEYRING_BACKEND" not in left_out(kept)
    assert not changes_python({"PYTHON_KEYRING_BACKEND": kept["PYTHON_KEYRING_BACKEND"]})


def test_no_proxy_gets_calls_to_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = for_our_programs({"http_proxy": "http://proxy.example:3128"}, keep_real_key=True)
    for name, value in kept.items():
        monkeypatch.setenv(name, value)
    assert urllib.request.proxy_bypass("127.0.0.1")
    assert urllib.request.proxy_bypass("localhost")
    assert not urllib.request.proxy_bypass("elsewhere.example")


def test_our_programs_are_found_first() -> None:
    path = for_our_programs({"PATH": "/usr/bin"})["PATH"]
    assert path.split(os.pathsep) == [str(Path(sys.executable).parent), "/usr/bin"]


def test_a_process_of_ours_forgets_what_misleads_and_remembers_what_it_was() -> None:
    environment = {"ALL_PROXY": "socks5://127.0.0.1:1", "HOME": "/home/ana"}
    before = dict(environment)
    assert clean(environment) == before
    assert environment == {"HOME": "/home/ana"}


def test_a_notebook_is_pointed_at_the_platform_and_nowhere_else() -> None:
    environment = {**HARMFUL, "OPENAI_API_KEY": secrets.token_hex(), "HOME": "/home/ana"}
    assert forget_ways_out(environment) == ["OPENAI_API_KEY"]
    assert environment == {"HOME": "/home/ana"}
    point_at(environment, "http://127.0.0.1:1/v1", "a key")
    assert (environment["OPENAI_API_KEY"], environment["NO_PROXY"]) == (
        "a key",
        "127.0.0.1,localhost",
    )


@pytest.mark.parametrize(
    ("environment", "changed"),
    [
        ({"PYTHONPATH": "/x"}, True),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, False),
        ({"PATH": "/x"}, False),
    ],
)
def test_pythons_own_variables_are_seen(environment: dict[str, str], *, changed: bool) -> None:
    assert changes_python(environment) is changed


def test_clients_are_built_and_answered_whatever_a_notebook_inherits(tmp_path: Path) -> None:
    """The kernel of another editor was not started by us: what it inherits is put right inside of it."""
    ended = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=tmp_path,
        env={**os.environ, **HARMFUL},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.stdout, ended.returncode) == ("401\n", 0), ended.stderr
