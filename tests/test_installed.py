import pytest

from course_utils import installed
from course_utils.installed import NotInPageError, need_installed_course


def test_what_needs_the_installed_course_is_refused_in_a_page_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    need_installed_course("Git")
    monkeypatch.setattr(installed, "in_a_page", lambda: True)
    with pytest.raises(NotInPageError, match=r"^Git needs the installed course: "):
        need_installed_course("Git")
