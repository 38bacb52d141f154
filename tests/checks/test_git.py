"""What git says of the `.gitignore` files that a learner's function leaves."""

import pytest

from course_utils import installed
from course_utils.checks import Checker, git
from course_utils.checks.git import GitError
from course_utils.installed import NotInPageError
from course_utils.scratch.trees import Entry


@pytest.mark.parametrize(
    "planted",
    [
        ".git/info/exclude/.gitignore",
        ".git/commondir/.gitignore",
        ".git/HEAD/.gitignore",
        ".git/config/.gitignore",
        ".GIT/commondir/.gitignore",
        "below/.git/HEAD/.gitignore",
    ],
)
def test_a_repository_of_the_learners_is_no_part_of_the_one_that_is_asked(planted: str) -> None:
    tree = {planted: Entry(b"*\n"), ".gitignore": Entry(b"*.log\n")}
    assert [git.ignores(tree, name) for name in (".env", "a.log")] == [False, True]


def test_a_git_that_gives_no_answer_has_not_said_yes() -> None:
    with pytest.raises(GitError, match="git check-ignore did not do what the check needs"):
        git.ignores({}, "../outside")


def test_in_a_page_a_check_that_asks_git_says_that_it_needs_the_installed_course(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(installed, "in_a_page", lambda: True)
    git.begun.cache_clear()
    check = Checker(cells=["def protect(project): ..."])
    folder = check.folder({".env": ""})
    says = pytest.raises(NotInPageError, match=r"^A check that asks git needs the installed course")
    with says, check("protect", "A .gitignore keeps .env out of git."):
        folder.ignores(".env")
