"""JupyterLab as the course runs it: loopback, a token, the course's settings, nobody's own ones."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from course_utils.lab import layout
from course_utils.lab.background import start_python
from course_utils.lab.loopback import ask
from course_utils.learner.workspace import Workspace, read_state

_HERE = Path(__file__).parent
_STYLE = _HERE / "style.css"
_CONFIG = _HERE / "config"
_USUAL_EXCHANGE = Path("/usr/local/share/nbgrader/exchange")


@dataclass(frozen=True)
class Lab:
    """Which JupyterLab: whose folder, and whether an instructor sits before it.

    An instructor's JupyterLab shows the folder around `work/`, where solutions and submissions are,
    and nbgrader's panels.
    """

    workspace: Workspace
    instructor: bool = False

    @property
    def root(self) -> Path:
        return self.workspace.folder.parent if self.instructor else self.workspace.folder

    @property
    def home(self) -> Path:
        """What JupyterLab and its kernels would keep in the user's home: settings, layout, history."""
        return self.workspace.state / "jupyter"

    @property
    def layouts(self) -> Path:
        return self.home / "lab" / "workspaces"

    @property
    def log(self) -> Path:
        return self.workspace.state / "jupyterlab.log"


@dataclass(frozen=True)
class RunningLab:
    """A JupyterLab that answers: its address, the token that opens it, the folder that it shows."""

    url: str
    token: str
    root: Path

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 80

    def learners_page(self, notebook: Path) -> str:
        """Give the address of the course's first page, token included.

        The notebook is named in it for the case that the page is open in the browser already: then
        JupyterLab opens a second one without a layout, and would show its launcher.
        """
        path = quote(notebook.relative_to(self.root).as_posix())
        return f"{self.url}lab/workspaces/{layout.NAME}/tree/{path}?token={self.token}"

    def instructors_page(self) -> str:
        """Give the address of a page with a layout of its own: the learner's would open other files there."""
        return f"{self.url}lab/workspaces/{layout.INSTRUCTOR}?token={self.token}"

    def shut_down(self) -> None:
        self._ask("shutdown", "POST")

    def answers(self) -> bool:
        return self._ask("status") == 200

    def _ask(self, path: str, method: str = "GET") -> int | None:
        authorization = f"token {self.token}"
        return ask(f"{self.url}api/{path}", authorization=authorization, method=method)


def environment(lab: Lab, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return `inherited` with JupyterLab and IPython turned away from the user's own configuration.

    `JUPYTER_CONFIG_PATH` comes before every other place, and `JUPYTER_CONFIG_DIR` takes the place of
    `~/.jupyter` (jupyter_core.paths); the settings and layouts of JupyterLab follow the latter. Its extensions of ours
    are in `labextensions` of `JUPYTER_PATH`.
    """
    shape = [_CONFIG / name for name in _shapes(lab)]
    return {
        **inherited,
        "IPYTHONDIR": str(lab.home / "ipython"),
        "JUPYTER_CONFIG_DIR": str(lab.home),
        "JUPYTER_CONFIG_PATH": os.pathsep.join(map(str, shape)),
        "JUPYTER_DATA_DIR": str(lab.home / "data"),
        "JUPYTER_PATH": str(_HERE),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_RUNTIME_DIR": str(_runtime(lab)),
    }


def _shapes(lab: Lab) -> list[str]:
    if not lab.instructor:
        return ["learner", "course"]
    return ["instructor", *([] if _has_exchange(lab.root) else ["no_exchange"]), "course"]


def _has_exchange(root: Path) -> bool:
    """Tell whether somebody has set up nbgrader's exchange: in the course's configuration, or where it stands usually."""
    try:
        configured = "Exchange.root" in (root / "nbgrader_config.py").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        configured = False
    return configured or _USUAL_EXCHANGE.is_dir()


def start(lab: Lab, port: int | None, inherited: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start JupyterLab in the background; without a port it looks for a free one from 8888 on."""
    shutil.rmtree(_runtime(lab), ignore_errors=True)
    _bring_style(lab)
    bring_redaction(lab)
    # with the secret of the last start, a page that was left open is let in again
    secret = f"--ServerApp.cookie_secret_file={lab.home / 'cookie_secret'}"
    arguments = ["-m", "course_utils.lab.program", f"--ServerApp.root_dir={lab.root}", secret]
    if os.name == "posix":
        # A shell that is named is no login shell, whose profile would set PATH afresh and lose `course`.
        shell = inherited.get("SHELL", "sh")
        arguments.append(f"--ServerApp.terminado_settings={{'shell_command': [{shell!r}]}}")
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    return start_python(
        arguments, folder=lab.root, environment=environment(lab, inherited), log=lab.log
    )


def find_running(lab: Lab) -> RunningLab | None:
    """Return the JupyterLab that runs on this folder, if one answers.

    jupyter_server writes `jpserver-PID.json` when it listens; one that nobody answers for was left
    behind by a process that was killed.
    """
    for info_file in _runtime(lab).glob("jpserver-*.json"):
        info = read_state(info_file)
        url, token, root = (info.get(name) for name in ("url", "token", "root_dir"))
        if isinstance(url, str) and isinstance(token, str) and isinstance(root, str):
            running = RunningLab(url, token, Path(root))
            if running.answers():
                return running
    return None


def _bring_style(lab: Lab) -> None:
    """JupyterLab reads a style of one's own only from `custom/` in its configuration's folder."""
    place = lab.home / "custom" / "custom.css"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_STYLE, place)


def bring_redaction(lab: Lab) -> None:
    """Let every kernel keep keys out of what it says: IPython reads what it begins with from its profile."""
    profile = lab.home / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    shutil.copy(_CONFIG / "ipython_kernel_config.json", profile)


def _runtime(lab: Lab) -> Path:
    return lab.home / "runtime"
