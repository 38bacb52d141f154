import re
import subprocess
import sys

import pytest

from course_utils.checks.outcomes import NotAttempted, Note, NotYet
from course_utils.notebooks.messages import Parts, parts


def test_a_learner_reads_what_happened_why_it_matters_and_where_a_hint_is() -> None:
    outcome = NotYet(
        "mask gave 'sk-p'. Expected: '…'.", why="Four is all that may show.", task="mask"
    )

    assert outcome._render_traceback_() == [
        "Not yet: mask gave 'sk-p'. Expected: '…'.",
        "Four is all that may show.",
        'A hint, if you want one: check.hint("mask")',
    ]


def test_a_note_is_shown_with_the_message() -> None:
    outcome = NotYet("It failed.")
    outcome.add_note("This may be why.")

    assert str(outcome) == "Not yet: It failed.\nThis may be why."


def test_not_attempted_is_a_not_yet_that_calls_nothing_wrong() -> None:
    outcome = NotAttempted("mask is still to be written.")

    assert isinstance(outcome, NotYet)
    assert str(outcome) == "Not attempted yet: mask is still to be written."


def test_lines_are_broken_by_who_shows_them() -> None:
    found, why = "a long sentence " * 20, "another one " * 20

    assert NotYet(found, why=why)._render_traceback_() == [f"Not yet: {found}", why]
    assert repr(Note(f"{found}\n{why}")) == f"{found}\n{why}"


def test_a_message_comes_apart_as_it_was_put_together() -> None:
    outcome = NotYet(f"{'mask(' * 30} gave 1.\nExpected: 2.", why="A rule.", task="mask")
    outcome.add_note("A note.")

    assert parts(str(outcome)) == Parts(f"{'mask(' * 30} gave 1.", "2.", ("A rule.", "A note."))
    assert parts(str(NotAttempted("Begin."))) == Parts("Begin.", "", ())
    assert parts("") == Parts("", "", ())


def test_a_box_escapes_what_it_shows() -> None:
    assert "<script>" not in Note("<script>alert(1)</script> & more")._repr_html_()
    assert repr(Note("one\ntwo")) == "one\ntwo"


@pytest.mark.parametrize("passed", [True, False])
def test_a_box_can_be_read_whatever_the_theme(passed: bool) -> None:
    html = Note("text", passed=passed)._repr_html_()
    ground, text = re.findall(r"(?:background|;color):(#\w{6})", html)

    assert contrast(ground, text) >= 9.5


def contrast(one: str, other: str) -> float:
    """Compute the contrast of two colours as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SHOWN_TWICE = """
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output
from traitlets.config import Config
from course_utils.checks.outcomes import Note

note = Note("one\\n<two>", passed=True)
note.show()
InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
with capture_output() as captured:
    note.show()
    display(note)
told, usual = captured.outputs
assert (told.data, told.metadata) == (usual.data, usual.metadata), told
"""


def test_a_note_is_shown_as_ipython_would_show_it_and_printed_elsewhere() -> None:
    command = [sys.executable, "-c", SHOWN_TWICE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "one\n<two>\n"
