"""All is done, and then one thing is left or undone: the last challenge says of each what is not yet."""

import base64
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from openai.resources.admin.organization.projects import Projects

from course_utils.leaks.text import find_keys
from course_utils.outcomes import challenge as ours
from course_utils.outcomes.challenge import last_challenge
from course_utils.platform_client import PracticePlatform
from tests.outcomes.somebody import ASK, SCOPES, VAULT, Learner, marks

Slip = Callable[[Learner], None]

SLIPS: list[tuple[Slip, str, str]] = []
"""What was done, the five lines (`x` is done), and words of the reason that is told first."""


@pytest.fixture(scope="module")
def safe(
    one_platform: PracticePlatform,
    projects: Projects,
    older: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Learner:
    """The project, made safe."""
    place = tmp_path_factory.mktemp("safe") / "verse-by-mail"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ours, "_place", lambda: place)
        learner = Learner(last_challenge(one_platform), one_platform, projects, older)
    learner.do_all()
    return learner


@pytest.fixture
def learner(safe: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Learner]:
    """Somebody with a copy of it."""
    value, place = safe.stored, tmp_path / "verse-by-mail"
    shutil.copytree(safe.folder, place)
    monkeypatch.setattr(ours, "_place", lambda: place)
    yield Learner(last_challenge(safe.platform), safe.platform, safe.projects, safe.older)
    keyring.set_password(*VAULT, value)


def left(lines: str, words: str) -> Callable[[Slip], Slip]:
    def note(slip: Slip) -> Slip:
        SLIPS.append((slip, lines, words))
        return slip

    return note


# the new key


@left("x..xx", "none yet")
def it_lies_under_another_user_name(learner: Learner) -> None:
    value = learner.stored
    keyring.delete_password(*VAULT)
    keyring.set_password("verse-by-mail", "me", value)


@left("x..xx", "no key of a project")
def the_admin_key_is_in_its_place(learner: Learner) -> None:
    keyring.set_password(*VAULT, learner.platform.admin_key)


@left("x..xx", "one of those that leaked")
def a_leaked_one_is_kept_in_the_vault(learner: Learner) -> None:
    keyring.set_password(*VAULT, learner.leaked)


@left("x..xx", "refuses")
def its_account_is_deleted_with_the_others(learner: Learner) -> None:
    learner.replace(name="another")
    learner.revoke("another")


@left("x..xx", "refuses")
def its_project_is_archived_with_the_leaked_ones(learner: Learner) -> None:
    """A default key is made narrow here, in a project of its own."""
    project = learner.projects.create(name="verse").id
    made = learner.accounts.create(project, name="verse").api_key
    assert made is not None
    learner.projects.api_keys.update(made.id, project_id=project, scopes=list(SCOPES))
    keyring.set_password(*VAULT, made.value)
    learner.projects.archive(project)


@left("x.xxx", "api.files.read")
def it_may_do_more(learner: Learner) -> None:
    learner.replace((*SCOPES, "api.files.read"))


@left("x.xxx", "may do everything")
def it_may_do_everything(learner: Learner) -> None:
    learner.replace(())


@left("xx.xx", "prints no verse")
def it_may_only_look(learner: Learner) -> None:
    learner.replace(("api.model.read",))


@left("x.xxx", "older than this project")
def one_of_before_is_taken_for_it(learner: Learner) -> None:
    keyring.set_password(*VAULT, learner.older)


# the program


@left("xx.xx", "nobody ask a model")
def the_program_only_looks_at_the_models(learner: Learner) -> None:
    program = learner.read("verse.py").replace("/chat/completions", "/models")
    program = program.replace('"POST"', '"GET"').replace('["choices"][0]["message"]["content"]', "")
    learner.publish("verse.py", program)


@left("xx.xx", "nobody ask a model")
def the_program_swallows_what_goes_wrong(learner: Learner) -> None:
    learner.publish(
        "verse.py",
        "try:\n    import no_such_library\nexcept ImportError:\n    print('No verse today.')\n",
    )


@left("xx.xx", "It prints a key")
def the_program_shows_which_key_it_uses(learner: Learner) -> None:
    learner.publish("verse.py", learner.read("verse.py") + "print(os.environ['OPENAI_API_KEY'])\n")


@left("xx.xx", "leaves a key in `log.txt`")
def the_program_writes_the_key_into_a_log(learner: Learner) -> None:
    noting = "open('log.txt', 'w').write(os.environ['OPENAI_API_KEY'])\n"
    learner.publish("verse.py", learner.read("verse.py") + noting)


@left("xx.xx", "KeyError")
def the_program_reads_another_variable(learner: Learner) -> None:
    renamed = learner.read("verse.py").replace("OPENAI_API_KEY", "VERSE_KEY")
    learner.publish("verse.py", renamed)


@left("xx.xx", "prints no verse")
def the_old_key_beside_it_wins(learner: Learner) -> None:
    learner.publish(
        "verse.py",
        "import json, os\nfrom http.client import HTTPConnection\nfrom urllib.parse import urlsplit\n"
        f"from dotenv import load_dotenv\n{ASK}\n"
        "load_dotenv(override=True)\nask(os.environ['OPENAI_API_KEY'])\n",
    )


@left("xx.xx", "no such file")
def git_never_gets_the_program(learner: Learner) -> None:
    learner.write(".gitignore", ".env\nverse.py\n")
    learner.git("rm", "-q", "--cached", "verse.py")
    learner.commit()


# what git would take, and what a clone gets


@left("xxx.x", "still tracks")
def git_still_has_the_file_that_it_ignores(learner: Learner) -> None:
    learner.git("add", "-f", ".env")
    learner.commit()


@left("xxx.x", "Nothing tells git")
def nothing_is_ignored(learner: Learner) -> None:
    (learner.folder / ".gitignore").unlink()
    (learner.folder / ".env").unlink()
    learner.commit()


@left("xxx.x", "would not in a clone")
def it_is_ignored_on_this_computer_alone(learner: Learner) -> None:
    (learner.folder / ".gitignore").unlink()
    learner.publish(".git/info/exclude", ".env\n")


@left("xxx.x", "would not in a clone")
def git_ignores_the_file_that_says_what_it_ignores(learner: Learner) -> None:
    learner.write(".gitignore", ".env\n.gitignore\n")
    learner.git("rm", "-q", "--cached", ".gitignore")
    learner.commit()


@left("xxx.x", "Nothing tells git")
def it_is_ignored_by_somebody_s_own_settings(learner: Learner) -> None:
    (learner.folder / ".gitignore").unlink()
    (learner.folder / ".env").unlink()
    learner.write("../ignored", ".env\n")
    learner.git("config", "core.excludesFile", str(learner.folder.parent / "ignored"))
    learner.commit()


@left("xxx.x", "A comment allows the key in `verse.py`")
def a_dead_key_is_allowed_by_a_comment(learner: Learner) -> None:
    value = learner.leaked
    allowed = f"OLD = {value!r}  # course: allow-key it was revoked\n"
    learner.publish("verse.py", learner.read("verse.py") + allowed)


@left("xxx.x", "A comment allows the key in `docs/old.md`")
def a_dead_key_is_allowed_by_the_line_above(learner: Learner) -> None:
    learner.publish(
        "docs/old.md", f"<!-- course: allow-key an example of how not to -->\n{learner.leaked}\n"
    )


@left("xxx.x", "first in `verse.py.bak`")
def a_copy_of_the_old_program_stays(learner: Learner) -> None:
    learner.publish("verse.py.bak", learner.git("show", "HEAD~1:verse.py"))


@left("xxx.x", "first in `report.ipynb`, cell 1, output 1")
def the_output_of_the_report_stays(learner: Learner) -> None:
    learner.publish("report.ipynb", learner.git("show", "HEAD~1:report.ipynb"))


@left("xxx.x", "first in `deploy/.env`")
def only_the_uppermost_is_ignored(learner: Learner) -> None:
    learner.write(".gitignore", "/.env\n")
    learner.publish("deploy/.env", f"OPENAI_API_KEY={learner.leaked}\n")


@left("xxx.x", "The scanner still finds")
def a_dead_key_is_only_written_in_another_way(learner: Learner) -> None:
    learner.publish(
        "settings.txt", base64.b64encode(f"key={learner.leaked}".encode()).decode() + "\n"
    )


@left("xxx.x", "first in `old.zip")
def the_old_files_are_packed_up(learner: Learner) -> None:
    old = learner.git("show", "HEAD~1:verse.py")
    with zipfile.ZipFile(learner.folder / "old.zip", "w") as packed:
        packed.writestr("verse.py", old)
    learner.commit()


@left("xxx.x", "The scanner can't look into `old.7z`")
def the_old_files_are_packed_up_so_that_nobody_can_look(learner: Learner) -> None:
    (learner.folder / "old.7z").write_bytes(b"7z\xbc\xaf\x27\x1c and so on")
    learner.commit()


@left("xxx.x", "The scanner still finds")
def git_is_told_not_to_look_at_a_file(learner: Learner) -> None:
    mended = learner.read("verse.py")
    learner.publish("verse.py", f"OLD = {learner.leaked!r}\n{mended}")
    learner.git("update-index", "--assume-unchanged", "verse.py")
    learner.write("verse.py", mended)


@left("xxx.x", "On the branch `main`")
def it_is_mended_on_another_branch_alone(learner: Learner) -> None:
    learner.git("switch", "-q", "-c", "safe")
    learner.git("branch", "-q", "-f", "main", "HEAD~1")


@left("xxx.x", "On the branch `main`")
def it_is_mended_on_no_branch(learner: Learner) -> None:
    learner.git("switch", "-q", "--detach")
    learner.git("branch", "-q", "-f", "main", "HEAD~1")


@left("xxx.x", "On the branch `before/all`")
def a_branch_keeps_what_was_before(learner: Learner) -> None:
    learner.git("branch", "before/all", "HEAD~1")


# what git keeps


@left("xxxx.", "not committed")
def it_is_not_committed(learner: Learner) -> None:
    learner.write("README.md", "# Verse by mail, safe\n")


@left("xxx..", "The scanner still finds 1")
def the_new_key_stands_in_the_example(learner: Learner) -> None:
    learner.publish(".env.example", f"OPENAI_API_KEY={learner.stored}\n")


@left("xxxx.", "holds the new key")
def the_new_key_was_in_a_commit_that_was_amended(learner: Learner) -> None:
    value = learner.stored
    mended = learner.read("verse.py")
    learner.publish("verse.py", f"KEY = {value!r}\n{mended}")
    learner.write("verse.py", mended)
    learner.git("commit", "-q", "--amend", "--all", "--allow-empty", "-m", "Nothing to see")


@left("xxxx.", "holds the new key")
def the_new_key_stands_in_a_message(learner: Learner) -> None:
    learner.git("commit", "-q", "--allow-empty", "-m", f"Works with {learner.stored}")


@left("xxxx.", "holds the new key")
def the_new_key_stands_in_a_tag(learner: Learner) -> None:
    learner.git("tag", "-a", "v1", "-m", f"works with {learner.stored}")


@left("xxxx.", "holds the new key")
def the_new_key_stands_in_an_address(learner: Learner) -> None:
    learner.git("remote", "add", "origin", f"https://{learner.stored}@code.example/verse.git")


@left("xxxx.", "holds the new key")
def the_new_key_was_put_aside(learner: Learner) -> None:
    learner.write("README.md", learner.stored)
    learner.git("stash", "-q")


@left("xxxx.", "holds the new key")
def the_new_key_was_added_and_taken_back(learner: Learner) -> None:
    learner.write("notes.txt", learner.stored)
    learner.git("add", "notes.txt")
    learner.git("rm", "-q", "-f", "notes.txt")


@pytest.mark.parametrize(
    ("slip", "lines", "words"), SLIPS, ids=[slip.__name__ for slip, *_ in SLIPS]
)
def test_each_half_right_way_is_not_yet_and_hears_what_is_left(
    slip: Slip, lines: str, words: str, learner: Learner
) -> None:
    slip(learner)
    looked = learner.challenge.look()
    assert marks(looked) == lines, looked
    assert words in next(line.reason for line in looked.lines if not line.done)
    assert find_keys(repr(looked)) == []
