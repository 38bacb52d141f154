from pathlib import Path

import pytest

from course_utils.lab.launch import Lab, bring_redaction
from course_utils.learner.workspace import Workspace
from tests.leaks.kernel.kernels import printed, running
from tests.support.made_keys import openai_shaped

SHOW = "import os\nkey = os.environ['OPENAI_API_KEY']\nprint(key)"
KEY = openai_shaped("sk-proj-", 74, seed=25)


def test_a_kernel_that_the_course_starts_hides_keys_from_its_first_cell_on(tmp_path: Path) -> None:
    lab = Lab(Workspace(tmp_path))
    bring_redaction(lab)

    with running({"IPYTHONDIR": str(lab.home / "ipython")}, KEY) as kernel:
        assert printed(kernel.run(SHOW)) == f"[key …{KEY[-4:]}]\n"


def test_what_other_programs_print_is_not_copied_into_a_log(tmp_path: Path) -> None:
    lab = Lab(Workspace(tmp_path))
    bring_redaction(lab)
    echo = "subprocess.run('echo $OPENAI_API_KEY', shell=True, stdout=sys.{})\n"

    with (tmp_path / "log").open("wb") as log:
        home = {"IPYTHONDIR": str(lab.home / "ipython")}
        with running(home, KEY, stdout=log, stderr=log) as kernel:
            kernel.run("import subprocess, sys\n" + echo.format("stdout") + echo.format("stderr"))

    assert KEY not in (tmp_path / "log").read_text(encoding="utf-8")


def test_what_was_typed_is_not_kept_in_a_history_file(tmp_path: Path) -> None:
    lab = Lab(Workspace(tmp_path))
    bring_redaction(lab)

    with running({"IPYTHONDIR": str(lab.home / "ipython")}, KEY) as kernel:
        kernel.run(f"key = {KEY!r}", store_history=True)

    assert not [*(lab.home / "ipython").rglob("history.sqlite*")]


@pytest.mark.parametrize("name", ["doctor", "load_api_key", "practice_platform"])
def test_a_kernel_that_another_program_started_does_so_once_it_asks_for_what_meets_keys(
    tmp_path: Path, name: str
) -> None:
    with running({"IPYTHONDIR": str(tmp_path)}, KEY) as kernel:
        kernel.run("from course_utils import KEY_PATTERN")
        assert printed(kernel.run(SHOW)) == f"{KEY}\n"
        kernel.run(f"from course_utils import {name}")
        assert printed(kernel.run(SHOW)) == f"[key …{KEY[-4:]}]\n"
