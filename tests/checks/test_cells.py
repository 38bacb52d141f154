import json
import subprocess
import sys

PROGRAM = """
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
shell.run_cell("before = 1", store_history=True)

from course_utils.checks.cells import Cells

cells = Cells(None)
for name, source in [
    ("a", "def mask(key): return key"),
    ("b", "import course_utils.leaks"),
    ("a", "def mask(key: return key"),
    (None, "with check('mask', 'A rule.'): mask('k')"),
    ("b", "!echo hello"),
]:
    shell.run_cell(source, store_history=False, cell_id=name)
print([cell.strip() for cell in cells.of_the_learner()])
"""


def test_each_cell_is_kept_in_its_latest_version_and_checks_are_left_out() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    kept = done.stdout.splitlines()[-1]
    assert kept == str(["", "before = 1", "def mask(key: return key", "!echo hello"])


WRITTEN_BY_A_BEGINNER = {
    "unindent": (
        "def mask(key):\n    if key:\n        return key\n   else:\n        return ''",
        "else:",
    ),
    "indent": ("def mask(key):\n    found = key\n     return found", "return found"),
    "null": ("def mask(key):\n    return '\0'", "null bytes"),
    "bracket": ("def mask(key):\n    return (key", "was never closed"),
    "margin": ("def mask(key):\n    found = key\nreturn found", "'return' outside function"),
}

CHECKED_IN_A_SHELL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
shell.run_cell("from course_utils import check")
for source in json.load(sys.stdin):
    shell.run_cell("def mask(key: return key", cell_id="a")
    print("-" * 9)
    shell.run_cell(source, cell_id="a")
    shell.run_cell("with check('mask', 'A rule.'): mask('k')", cell_id="check")
"""


def test_a_cell_that_nobody_can_read_is_said_to_be_so_and_nothing_breaks() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHECKED_IN_A_SHELL],
        input=json.dumps([source for source, _ in WRITTEN_BY_A_BEGINNER.values()]),
        capture_output=True,
        text=True,
        check=True,
    )

    assert "callback" not in done.stdout + done.stderr
    outputs = done.stdout.split("-" * 9)[1:]
    for (_, told), output in zip(WRITTEN_BY_A_BEGINNER.values(), outputs, strict=True):
        said = " ".join(output.split()).partition("Not yet: ")[2]
        check = said.partition("A hint, ")[0]
        assert check.startswith("Python can't read the cell that defines mask.")
        assert told in check
        assert "(key: return" not in check


NAMES_TAKEN = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
shell.run_cell("from course_utils import check")
for source in json.load(sys.stdin):
    print("=" * 9)
    shell.run_cell(source, cell_id="a")
    shell.run_cell("with check('mask', 'A rule.'): check.equal(mask('k'), 'k')", cell_id="check")
"""

MASK = "def mask(key):\n    return key"


def said_of(*sources: str) -> list[str]:
    """Give what a check says after each of these cells, in one notebook."""
    done = subprocess.run(
        [sys.executable, "-c", NAMES_TAKEN],
        input=json.dumps(sources),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "callback" not in done.stdout + done.stderr
    outputs = done.stdout.split("=" * 9)[1:]
    return [" ".join(output.split()) for output in outputs]


def test_a_notebook_may_use_the_name_check_for_something_else() -> None:
    taken, needed = said_of(
        f"{MASK}\ncheck = mask('k')",
        "def check(key):\n    return key\n\ndef mask(key):\n    return check(key)",
    )
    assert "✓ A rule." in taken
    assert "✓ A rule." in needed


def test_a_cell_that_stopped_before_its_function_is_told_with_its_error() -> None:
    missing, defined, old, later = said_of(
        "@cached\n" + MASK, MASK, "@cached\n" + MASK, MASK + "\nprint(nothing)"
    )
    for said in (missing, old):
        assert (
            "the cell that defines mask stopped with NameError: name 'cached' is not defined"
            in said
        )
    for said in (defined, later):
        assert "✓ A rule." in said
