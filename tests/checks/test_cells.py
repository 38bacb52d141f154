import subprocess
import sys

PROGRAM = """
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
shell.run_cell("before = 1", store_history=True)

from course_utils.checks.cells import Cells

cells = Cells()
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
    assert kept == str(
        ["", "before = 1", "def mask(key: return key", "get_ipython().system('echo hello')"]
    )
