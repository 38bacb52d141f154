import subprocess
import sys

import course_utils


def test_each_name_that_notebooks_import_is_there_in_a_fresh_python() -> None:
    names = ", ".join(course_utils.__all__)
    program = f"from course_utils import {names}\nprint(chart.bars, check.answer, predict.compare)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
