import subprocess
import sys

import pytest

import course_utils


@pytest.mark.parametrize("name", course_utils.__all__)
def test_a_name_that_notebooks_import_is_there_before_anything_else_was_imported(name: str) -> None:
    subprocess.run([sys.executable, "-c", f"from course_utils import {name}"], check=True)
