from pathlib import Path

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


def test_a_kernel_that_another_program_started_does_so_once_it_asks_for_the_platform(
    tmp_path: Path,
) -> None:
    with running({"IPYTHONDIR": str(tmp_path)}, KEY) as kernel:
        kernel.run("from course_utils import KEY_PATTERN")
        assert printed(kernel.run(SHOW)) == f"{KEY}\n"
        kernel.run("from course_utils import practice_platform")
        assert printed(kernel.run(SHOW)) == f"[key …{KEY[-4:]}]\n"
