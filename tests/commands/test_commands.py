import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from course_utils import keys
from course_utils.__main__ import wait_for
from course_utils.commands import CourseCommands, main
from tests.support.made_keys import openai_shaped, practice_key

HEAVY = ("course_utils.server", "httpx", "sqlalchemy", "jupyter_server", "IPython", "openai")


def test_help_lists_every_command_with_its_summary() -> None:
    answer = CliRunner().invoke(main, ["--help"])
    assert answer.exit_code == 0
    lines = [" ".join(line.split()) for line in answer.output.splitlines()]
    assert "start Open the course in your browser; Ctrl-C stops it." in lines
    for name in ("doctor", "serve"):
        assert any(line.startswith(f"{name} ") for line in lines)


def test_every_command_has_help_with_an_example() -> None:
    for name in main.list_commands(main.make_context("course", [], resilient_parsing=True)):
        answer = CliRunner().invoke(main, [name, "--help"])
        assert answer.exit_code == 0
        assert f"Example: `course {name}" in answer.output


def test_an_unknown_command_is_wrong_usage() -> None:
    answer = CliRunner().invoke(main, ["strat"])
    assert answer.exit_code == 2
    assert "No such command 'strat'" in answer.output


def test_ctrl_c_ends_a_command_in_one_line() -> None:
    class Interrupted(CourseCommands):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
            def interrupt() -> None:
                raise KeyboardInterrupt

            return click.Command(cmd_name, callback=interrupt)

    answer = CliRunner().invoke(Interrupted("course"), ["start"])
    assert (answer.exit_code, answer.output) == (130, "\nStopped.\n")


def test_ctrl_c_leaves_a_program_that_takes_the_place_of_this_one_its_own_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wait = subprocess.Popen.wait

    def interrupted(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        monkeypatch.undo()
        signal.raise_signal(signal.SIGINT)
        return wait(process, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", interrupted)
    assert wait_for([sys.executable, "-ISc", "import sys; sys.exit(7)"]) == 7


def test_help_and_start_import_nothing_heavy() -> None:
    source = (
        "import sys; from click.testing import CliRunner; from course_utils.commands import main;"
        "assert CliRunner().invoke(main, sys.argv[1:]).exit_code == 0;"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    for arguments in (["--help"], ["start", "--help"]):
        ended = subprocess.run(
            [sys.executable, "-c", source, *arguments], capture_output=True, text=True, check=True
        )
        assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ["{key}"],
        ["reset", "{key}"],
        ["collect", "folder/{key}", "arithmetic"],
        ["questions", "{key}"],
        ["serve", "--port", "{key}"],
    ],
    ids=" ".join,
)
def test_what_was_typed_is_shown_without_the_key_in_it(words: list[str]) -> None:
    key = practice_key()
    typed = [word.format(key=key) for word in words]
    command = [sys.executable, "-m", "course_utils", *typed]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert keys.label(key) in ended.stdout + ended.stderr
    assert key[-20:] not in ended.stdout + ended.stderr


def test_an_error_of_our_own_ends_without_the_key_in_it() -> None:
    key = openai_shaped("sk-proj-", 74)
    fails = "import sys; from course_utils.__main__ import hide_keys_in_output as hide; hide()"
    command = [sys.executable, "-c", f"{fails}; raise ValueError(sys.argv[1])", key]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.stderr.endswith(f"ValueError: {keys.label(key)}\n")
