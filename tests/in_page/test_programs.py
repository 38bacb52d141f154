"""A script in a page does what one in a process of its own does, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from course_utils.in_page.programs import NoProgramError, ScriptHere

SCRIPTS = {
    "told.py": """
import os, sys
print("arguments", sys.argv[1:], sorted(os.environ.keys() & {"HAIKU_TOPIC", "PATH"}))
print("heard", sys.stdin.read(), __name__, os.path.basename(__file__))
os.environ["HAIKU_TOPIC"] = "rain"
print("an error", file=sys.stderr)
raise SystemExit(3)
""",
    "beside.py": "from helper import HELP\nprint(HELP, len(__import__('sys').modules['helper'].HELP))",
    "broken.py": "def f():\n    return 1 / 0\n\n\nf()\n",
    "sentence.py": "import sys\nsys.exit('no key')\n",
    "unreadable.py": "print('never'\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "helper.py").write_text("HELP = 'helped'\n", encoding="utf-8")
    for name, text in SCRIPTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_says_the_same_as_in_a_process(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run() -> tuple[int, str, str]:
        command = [sys.executable, str(folder / name), "a", "b c"]
        environment = {"HAIKU_TOPIC": "sea", "PATH": os.environ["PATH"]}
        done = subprocess.run(
            command, env=environment, input="told", capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    there = run()
    monkeypatch.setattr(subprocess, "Popen", ScriptHere)
    before = _surroundings()
    assert run() == there
    assert _surroundings() == before


def test_a_script_sees_a_module_beside_it_as_it_is_at_each_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "Popen", ScriptHere)
    for help_now in ("helped", "helped again"):
        (folder / "helper.py").write_text(f"HELP = {help_now!r}\n", encoding="utf-8")
        subprocess.run(["python", "beside.py"], cwd=folder, check=True)
    assert capsys.readouterr().out == "helped 6\nhelped again 12\n"


@pytest.mark.parametrize("command", [["git", "status"], "ls", ["python", "-c", "1"], ["python"]])
def test_another_program_is_not_to_be_found(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", ScriptHere)
    with pytest.raises(FileNotFoundError) as refused:
        subprocess.run(command, check=False)
    assert isinstance(refused.value, NoProgramError)
    assert refused.value._render_traceback_() == [str(refused.value)]


def _surroundings() -> Any:
    own = {name for name, module in sys.modules.items() if "helper.py" in str(module)}
    return dict(os.environ), Path.cwd(), sys.argv, sys.path, sys.stdin, sys.excepthook, own
