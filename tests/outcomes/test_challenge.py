"""The last challenge, done as learners do it: with git, the official client and an editor."""

import shutil
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from openai import OpenAI

from course_utils.outcomes import challenge as ours
from course_utils.outcomes.challenge import Challenge, last_challenge
from course_utils.outcomes.project import ProjectError, Repository
from course_utils.platform_client import PracticePlatform


@pytest.fixture
def challenge(
    platform: PracticePlatform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Challenge:
    monkeypatch.setattr(ours, "_place", lambda: tmp_path / "verse-by-mail")
    return last_challenge(platform)


class Learner:
    """Somebody who works on the project."""

    def __init__(self, challenge: Challenge, platform: PracticePlatform) -> None:
        self.folder = challenge.folder
        self.git = Repository(self.folder).git
        self._projects = OpenAI(
            api_key=platform.api_key, admin_api_key=platform.admin_key, base_url=platform.base_url
        ).admin.organization.projects
        self._project = next(
            each.id for each in self._projects.list() if each.name == "verse-by-mail"
        )

    def revoke(self, *names: str) -> None:
        for account in list(self._projects.service_accounts.list(self._project)):
            if account.name in names:
                self._projects.service_accounts.delete(account.id, project_id=self._project)

    def replace(self, scopes: tuple[str, ...] = ("api.model.request",)) -> str:
        account = self._projects.service_accounts.create(
            self._project, name="verse", create_service_account_only=True
        )
        self._projects.service_accounts.update(account.id, project_id=self._project, role="member")
        key = self._projects.service_accounts.api_keys.create(
            account.id, project_id=self._project, name="verse", scopes=list(scopes)
        )
        keyring.set_password("verse-by-mail", "api-key", key.value)
        return key.value

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
def learner(challenge: Challenge, platform: PracticePlatform) -> Learner:
    return Learner(challenge, platform)


def done(challenge: Challenge) -> str:
    return "".join("x" if line.done else "." for line in challenge.look().lines)


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
    assert challenge.look().passed
    assert "Passed" in challenge.look()._repr_html_()


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


def give_more(learner: Learner, _: str) -> None:
    learner.replace(("api.model.request", "api.model.read"))


def give_everything(learner: Learner, _: str) -> None:
    learner.replace(())


@pytest.mark.parametrize(
    ("slip", "left"),
    [
        (leave_a_fallback, "xxx.."),
        (forget_the_program, "xx.xx"),
        (ignore_nothing, "xxx.x"),
        (give_more, "x.xxx"),
        (give_everything, "x.xxx"),
    ],
)
def test_each_slip_leaves_its_own_line_open(
    challenge: Challenge, learner: Learner, slip: Callable[[Learner, str], None], left: str
) -> None:
    learner.revoke("daily", "before", "report")
    value = learner.replace()
    learner.mend()
    learner.commit()
    slip(learner, value)
    assert done(challenge) == left
    assert value not in repr(challenge.look())


def test_the_project_is_found_again_as_it_was_left_and_begun_anew_when_deleted(
    challenge: Challenge, learner: Learner, platform: PracticePlatform
) -> None:
    learner.revoke("daily", "before", "report")
    assert done(last_challenge(platform)) == "x...x"
    shutil.rmtree(challenge.folder)
    with pytest.raises(ProjectError, match="no git repository"):
        challenge.look()
    assert done(last_challenge(platform)) == "....."


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
