"""A cell that uses what a cell would have made that needs the installed course says that, and not that a name is missing."""

from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from course_utils.in_page.following import say_what_follows

NEEDS_IT = """
from course_utils.installed import NotInPageError
raise NotInPageError("Git needs the installed course.")
repository, (first, _) = make(), pair()
import json.decoder as decoder
def use():
    save("shelf/idea.ipynb")
"""


class Shell(InteractiveShell):
    """Keeps what it would show of an error."""

    told = ""
    shown: tuple[str, ...] | list[str] = ()

    def _showtraceback(self, kind: type, error: object, shown: list[str]) -> None:
        self.told = f"{kind.__name__}: {error}"
        self.shown = shown


@pytest.fixture
def shell() -> Shell:
    shell = Shell(config=Config({"HistoryManager": {"enabled": False}}))  # type: ignore[no-untyped-call]
    say_what_follows(shell)
    return shell


def told(shell: Any, cell: str) -> str:
    shell.told = ""
    shell.run_cell(cell)
    return str(shell.told)


@pytest.mark.parametrize("name", ["repository", "first", "decoder", "use"])
def test_what_a_cell_would_have_made_needs_it_too(shell: Shell, name: str) -> None:
    told(shell, NEEDS_IT)
    assert told(shell, f"print({name})").startswith(f"NotInPageError: `{name}` would come from")


def test_and_what_follows_from_that(shell: Shell) -> None:
    told(shell, NEEDS_IT)
    told(shell, "past = repository.git('log')")
    assert told(shell, "len(past)").startswith("NotInPageError: `past` would come from")


def test_a_file_that_it_would_have_written_too(shell: Shell) -> None:
    read = "open('elsewhere/idea.ipynb')"
    assert told(shell, read).startswith("FileNotFoundError")
    told(shell, NEEDS_IT)
    assert told(shell, read).startswith("NotInPageError: `idea.ipynb` would come from")


def test_another_name_is_as_missing_as_ever(shell: Shell) -> None:
    assert told(shell, "repository") == "NameError: name 'repository' is not defined"
    told(shell, NEEDS_IT)
    assert told(shell, "repositroy") == "NameError: name 'repositroy' is not defined"


def test_an_error_that_is_a_sentence_stays_one(shell: Shell) -> None:
    told(
        shell,
        "from course_utils.in_page.programs import NoProgramError\nraise NoProgramError('No git.')",
    )
    assert shell.shown == ["No git.", "In line 2: raise NoProgramError('No git.')"]


def test_a_name_that_is_there_in_the_end_is_used(shell: Shell) -> None:
    told(shell, NEEDS_IT)
    assert told(shell, "repository = 1\nrepository + 1") == ""
