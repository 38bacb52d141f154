"""Scripts run as programs of their own, in a fresh Python and in a fork of a warm one alike."""

import gc
import os
from collections.abc import Callable, Mapping

import pytest

from course_utils.environment import keep_out_of_keychains, private_vault
from course_utils.scratch.scripts import MOST_OUTPUT, Run, run_forked, run_fresh

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

Runner = Callable[[str, str, Mapping[str, str]], Run]


@pytest.fixture(params=[run_fresh, run_forked])
def run(request: pytest.FixtureRequest) -> Runner:
    if request.param is run_forked and not hasattr(os, "fork"):
        pytest.skip("no fork on Windows")
    runner: Runner = request.param
    return runner


@pytest.mark.parametrize(
    ("text", "status", "output", "errors"),
    [
        ("print('hello')", 0, "hello\n", ""),
        ("import sys\nsys.exit(3)", 3, "", ""),
        ("import sys\nsys.exit('KEY is missing')", 1, "", "KEY is missing\n"),
        ("import sys\nprint('no', file=sys.stderr)\nraise SystemExit(2)", 2, "", "no\n"),
        ("import os\nos.write(1, b'below')", 0, "below", ""),
        ("import os\nos.kill(os.getpid(), 9)", -9, "", ""),
        (
            "import sys\nprint(sys.argv, __name__, __file__[-9:])",
            0,
            "['haiku.py'] __main__ /haiku.py\n",
            "",
        ),
        ("import atexit\natexit.register(print, 'end')\nprint('begin')", 0, "begin\nend\n", ""),
        ("import subprocess\nsubprocess.run(['echo', 'child'])", 0, "child\n", ""),
        (
            "from threading import Thread, main_thread\nThread(target=lambda: (main_thread().join(), print('late'))).start()\nprint('soon')",
            0,
            "soon\nlate\n",
            "",
        ),
    ],
)
def test_what_a_script_comes_to(
    run: Runner, text: str, status: int, output: str, errors: str
) -> None:
    done = run("haiku.py", text, {})
    assert (done.status, done.output, done.errors) == (status, output, errors)


def test_an_error_ends_in_a_traceback_of_the_script_alone(run: Runner) -> None:
    done = run("haiku.py", "def ask():\n    raise KeyError('KEY')\n\nask()\n", {})
    assert done.status == 1
    first, *rest = done.errors.splitlines()
    assert first == "Traceback (most recent call last):"
    assert [line for line in rest if "File" in line and "haiku.py" not in line] == []
    assert rest[-1] == "KeyError: 'KEY'"


def test_a_script_that_python_cannot_read_says_so(run: Runner) -> None:
    done = run("haiku.py", "print(", {})
    assert done.status == 1
    assert "SyntaxError" in done.errors
    assert "Traceback" not in done.errors


def test_a_script_sees_its_environment_and_nothing_of_ours(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "the learner's")
    monkeypatch.setenv("HTTP_PROXY", "http://proxy")
    script = "import os\nprint(sorted(name for name in os.environ if 'O' in name))\nprint(os.environ['KEY'])"
    done = run("haiku.py", script, {"KEY": "given", "OTHER": ""})
    names, key = done.output.splitlines()
    assert key == "given"
    assert set(eval(names)) <= {"OTHER", "HOME", "NO_PROXY", "COURSE_PLATFORM"} | {
        "PYTHONUTF8",
        "SYSTEMROOT",
        "USERPROFILE",
        "PYTHON_KEYRING_BACKEND",
    }


def test_a_script_of_a_check_has_an_empty_vault_of_its_own(run: Runner) -> None:
    environment: dict[str, str] = {}
    keep_out_of_keychains(environment)
    script = "import os\nimport keyring\nprint(os.environ['COURSE_VAULT'], keyring.get_keyring())"
    with private_vault(os.environ):
        said = run("haiku.py", script, environment).output
    assert said.startswith("private course_utils.vault.PracticeVault")


def test_nobody_answers_a_script_that_asks(run: Runner) -> None:
    assert "EOFError" in run("haiku.py", "input()", {}).errors


def test_no_file_of_ours_is_found_above_a_script(run: Runner) -> None:
    script = "import dotenv\nprint(dict(dotenv.dotenv_values()))"
    assert run("haiku.py", script, {}).output == "{}\n"


def test_only_so_much_is_kept_of_what_a_script_writes(run: Runner) -> None:
    assert len(run("haiku.py", f"print('x' * {MOST_OUTPUT} * 3)", {}).output) == MOST_OUTPUT


def test_one_run_leaves_nothing_for_the_next() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no fork on Windows")
    run_forked(
        "haiku.py",
        "import json, os\njson.left = 1\nopen('left', 'w')\nos.environ['LEFT'] = '1'",
        {},
    )
    look = "import json, os\nprint(hasattr(json, 'left'), 'LEFT' in os.environ, len(os.listdir()))"
    assert run_forked("haiku.py", look, {}).output == "False False 2\n"


def test_what_was_open_before_closes_nothing_of_the_script() -> None:
    if not hasattr(os, "fork"):
        pytest.skip("no fork on Windows")
    script = "import gc, socket\npairs = [socket.socketpair() for _ in range(40)]\ngc.collect()\n"
    script += "for one, other in pairs:\n    one.send(b'all'), other.recv(3)\nprint('well')"
    gc.disable()
    try:
        _leave_an_open_file_to_the_garbage_collector()
        done = run_forked("haiku.py", script, {})
    finally:
        gc.enable()
        gc.collect()
    assert done == Run(0, "well\n", "")


def test_a_script_finds_nothing_open_through_which_its_end_is_told(run: Runner) -> None:
    script = (
        "import os\nfor number in range(3, 200):\n    try:\n        os.write(number, b'{}\\n')\n"
    )
    script += "    except OSError:\n        pass\n"
    assert run("haiku.py", script, {}) == Run(0, "", "")


def _leave_an_open_file_to_the_garbage_collector() -> None:
    class Held:
        def __init__(self) -> None:
            self.number = os.dup(0)
            self.itself = self

        def __del__(self) -> None:
            os.close(self.number)

    Held()
