"""What the boxes of a run begin with."""

import pytest

from course_utils.grading.examining.terms import Terms

MODULES = ("course_utils.practice", "httpx", "openai", "openai.resources.admin", "openai:OpenAI")
ASKED = 'with check("ask", "One request is enough."):\n    watched = check.platform()'


@pytest.mark.parametrize(
    ("cells", "has_it"),
    [
        ((ASKED,), False),
        ((ASKED, f"{ASKED}\n    ask(watched.client())"), True),
        (("from openai import OpenAI", ASKED), True),
        ((f"{ASKED}\n    rotate(watched.admin())",), True),
    ],
)
def test_an_examiner_has_the_library_where_its_cells_speak_of_a_client(
    cells: tuple[str, ...], has_it: bool
) -> None:
    setup = Terms(MODULES, cells, True, "", 20, 400).setup(None)
    assert sorted(setup.modules_of("learner")) == sorted(MODULES)
    assert setup.modules_of("examiner") == [*(MODULES if has_it else MODULES[:2])]
