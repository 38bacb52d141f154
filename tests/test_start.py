"""start.py from outside, as a learner meets it: real set-ups, with few pins so that they are quick."""

import ast
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock

import start
from tests.conftest import OrdinaryUser, missing

ROOT = Path(__file__).parent.parent
NOT_COPIED = shutil.ignore_patterns(
    *(".*", "work", "*.egg-info", "__pycache__", "benchmarks"),
    *("exercises", "lessons", "solutions", "submissions", "attacks"),
)
posix_only = pytest.mark.skipif(os.name != "posix", reason="Windows has no such signal or mode")


def clean_environment(more: dict[str, str]) -> dict[str, str]:
    """Copy the environment without what steers Python or an installer, and with `more`."""
    steering = ("PIP_", "UV_", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    return {**kept, "PYTHONUTF8": "1", **more}


def run(
    checkout: Path,
    *arguments: str,
    user: tuple[str, ...] = (),
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*user, sys.executable, str(checkout / "start.py"), *arguments],
        env=clean_environment(environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def assert_refused(ended: subprocess.CompletedProcess[str], *said: str) -> None:
    """Refused means: exit status 2, words that help, no traceback."""
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    for words in said:
        assert words in ended.stderr


def copy_with_few_pins(folder: Path) -> Path:
    """Copy the checkout, its pins cut down to what installing the project itself needs."""
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    pins = (ROOT / "requirements-test.txt").read_text()
    setuptools, uv = re.findall(r"^(?:uv|setuptools)==.*\n(?: .*\n)+", pins, re.MULTILINE)
    (folder / "requirements.txt").write_text(setuptools)
    (folder / "requirements-test.txt").write_text(setuptools + uv)
    return folder


def has(checkout: Path, distribution: str) -> bool:
    return any((checkout / ".venv").rglob(f"{distribution}-*.dist-info"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return copy_with_few_pins(tmp_path / "the course")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that is set up where much stands in the way.

    Its folder's name has spaces, letters beyond ASCII, and signs that are more than a letter in addresses, patterns
    and settings; pip is told to install for a user, into another folder.
    """
    home = tmp_path_factory.mktemp("home")
    checkout = copy_with_few_pins(home / "Zoë's API-курс #1 [Fall] 100%")
    settings = home / "pip.conf"
    settings.write_text(f"[global]\ntarget = {home / 'elsewhere'}\nuser = no\n")
    ended = run(checkout, "setup", environment={"PIP_CONFIG_FILE": str(settings), "PIP_USER": "1"})
    if "package index cannot be reached" in ended.stderr:
        missing("package index within reach.")
    assert ended.returncode == 0, ended.stderr
    return checkout


@pytest.fixture
def dead_index() -> Iterator[str]:
    """Give the address of a package index where nobody listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/simple"


@pytest.mark.parametrize(
    ("version", "reason"),
    [((2, 7), "too old"), ((3, 10), "too old"), ((3, 15), "ready-made build"), ((4, 0), "too new")],
)
def test_other_pythons_are_refused_with_the_reason(version: tuple[int, int], reason: str) -> None:
    with pytest.raises(start.StartError, match=reason) as refused:
        start.refuse_other_pythons(version)
    assert f"This is Python {version[0]}.{version[1]}" in str(refused.value)
    assert "3.11 to 3.14" in str(refused.value)
    assert "`python3.14 start.py`" in str(refused.value)


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_supported_pythons_are_not_refused(minor: int) -> None:
    start.refuse_other_pythons((3, minor))


def test_an_old_python_can_read_the_file_far_enough_to_refuse() -> None:
    ast.parse((ROOT / "start.py").read_text(), feature_version=(3, 6))


def test_set_up_is_done_once(installed: Path) -> None:
    again = run(installed, "setup")
    assert again.returncode == 0
    assert "[1/4]" not in again.stdout


def test_set_up_makes_the_course_command(installed: Path) -> None:
    assert list((installed / ".venv").glob("*/course*"))


@pytest.mark.parametrize("name", ["PINS", "TEST_PINS", "PROJECT"])
def test_other_pins_need_another_set_up(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_from = start.fingerprint(start.PINS)
    other = tmp_path / getattr(start, name).name
    other.write_text("# another day")
    monkeypatch.setattr(start, name, other)
    assert start.fingerprint(start.PINS) != made_from


def test_a_learner_gets_neither_what_tests_need_nor_what_set_up_needed_until_it_is_asked_for(
    installed: Path,
) -> None:
    assert has(installed, "setuptools")
    assert not has(installed, "uv")
    assert "start.py setup --tests" in run(installed, "setup").stdout
    added = run(installed, "setup", "--tests")
    assert added.returncode == 0, added.stderr
    assert "start.py setup --tests" not in added.stdout
    assert "[1/4]" not in added.stdout
    assert has(installed, "uv")
    for again in (run(installed, "setup", "--tests"), run(installed, "setup")):
        assert (again.returncode, "[3/4]" in again.stdout) == (0, False)


def test_an_environment_for_tests_is_made_again_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "STAMP", tmp_path / "stamp")
    chosen = start.parse(["setup"])
    assert start.wanted_pins(chosen) == start.PINS
    start.STAMP.write_text("requirements.txt of another day")
    assert start.wanted_pins(chosen) == start.PINS
    start.STAMP.write_text("requirements-test.txt of another day")
    assert start.wanted_pins(chosen) == start.TEST_PINS


@pytest.mark.parametrize("arguments", [["test"], ["setup", "--tests"]])
def test_what_tests_need_comes_where_it_is_asked_for(arguments: list[str]) -> None:
    assert start.wanted_pins(start.parse(arguments)) == start.TEST_PINS


def test_a_half_made_environment_is_made_again(installed: Path) -> None:
    """The stamp is the last that set-up writes; what is there without it may be anything."""
    python = installed / start.program("python").relative_to(ROOT)
    (installed / start.STAMP.relative_to(ROOT)).unlink()
    python.unlink()
    python.write_text("what an interrupted set-up left")
    ended = run(installed, "setup")
    assert ended.returncode == 0, ended.stderr
    assert "[1/4]" in ended.stdout


def test_a_real_key_reaches_no_test(installed: Path) -> None:
    """The test run is replaced by one that tells its environment."""
    (installed / "tests" / "__main__.py").write_text("import os\nprint(sorted(os.environ))\n")
    (installed / "tests" / "__init__.py").write_text("")
    real = {"OPENAI_API_KEY": "a", "OPENAI_ADMIN_KEY": "b", "COURSE_DATABASE_URL": "c"}
    ended = run(installed, "test", environment=real)
    assert "'PATH'" in ended.stdout
    assert not any(name in ended.stdout for name in real)


@posix_only
@pytest.mark.parametrize("name", ["a:b", "new\nline", "dollar $HOME"])
def test_a_folder_that_nothing_can_be_started_from_is_refused(tmp_path: Path, name: str) -> None:
    odd = tmp_path / name
    odd.mkdir()
    for file in ("start.py", "pyproject.toml"):
        shutil.copy(ROOT / file, odd)
    ended = run(odd, "setup")
    assert_refused(ended, "in its name", "Move the course to one without it")
    assert len(ended.stderr.splitlines()) == 1


def test_installers_keep_the_way_to_packages_and_nothing_that_changes_what_they_do() -> None:
    inherited = {
        "PIP_USER": "1",
        "PIP_INDEX_URL": "https://mirror.example/simple",
        "UV_TARGET": "/elsewhere",
        "PYTHONPATH": "/somewhere",
        "HTTPS_PROXY": "http://proxy.example:3128",
    }
    settings = {
        "global.user": "yes",
        "global.target": "/elsewhere",
        "global.cert": r"C:\Users\nina\Nina's ca.pem",
        "install.trusted-host": "\nmirror.example\nother.example",
    }
    configured = "\n".join(f"{name}={value!r}" for name, value in settings.items())
    assert start.for_installers(inherited, configured) == {
        "PIP_INDEX_URL": "https://mirror.example/simple",
        "PIP_CERT": r"C:\Users\nina\Nina's ca.pem",
        "PIP_TRUSTED_HOST": " mirror.example other.example",
        "HTTPS_PROXY": "http://proxy.example:3128",
        "PIP_CONFIG_FILE": os.devnull,
        "UV_NO_CONFIG": "1",
    }


@posix_only
def test_a_folder_that_is_not_ours_is_refused(checkout: Path, ordinary_user: OrdinaryUser) -> None:
    checkout.chmod(0o555)
    ended = run(checkout, "setup", user=ordinary_user.prefix)
    assert_refused(
        ended, str(checkout), "Permission denied", "Copy the course to a folder that is yours"
    )


def test_a_file_in_the_place_of_the_environment_is_named(checkout: Path) -> None:
    (checkout / ".venv").touch()
    refused = run(checkout, "setup")
    assert refused.returncode == 2
    assert "is a file where a folder has to be" in refused.stderr


@posix_only
def test_nothing_is_set_up_under_a_running_course(checkout: Path) -> None:
    lock = checkout / start.LOCK.relative_to(ROOT)
    lock.parent.mkdir(parents=True)
    with FileLock(lock):
        ended = run(checkout, "setup")
    assert_refused(ended, "it is running. Stop it with Ctrl-C")
    assert len(ended.stderr.splitlines()) == 1
    assert not (checkout / ".venv").exists()


def test_without_a_network_the_way_out_is_named(checkout: Path, dead_index: str) -> None:
    pip = {"PIP_INDEX_URL": dead_index, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    ended = run(checkout, "setup", environment=pip)
    assert_refused(ended, "The package index cannot be reached", "HTTPS_PROXY")
    assert len(ended.stderr.splitlines()) == 1


@pytest.fixture
def strangers_certificate(tmp_path: Path) -> Iterator[str]:
    """Give the address of a package index that shows a certificate which nobody has signed."""
    if shutil.which("openssl") is None:
        missing("openssl.")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    wish = f"req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=proxy -keyout {key} -out {certificate}"
    subprocess.run(["openssl", *wish.split()], capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError), server.accept()[0] as visitor:
                context.wrap_socket(visitor, server_side=True)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{server.getsockname()[1]}/simple"
        thread.join()


def test_a_certificate_of_somebody_else_is_told_from_a_network_that_is_down(
    strangers_certificate: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "")
    monkeypatch.delenv("CURL_CA_BUNDLE", raising=False)
    ask = f"--isolated download uv --retries 0 -d {tmp_path} --index-url {strangers_certificate}"
    with pytest.raises(
        start.StartError, match="set PIP_CERT, REQUESTS_CA_BUNDLE and SSL_CERT_FILE"
    ) as refused:
        start.run_quietly(sys.executable, "-m", "pip", *ask.split())
    assert "a company's proxy" in str(refused.value)
    assert "cannot be reached" not in str(refused.value)


def test_where_uv_cannot_install_pip_does(checkout: Path, installed: Path, dead_index: str) -> None:
    """A company's mirror is often known to pip only."""
    ended = run(
        checkout,
        "setup",
        environment={"UV_DEFAULT_INDEX": dead_index, "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0"},
    )
    assert ended.returncode == 0, ended.stderr
    assert "Now pip tries" in ended.stdout


def test_a_python_without_venv_is_refused(checkout: Path, tmp_path: Path) -> None:
    """Debian ships Python without ensurepip; here an import hook of Python's own hides it."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n")
    ended = run(checkout, "setup", environment={"PYTHONPATH": str(tmp_path)})
    assert_refused(ended, "apt install python3-venv")
    assert not (checkout / ".venv").exists()


@posix_only
def test_ctrl_c_while_installing_ends_in_one_line(checkout: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(checkout / "start.py"), "setup"],
        env=clean_environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    next(line for line in process.stdout if "[1/4]" in line)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said == "\nStopped. Run the same command again to go on.\n"


@pytest.mark.parametrize(
    "missing_file", ["requirements.txt", "requirements-test.txt", "pyproject.toml"]
)
def test_an_incomplete_copy_is_refused(checkout: Path, missing_file: str) -> None:
    (checkout / missing_file).unlink()
    assert_refused(run(checkout, "setup"), missing_file)


def test_a_wrong_word_is_refused(checkout: Path) -> None:
    assert_refused(run(checkout, "tset"), "invalid choice: 'tset'")
    assert not (checkout / ".venv").exists()


def test_options_reach_the_course_command() -> None:
    chosen = start.parse(["--no-browser", "--port", "8890", "--instructor", "--keep-real-key"])
    assert start.course_arguments(chosen) == [
        "start",
        "--no-browser",
        "--instructor",
        "--keep-real-key",
        "--port",
        "8890",
    ]
    assert start.course_arguments(start.parse([])) == ["start"]
