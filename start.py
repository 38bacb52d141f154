"""Set the course up and open it. Needs nothing but Python itself.

    python3 start.py         set up, start the practice platform and JupyterLab, open the course
    python3 start.py test    set up and run everything that CI runs
    python3 start.py setup   set up and stop; with --tests, set up what the tests need too

On Windows type `py` instead of `python3`. This file must stay readable for Python 3.6, so that an
old Python is refused with a sentence and not with a syntax error.
"""

import argparse
import ast
import functools
import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-complete"
PINS = ROOT / "requirements.txt"
TEST_PINS = ROOT / "requirements-test.txt"  # all of the other's, and what only tests need
LOCK = ROOT / "work" / ".course" / "start.lock"
SUFFIX = ".exe" if os.name == "nt" else ""
DONE, CANNOT_RUN, INTERRUPTED = 0, 2, 130
IMPOSSIBLE = re.compile("[$\\x00-\\x1f\\x7f\\ud800-\\udfff" + re.escape(os.pathsep) + "]")
"""Characters that some program on the way can't take in the name of a folder."""
REACH = (
    *("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_TRUSTED_HOST"),
    *("PIP_PROXY", "PIP_CERT", "PIP_CLIENT_CERT", "PIP_KEYRING_PROVIDER", "PIP_USE_FEATURE"),
    *("PIP_CACHE_DIR", "PIP_NO_CACHE_DIR", "PIP_TIMEOUT", "PIP_DEFAULT_TIMEOUT", "PIP_RETRIES"),
    *("UV_INDEX", "UV_DEFAULT_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_KEYRING_PROVIDER"),
    *("UV_INSECURE_HOST", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "UV_CACHE_DIR", "UV_NO_CACHE"),
    *("UV_HTTP_TIMEOUT", "UV_HTTP_RETRIES", "UV_OFFLINE"),
)
"""What may tell pip and uv how to reach packages; all else of theirs (a target, a prefix) is left out."""
FIRST_IMPORTS = """
from contextlib import suppress
from importlib import import_module
for name in "openai.types", "IPython", "course_utils.checks", "course_utils.grading.inside.roles":
    with suppress(Exception):  # boxes are Linux's: elsewhere their part can't be imported, and need not
        import_module(name)
"""
"""What notebooks and a grader's boxes import: Python keeps its bytecode, which in a box it can't."""
NO_NETWORK = re.compile(r"connection|name resolution|proxy|timed out", re.IGNORECASE)
NO_TRUST = re.compile(
    "confirming the ssl certificate|CERTIFICATE_VERIFY_FAILED|SSLCertVerification"
)
EXAMPLES = """examples:
  python3 start.py
  python3 start.py --no-browser --port 8890
  python3 start.py test"""
TRY_AGAIN = "Check the network and run this again; behind a proxy, set HTTPS_PROXY first."


class StartError(Exception):
    """What happened and what to do, in a sentence for the person at the terminal."""


def supported_pythons() -> "tuple[tuple[int, int], tuple[int, int]]":
    """Read the oldest and the newest Python of the course, major and minor, in pyproject.toml."""
    project = PROJECT.read_text(encoding="utf-8")
    bounds = re.search(r'^requires-python = ">=3\.(\d+),<3\.(\d+)"', project, re.MULTILINE)
    if bounds is None:
        raise StartError(f"{PROJECT} does not say which Python the course needs. Get it again.")
    return (3, int(bounds.group(1))), (3, int(bounds.group(2)) - 1)


def refuse_other_pythons(version: "tuple[int, int]") -> None:
    """Raise `StartError` unless `version`, major and minor, is one that the course supports."""
    oldest, newest = supported_pythons()
    found = "{}.{}".format(*version)
    supported = "{}.{} to {}.{}".format(*oldest, *newest)
    example = "python{}.{} start.py".format(*newest)
    if version < oldest:
        raise StartError(
            f"This is Python {found}, which is too old: the course needs {supported}. Install one "
            f"from https://www.python.org/downloads/ and use it, for example `{example}`."
        )
    if version > newest:
        raise StartError(
            f"This is Python {found}, which is too new: some packages of the course have no ready-made "
            f"build for it yet. Use {supported}, for example `{example}`."
        )


def refuse_python_without_venv() -> None:
    """Raise `StartError` where the system ships Python without the parts that make `.venv`."""
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        raise StartError(
            "This Python cannot make virtual environments. On Debian and Ubuntu run "
            "`sudo apt install python3-venv`, then run this again; elsewhere install Python from "
            "https://www.python.org/downloads/."
        )


def refuse_impossible_folder(folder: str) -> None:
    """Raise `StartError` where the name of the course's folder holds what no program can be started from."""
    found = IMPOSSIBLE.search(folder)
    if found:
        raise StartError(
            f"The folder {folder!r} has {found.group()!r} in its name, and programs can't be started from "
            "such a folder. Move the course to one without it."
        )


def refuse_while_the_course_runs() -> None:
    """Raise `StartError` where `course start` holds its lock: `.venv` would be made anew under it."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none; it keeps programs that run from being replaced
    except ImportError:
        return
    try:
        with LOCK.open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StartError(
            "The course has changed and must be set up again, but it is running. Stop it with Ctrl-C "
            "in its terminal, then run this again."
        ) from None
    except OSError:  # there is no lock: nothing was started here yet
        return


def fingerprint(pins: Path) -> str:
    """Name what `.venv` is made from: the file of pins, which `course doctor` reads, and a digest.

    The digest is that of all pins, the project, this Python and this place.
    """
    here = f"{sys.version} {ROOT}".encode()
    files = (PINS, TEST_PINS, PROJECT)
    made_from = b"".join(path.read_bytes() for path in files) + here
    return f"{pins.name} {hashlib.sha256(made_from).hexdigest()}"


def wanted_pins(chosen: argparse.Namespace) -> Path:
    """Say what to install: what the tests need only where it is asked for, or was before."""
    was_for_tests = STAMP.exists() and STAMP.read_text().startswith(TEST_PINS.name + " ")
    return TEST_PINS if chosen.tests or chosen.what == "test" or was_for_tests else PINS


def program(name: str) -> Path:
    """Say where `.venv` has a program."""
    return VENV / ("Scripts" if os.name == "nt" else "bin") / (name + SUFFIX)


def is_set_up(pins: Path) -> bool:
    """Tell whether `.venv` is whole, up to date and holds what is in `pins`.

    The stamp is the last thing that set-up writes.
    """
    whole = all(path.exists() for path in (STAMP, program("python"), program("course")))
    return whole and STAMP.read_text() in (fingerprint(pins), fingerprint(TEST_PINS))


def without_settings(environment: "os._Environ[str]") -> "dict[str, str]":
    """Copy `environment` without what the OpenAI client or the course reads, a real key above all."""
    ours = ("OPENAI_", "COURSE_")
    return {name: value for name, value in environment.items() if not name.startswith(ours)}


def without_python_settings(environment: "dict[str, str]") -> "dict[str, str]":
    """Copy `environment` without what would change how Python itself works, and which modules it finds."""
    return {name: value for name, value in environment.items() if not name.startswith("PYTHON")}


def for_installers(environment: "dict[str, str]", configured: str) -> "dict[str, str]":
    """Copy what tells pip and uv how to reach packages, and nothing that changes where these go or which they are.

    Args:
        environment: what was inherited.
        configured: what `pip config list` says; pip's files are not read any more.
    """
    kept = {
        name: value
        for name, value in environment.items()
        if not name.startswith(("PYTHON", "PIP_", "UV_")) or name.startswith(REACH)
    }
    for line in configured.splitlines():
        found = re.match(r"(?:global|install|site|user)\.([a-z-]+)=((['\"]).*\3)$", line)
        name = "PIP_" + found.group(1).upper().replace("-", "_") if found else ""
        if found and name.startswith(REACH):
            kept.setdefault(name, ast.literal_eval(found.group(2)).replace("\n", " "))
    return dict(kept, PIP_CONFIG_FILE=os.devnull, UV_NO_CONFIG="1")


@functools.lru_cache(1)
def installers_environment() -> "dict[str, str]":
    """Ask pip for its settings, once, and give the environment in which it and uv are run."""
    environment = without_settings(os.environ)
    command = [str(program("python")), "-I", "-m", "pip", "config", "list"]
    listed = subprocess.run(
        command, env=environment, capture_output=True, check=False, text=True, errors="replace"
    )
    return for_installers(environment, listed.stdout)


def set_up(pins: Path) -> None:
    """Make `.venv` and install everything into it, or add what is missing there, unless that was done."""
    if is_set_up(pins):
        return
    refuse_while_the_course_runs()
    refuse_python_without_venv()
    made_from = fingerprint(pins)
    began = time.monotonic()
    if is_set_up(PINS):
        say(f"Adding what the tests need to {VENV}; this is needed once.")
        STAMP.unlink()
    else:
        say(f"Setting up the course in {VENV}; this is needed once.")
        make_venv()
    fetch_uv()
    install_pins(pins)
    install_course()
    if pins == PINS:
        remove_uv()
    STAMP.write_text(made_from)
    say(f"Set up in {time.monotonic() - began:.0f} seconds. The next start needs none of this.\n")


def make_venv() -> None:
    say(f"[1/4] Making .venv with Python {sys.version.split()[0]}")
    try:
        VENV.mkdir(exist_ok=True)
        (VENV / "writable").touch()
    except FileExistsError:
        raise StartError(
            f"{VENV} is a file where a folder has to be. Delete it and run this again."
        ) from None
    except OSError as error:
        raise StartError(
            f"Cannot write to {VENV} ({error.strerror}). Copy the course to a folder that is yours, "
            "for example in your home folder, and run start.py there."
        ) from None
    base_python = getattr(sys, "_base_executable", sys.executable)  # .venv may be what runs this
    run_quietly(base_python, "-I", "-m", "venv", "--clear", str(VENV))


def fetch_uv() -> None:
    """Install uv by pip: it installs the rest in seconds where pip needs minutes."""
    say("[2/4] Fetching uv, a fast installer, and checking its hash")
    pin = re.search(r"^uv==.*\n(?: .*\n)+", TEST_PINS.read_text(), re.MULTILINE)
    pin_file = VENV / "uv.txt"
    pin_file.write_text(pin.group(0) if pin else "")
    options = ["--only-binary", ":all:", "--retries", "2", "--require-hashes", "-r", str(pin_file)]
    run_quietly(*pip("install"), *options)


def install_pins(pins: Path) -> None:
    names = re.findall(r"^[a-z0-9][^=]*==", pins.read_text(), re.MULTILINE)
    say(f"[3/4] Installing some {len(names)} packages and checking each one's hash")
    options = ["--require-hashes", "-r", str(pins)]
    if succeeds(*uv_install(), *options):
        return
    say("uv could not. Now pip tries: it knows your settings for pip, but needs a minute or two.")
    if not succeeds(*pip("install"), *options):
        raise StartError(f"The packages could not be installed; see the lines above. {TRY_AGAIN}")


def install_course() -> None:
    say("[4/4] Installing the course itself")
    options = ["--no-deps", "--no-build-isolation", "--editable", "."]
    run_quietly(*pip("install"), *options)  # uv takes # and $ in the name of a folder for its own
    run_quietly(str(program("python")), "-I", "-c", FIRST_IMPORTS)


def remove_uv() -> None:
    """Take away 40 MB that a learner needs no more."""
    run_quietly(*pip("uninstall"), "--yes", "uv")


def pip(command: str) -> "list[str]":
    options = ["--disable-pip-version-check", "--no-input"]
    return [str(program("python")), "-I", "-m", "pip", command, *options]


def uv_install() -> "list[str]":
    trust = "--system-certs"  # a company's proxy is known to the system, not to uv
    return [str(program("uv")), "pip", "install", trust, "--python", str(program("python"))]


def succeeds(*command: str) -> bool:
    """Run a long step of the set-up; what it says, a line for each package, is shown only if it fails."""
    environment = installers_environment()
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command, env=environment, stdout=said, stderr=subprocess.STDOUT
        ) as process:
            try:
                watch(process)
            except BaseException:
                process.terminate()
                raise
        if process.returncode != 0:
            said.seek(0)
            print(said.read().decode(errors="replace").rstrip(), file=sys.stderr)
    return process.returncode == 0


def watch(process: "subprocess.Popen[bytes]") -> None:
    """Wait for a program; on a terminal count the seconds, so that it is seen to go on."""
    began = time.monotonic()
    while True:
        try:
            process.wait(0.2 if sys.stdout.isatty() else None)
            break
        except subprocess.TimeoutExpired:
            print(f"\r      {time.monotonic() - began:.0f} s ", end="", flush=True)
    if sys.stdout.isatty():
        print("\r" + " " * 20 + "\r", end="", flush=True)


def run_quietly(*command: str) -> None:
    """Run a step of the set-up; show its output only where it fails for a reason we can't name."""
    made = command[0] == str(program("python"))  # what makes it comes first
    environment = installers_environment() if made else without_settings(os.environ)
    ended = subprocess.run(command, env=environment, capture_output=True, check=False)
    if ended.returncode == 0:
        return
    output = (ended.stdout + ended.stderr).decode(errors="replace").strip()
    if NO_TRUST.search(output):  # first: such an output speaks of a broken connection, too
        raise StartError(about_certificates())
    if NO_NETWORK.search(output):
        raise StartError(f"The package index cannot be reached. {TRY_AGAIN}")
    shown = " ".join(command)
    raise StartError(
        f"{output}\nThis step of the set-up failed: {shown}\nMend it and run this again."
    )


def about_certificates() -> str:
    """Say what a certificate that nobody knows may be, and what to do."""
    # pip takes its own variable only where none of the others is set
    others = [name for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE") if name in os.environ]
    names = ", ".join(["PIP_CERT", *others])
    return (
        "The package index cannot be trusted: its certificate was made by somebody whom this computer does not "
        "know. Often that is a company's proxy, which reads along and shows a certificate of its own. Ask your "
        f"IT department for that certificate as a file, set {names} and SSL_CERT_FILE to the file's path, and "
        "run this again. Is the clock of this computer right? A wrong one has the same effect."
    )


def hand_over(name: str, *arguments: str, environment: "dict[str, str]") -> int:
    """Become that program where the system can, so that Ctrl-C is its own; elsewhere wait for it."""
    sys.stdout.flush()
    command = [str(program(name)), *arguments]
    if os.name == "posix":
        os.execve(command[0], command, environment)  # noqa: S606  (no shell: that is the point)
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # the terminal told the program too: let it stop in its own time
            continue


def say(line: str) -> None:
    print(line, flush=True)


def parse(arguments: "list[str]") -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="start.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Set the course up (once, a minute) and open it in the browser. Ctrl-C stops it.",
        epilog=EXAMPLES,
    )
    what = (
        "start: open the course (the default); test: run all that CI runs; setup: set up and stop"
    )
    parser.add_argument(
        "what", nargs="?", choices=["start", "test", "setup"], default="start", help=what
    )
    add = parser.add_argument
    add("--no-browser", action="store_true", help="print the address, open no browser")
    add("--port", type=int, help="JupyterLab's port (default: the first free one from 8888)")
    add("--instructor", action="store_true", help="show nbgrader's panels for instructors")
    add("--keep-real-key", action="store_true", help="let notebooks read a real OPENAI_API_KEY")
    add("--tests", action="store_true", help="with setup: what the tests need, too")
    return parser.parse_args(arguments)


def course_arguments(chosen: argparse.Namespace) -> "list[str]":
    """Spell what was chosen the way `course start` reads it."""
    flags = {
        "--no-browser": chosen.no_browser,
        "--instructor": chosen.instructor,
        "--keep-real-key": chosen.keep_real_key,
    }
    port = ["--port", str(chosen.port)] if chosen.port is not None else []
    return ["start", *(flag for flag, given in flags.items() if given), *port]


def main(arguments: "list[str]") -> int:
    try:
        refuse_other_pythons(sys.version_info[:2])
        chosen = parse(arguments)
        refuse_impossible_folder(str(ROOT))
        os.chdir(str(ROOT))
        set_up(wanted_pins(chosen))
        if chosen.what == "setup":
            say("Everything is set up. Open the course with: python3 start.py")
            if wanted_pins(chosen) == PINS:
                say("To add what the tests need: python3 start.py setup --tests")
            return DONE
        if chosen.what == "test":
            environment = without_python_settings(without_settings(os.environ))
            return hand_over("python", "-m", "tests", environment=environment)
        environment = without_python_settings(dict(os.environ))
        return hand_over("course", *course_arguments(chosen), environment=environment)
    except StartError as error:
        print(error, file=sys.stderr)
        return CANNOT_RUN
    except OSError as error:  # a full disk, a file that another program holds, an incomplete copy
        print(f"Cannot go on: {error}. Mend that and run this again.", file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        return INTERRUPTED


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main(sys.argv[1:]))
