"""What `course doctor` looks at. Each check answers with findings and changes nothing."""

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from course_utils.checks.git import INSTALL, MISSING
from course_utils.environment import KEY_VARIABLES, LEFT_OUT, SET_ASIDE, left_out, real_keys
from course_utils.lab import launch, platform_process
from course_utils.lab import packages as installed
from course_utils.lab.launch import Lab
from course_utils.leaks.doctor import dotenv_file
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.doctor.examining import examine_key
from course_utils.learner.workspace import Workspace

_SET_UP_AGAIN = (
    "Run `python3 start.py setup` in the course's folder (Windows: `py start.py setup`)."
)
_INSTALL_AGAIN = "Install the course's wheel again: pip brings what it asks for."
_OURS = {*KEY_VARIABLES, "OPENAI_BASE_URL", "NO_PROXY", "no_proxy"}
"""What a terminal of the course itself sets."""


def examine(
    workspace: Workspace,
    course_home: Path,
    environment: Mapping[str, str],
    folder: Path,
    *,
    online: bool = False,
) -> Iterator[Diagnosis]:
    """Look at everything.

    Args:
        workspace: the learner's folder.
        course_home: where the course was installed from; a checkout has pins there.
        environment: the variables to look for keys in.
        folder: where a program would begin to look for a `.env`, going upwards.
        online: ask a server elsewhere whether it takes the key.
    """
    yield python(sys.version_info[:2])
    yield packages(course_home)
    yield git()
    yield work_folder(workspace)
    yield platform(workspace)
    yield jupyterlab(workspace)
    yield from keys(environment, folder)
    yield environment_of(environment)
    yield from examine_key(environment, folder, online=online)


def python(version: tuple[int, int]) -> Diagnosis:
    name = "Python {}.{}".format(*version)
    supported = installed.supported_pythons()
    if supported.contains(name.removeprefix("Python ")):
        return Diagnosis("Python", "ok", f"{name} is one that the course is made for.")
    return Diagnosis(
        "Python",
        "problem",
        f"{name} is not among those that the course is made for ({supported}).",
        "Install one of those, delete the folder .venv, and run start.py with it.",
    )


def packages(course_home: Path, prefix: Path = Path(sys.prefix)) -> Diagnosis:
    """Compare what is installed with the pins that `start.py` installed, else with what the course allows."""
    pins = installed.find_pins(course_home, prefix)
    needs = list(installed.pinned(pins) if pins else installed.asked_for())
    remedy = _SET_UP_AGAIN if pins else _INSTALL_AGAIN
    if missing := [need.requirement.name for need in needs if need.version is None]:
        return Diagnosis("Packages", "problem", f"Not installed: {_some(missing)}.", remedy)
    if others := [_other(need) for need in needs if not need.is_met]:
        wanted = "tested" if pins else "asked for"
        return Diagnosis(
            "Packages", "look", f"Another version than {wanted}: {_some(others)}.", remedy
        )
    count = len({need.requirement.name for need in needs})
    versions = "in the versions that were tested" if pins else "in versions that the course allows"
    return Diagnosis("Packages", "ok", f"All {count} are there, {versions}.")


def git() -> Diagnosis:
    if shutil.which("git") is None:
        return Diagnosis("git", "problem", MISSING, INSTALL)
    return Diagnosis("git", "ok", "It is there, for the checks that need it.")


def work_folder(workspace: Workspace) -> Diagnosis:
    if not workspace.folder.exists():
        return Diagnosis(
            "Your folder",
            "look",
            f"{workspace.folder} is not there yet.",
            "`course start` makes it.",
        )
    try:
        with tempfile.TemporaryFile(dir=workspace.folder):
            return Diagnosis("Your folder", "ok", f"{workspace.folder} can be written.")
    except OSError as error:
        return Diagnosis(
            "Your folder",
            "problem",
            f"{workspace.folder} cannot be written ({error.strerror}).",
            "Give yourself the right to write there, or start the course in another folder.",
        )


def platform(workspace: Workspace) -> Diagnosis:
    if url := platform_process.find_running(workspace):
        return Diagnosis("Practice platform", "ok", f"It answers at {url}/v1.")
    left_behind = "; the last one was not stopped in order" * workspace.platform_file.exists()
    return Diagnosis(
        "Practice platform",
        "look",
        f"It is not running{left_behind}.",
        "`course start` starts it. A notebook without it starts a small one of its own.",
    )


def jupyterlab(workspace: Workspace) -> Diagnosis:
    if running := launch.find_running(Lab(workspace)):
        return Diagnosis("JupyterLab", "ok", f"It answers at {running.url}.")
    return Diagnosis("JupyterLab", "look", "It is not running.", "`course start` starts it.")


def keys(environment: Mapping[str, str], folder: Path) -> Iterator[Diagnosis]:
    """Say where a real key is within reach of a program that runs here, never the key."""
    held = [f"the variable {name}" for name in real_keys(environment)]
    files = dotenv_file.find_all(folder)
    held += [str(file) for file in files if real_keys(dotenv_file.values(file))]
    if held:
        yield Diagnosis(
            "Your own key",
            "look",
            f"There is a real key in {' and in '.join(held)}.",
            "The course does not use it. Every program that you start here can read it: keep it "
            "where only the program that needs it looks.",
        )
    elif names := environment.get(SET_ASIDE):
        yield Diagnosis(
            "Your own key",
            "ok",
            f"`course start` found one in {names} and keeps it away from your notebooks.",
        )
    else:
        yield Diagnosis("Your own key", "ok", "No real key is within reach of your notebooks.")


def environment_of(environment: Mapping[str, str]) -> Diagnosis:
    """Name the settings that the course leaves out of whatever it starts; they keep the rest."""
    names = sorted({*left_out(environment), *environment.get(LEFT_OUT, "").split()} - _OURS)
    if not names:
        return Diagnosis("Environment", "ok", "Nothing in it has to be left out.")
    return Diagnosis(
        "Environment",
        "look",
        f"The course starts everything without {', '.join(names)}.",
        "It talks to this computer alone and needs none of them. They still hold for programs of your own.",
    )


def _other(need: installed.Need) -> str:
    return f"{need.requirement.name} {need.version} (wanted: {need.requirement.specifier})"


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
