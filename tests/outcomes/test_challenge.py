"""The last challenge, done as learners do it: with git, the official client and an editor."""

import shutil
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from openai import OpenAI

from course_utils.outcomes import challenge as ours
from course_utils.outcomes.challenge import Challenge, last_challenge
from course_utils.outcomes.looked import Looked
from course_utils.outcomes.project import ProjectError, Repository
from course_utils.platform_client import PracticePlatform
from course_utils.server.catalogue import MODEL

SCOPES = ("api.model.request", "api.model.read")
"""The recipe of unit 06."""

PLAIN = f"""
import json, os, urllib.request
wish = {{"model": "{MODEL}", "messages": [{{"role": "user", "content": "A verse, please."}}]}}
headers = {{"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}}
address = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
asked = urllib.request.Request(address, json.dumps(wish).encode(), headers)
with urllib.request.urlopen(asked) as answer:
    print(json.load(answer)["choices"][0]["message"]["content"])
"""


@pytest.fixture
def older(platform: PracticePlatform) -> str:
    """A good key from before the challenge."""
    return platform.issue_key("older", SCOPES).value


@pytest.fixture
def challenge(
    platform: PracticePlatform, older: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Challenge:
    monkeypatch.setattr(ours, "_place", lambda: tmp_path / "verse-by-mail")
    return last_challenge(platform)


class Learner:
    """Somebody who works on the project."""

    def __init__(self, challenge: Challenge, platform: PracticePlatform, older: str) -> None:
        self.folder, self.older = challenge.folder, older
        self.git = Repository(self.folder).git
        self._projects = OpenAI(
            api_key=platform.api_key, admin_api_key=platform.admin_key, base_url=platform.base_url
        ).admin.organization.projects
        self._project = next(
            each.id for each in self._projects.list() if each.name == "verse-by-mail"
        )

    def archive(self) -> None:
        self._projects.archive(self._project)
        self._project = self._projects.create(name="verse-by-mail").id

    def revoke(self, *names: str) -> None:
        for account in list(self._projects.service_accounts.list(self._project)):
            if account.name in names:
                self._projects.service_accounts.delete(account.id, project_id=self._project)

    def replace(self, scopes: tuple[str, ...] = SCOPES) -> str:
        account = self._projects.service_accounts.create(
            self._project, name="verse", create_service_account_only=True
        )
        self._projects.service_accounts.update(account.id, project_id=self._project, role="member")
        key = self._projects.service_accounts.api_keys.create(
            account.id, project_id=self._project, name="verse", scopes=list(scopes)
        )
        keyring.set_password("verse-by-mail", "api-key", key.value)
        return key.value

    def mend_plainly(self) -> None:
        """Mend it without the client, which takes a second to start."""
        self.mend()
        (self.folder / "verse.py").write_text(PLAIN)

    def mend(self) -> None:
        program = self.folder / "verse.py"
        lines = program.read_text().splitlines()
        whole = [
            'client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])' if "api_key=" in line else line
            for line in lines
        ]
        program.write_text("\n".join(whole) + "\n")
        (self.folder / "report.ipynb").unlink()
        (self.folder / ".gitignore").write_text(".env\n")
        self.git("rm", "-q", "--cached", ".env")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Make it safe")


@pytest.fixture
def learner(challenge: Challenge, platform: PracticePlatform, older: str) -> Learner:
    return Learner(challenge, platform, older)


def marks(looked: Looked) -> str:
    return "".join("x" if line.done else "." for line in looked.lines)


def done(challenge: Challenge) -> str:
    return marks(challenge.look())


def test_it_is_passed_by_finding_revoking_replacing_protecting_and_committing(
    challenge: Challenge, learner: Learner
) -> None:
    assert done(challenge) == "....."
    learner.revoke("daily", "before")
    assert "1 of the 3 keys in this project still opens the door" in repr(challenge.look())
    learner.revoke("report")
    assert done(challenge) == "x...x"
    learner.replace()
    assert done(challenge) == "xxx.x"
    learner.mend()
    assert done(challenge) == "xxxx."
    learner.commit()
    looked = challenge.look()
    assert looked.passed
    assert not looked.notes
    assert "Passed" in looked._repr_html_()


def test_a_key_of_an_archived_project_is_shut(
    challenge: Challenge, learner: Learner, platform: PracticePlatform
) -> None:
    learner.mend_plainly()
    learner.commit()
    learner.replace()
    learner.archive()
    looked = challenge.look()
    assert marks(looked) == "x..xx"
    assert "refuses" in looked.lines[1].reason
    learner.replace()
    assert last_challenge(platform).look().passed


def test_who_makes_the_new_key_first_is_told_and_who_lets_the_report_print_one(
    challenge: Challenge, learner: Learner
) -> None:
    learner.replace()
    learner.mend_plainly()
    (learner.folder / "report.ipynb").write_text("\"print('using', key)\"")
    learner.commit()
    learner.revoke("daily", "before", "report")
    looked = challenge.look()
    assert looked.passed
    assert "the order" in looked.notes[0]
    assert "next run leaks" in looked._repr_html_()


def test_the_program_can_be_run_and_what_stops_it_is_shown_without_the_key(
    challenge: Challenge, learner: Learner
) -> None:
    value = learner.replace()
    learner.mend_plainly()
    assert len(repr(challenge.run())) > 10
    program = learner.folder / "verse.py"
    program.write_text("import os\nraise ValueError(os.environ['OPENAI_API_KEY'])\n")
    assert "ValueError" in repr(challenge.run())
    assert value not in repr(challenge.run())
    program.write_text("print('Rain'\n")
    assert "SyntaxError" in challenge.look().lines[2].reason
    program.unlink()
    with pytest.raises(ProjectError, match=r"no `verse\.py`"):
        challenge.run()


def leave_a_fallback(learner: Learner, value: str) -> None:
    program = learner.folder / "verse.py"
    program.write_text(program.read_text() + f"\nOTHER = {value!r}\n")
    learner.commit()


def forget_the_program(learner: Learner, _: str) -> None:
    (learner.folder / "verse.py").write_text("print('Rain on the roof.')\n")
    learner.commit()


def ignore_nothing(learner: Learner, _: str) -> None:
    (learner.folder / ".gitignore").unlink()
    (learner.folder / ".env").unlink()
    learner.commit()


def open_more(learner: Learner, _: str) -> None:
    learner.replace(("api.model.request", "api.model.read", "api.files.read"))


def give_everything(learner: Learner, _: str) -> None:
    learner.replace(())


def put_an_old_one_there(learner: Learner, _: str) -> None:
    """A key that was made before this project is none that replaces its keys."""
    keyring.set_password("verse-by-mail", "api-key", learner.older)


def print_the_key(learner: Learner, _: str) -> None:
    with (learner.folder / "verse.py").open("a") as program:
        program.write('print("key:", os.environ["OPENAI_API_KEY"])\n')
    learner.commit()


def keep_the_program_to_oneself(learner: Learner, _: str) -> None:
    (learner.folder / ".gitignore").write_text(".env\nverse.py\n")
    learner.git("rm", "-q", "--cached", "verse.py")
    learner.commit()


def hide_a_change_from_git(learner: Learner, _: str) -> None:
    """What is committed has a key in it, a dead one, and git is told not to look at the file."""
    mended = (learner.folder / "verse.py").read_text()
    learner.git("checkout", "-q", "HEAD~1", "--", "verse.py")
    learner.commit()
    learner.git("update-index", "--assume-unchanged", "verse.py")
    (learner.folder / "verse.py").write_text(mended)


def amend(learner: Learner, value: str) -> None:
    mended = (learner.folder / "verse.py").read_text()
    (learner.folder / "verse.py").write_text(f"KEY = {value!r}\n{mended}")
    learner.commit()
    (learner.folder / "verse.py").write_text(mended)
    learner.git("commit", "-q", "--amend", "--all", "--allow-empty", "-m", "Nothing to see")


def write_it_into_a_tag(learner: Learner, value: str) -> None:
    learner.git("tag", "-a", "v1", "-m", f"works with {value}")


def write_it_into_an_address(learner: Learner, value: str) -> None:
    learner.git("remote", "add", "origin", f"https://{value}@code.example/verse.git")


def add_and_take_back(learner: Learner, value: str) -> None:
    (learner.folder / "notes.txt").write_text(value)
    learner.git("add", "notes.txt")
    learner.git("rm", "-q", "-f", "notes.txt")


@pytest.mark.parametrize(
    ("slip", "left"),
    [
        (leave_a_fallback, "xxx.."),
        (forget_the_program, "xx.xx"),
        (ignore_nothing, "xxx.x"),
        (open_more, "x.xxx"),
        (give_everything, "x.xxx"),
        (put_an_old_one_there, "x.xxx"),
        (print_the_key, "xx.xx"),
        (keep_the_program_to_oneself, "xx.xx"),
        (hide_a_change_from_git, "xxx.x"),
        (amend, "xxxx."),
        (write_it_into_a_tag, "xxxx."),
        (write_it_into_an_address, "xxxx."),
        (add_and_take_back, "xxxx."),
    ],
)
def test_each_slip_leaves_its_own_line_open(
    challenge: Challenge, learner: Learner, slip: Callable[[Learner, str], None], left: str
) -> None:
    learner.revoke("daily", "before", "report")
    value = learner.replace()
    learner.mend_plainly()
    learner.commit()
    slip(learner, value)
    looked = challenge.look()
    assert marks(looked) == left
    assert value not in repr(looked)


def test_the_project_is_found_again_as_it_was_left_and_begun_anew_when_deleted(
    challenge: Challenge, learner: Learner, platform: PracticePlatform
) -> None:
    learner.revoke("daily", "before", "report")
    value = learner.replace()
    assert done(last_challenge(platform)) == "xxx.x"
    shutil.rmtree(challenge.folder)
    with pytest.raises(ProjectError, match="no git repository"):
        challenge.look()
    assert done(last_challenge(platform)) == "....."
    keyring.set_password("verse-by-mail", "api-key", value)
    assert "refuses" in last_challenge(platform).look().lines[1].reason


def test_a_folder_whose_keys_the_platform_has_forgotten_is_told(
    challenge: Challenge, platform: PracticePlatform
) -> None:
    platform.reset(everything=True)
    with pytest.raises(ProjectError, match="Move the folder away"):
        last_challenge(platform)


def test_without_git_it_says_what_to_install(
    platform: PracticePlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "_place", lambda: tmp_path / "verse-by-mail")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProjectError, match="Install it with"):
        last_challenge(platform)
    assert not (tmp_path / "verse-by-mail").exists()
