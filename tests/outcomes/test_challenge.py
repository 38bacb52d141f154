"""The last challenge, done as learners do it: with git, the official client and an editor."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from course_utils.administration import organization
from course_utils.outcomes import challenge as ours
from course_utils.outcomes.challenge import Challenge, last_challenge
from course_utils.outcomes.project import ProjectError
from course_utils.platform_client import PracticePlatform
from tests.outcomes.somebody import SCOPES, Learner, marks


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


@pytest.fixture
def learner(challenge: Challenge, platform: PracticePlatform, older: str) -> Iterator[Learner]:
    with organization(platform) as managed:
        yield Learner(challenge, platform, managed.projects, older)


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
    lines = learner.read("verse.py").splitlines()
    whole = ["client = OpenAI()" if "api_key=" in line else line for line in lines]
    learner.mend("\n".join(whole))
    assert done(challenge) == "xxxx."
    learner.commit()
    looked = challenge.look()
    assert looked.passed
    assert not looked.notes
    assert "Passed" in looked._repr_html_()


def test_a_key_of_an_archived_project_is_shut(
    challenge: Challenge, learner: Learner, platform: PracticePlatform
) -> None:
    learner.mend()
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
    learner.mend()
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
    learner.mend()
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
