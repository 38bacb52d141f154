"""Right ways through the last challenge, with other tools and in other orders: each of them is passed."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from openai.resources.admin.organization.projects import Projects

from course_utils.outcomes import challenge as ours
from course_utils.outcomes.challenge import last_challenge
from course_utils.platform_client import PracticePlatform
from tests.outcomes.somebody import ASK, LEAKED, SCOPES, VAULT, Learner, marks

Way = Callable[[Learner], None]

WAYS: list[Way] = []


@pytest.fixture
def learner(
    one_platform: PracticePlatform,
    projects: Projects,
    older: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Learner:
    """Somebody at the beginning of a round; the round before ends with it."""
    monkeypatch.setattr(ours, "_place", lambda: tmp_path / "verse-by-mail")
    return Learner(last_challenge(one_platform), one_platform, projects, older)


def right(way: Way) -> Way:
    WAYS.append(way)
    return way


DOTENV = f"""
import json, os
from http.client import HTTPConnection
from urllib.parse import urlsplit

from dotenv import load_dotenv

{ASK}

load_dotenv()
ask(os.environ["OPENAI_API_KEY"])
"""

KEYRING = f"""
import json, os
from http.client import HTTPConnection
from urllib.parse import urlsplit

import keyring

{ASK}

ask(keyring.get_password("verse-by-mail", "api-key"))
"""

SAYS_WHAT_IS_MISSING = f"""
import json, os, sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

{ASK}

key = os.getenv("OPENAI_API_KEY", "").strip()
if not key:
    sys.exit("Set OPENAI_API_KEY first.")
ask(key)
"""


@right
def one_thing_after_another(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend()
    learner.commit()


@right
def files_first_and_keys_last(learner: Learner) -> None:
    learner.mend()
    learner.commit()
    learner.revoke(*LEAKED)
    learner.replace()


@right
def keys_are_deleted_and_their_accounts_stay(learner: Learner) -> None:
    keys = learner.projects.api_keys
    for key in list(keys.list(learner.project)):
        keys.delete(key.id, project_id=learner.project)
    learner.replace()
    learner.mend()
    learner.commit()


@right
def the_whole_project_on_the_platform_is_archived(learner: Learner) -> None:
    learner.archive()
    learner.replace()
    learner.mend()
    learner.commit()


@right
def all_in_the_console(learner: Learner) -> None:
    console = learner.console()
    for row in learner.platform.table("api_keys"):
        if row["project_id"] == learner.project:
            place = f"settings/api-keys/{row['id']}/revoke"
            console.send(place, console.fill(place))
    wish = {"permissions": "restricted", "may-model-capabilities": "request"}
    _, value = console.make_key(name="Verse by mail", **wish)
    console.http.close()
    keyring.set_password(*VAULT, value)
    learner.mend()
    learner.commit()


@right
def a_default_key_made_narrow(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    made = learner.accounts.create(learner.project, name="verse").api_key
    assert made is not None
    keys = learner.projects.api_keys
    keys.update(made.id, project_id=learner.project, scopes=["api.model.request"])
    keyring.set_password(*VAULT, made.value)
    learner.mend()
    learner.commit()


@right
def a_user_s_key_that_expires(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    made = learner.platform.issue_key("verse", SCOPES, timedelta(days=90))
    keyring.set_password(*VAULT, made.value)
    learner.mend()
    learner.commit()


@right
def the_key_in_a_file_beside_it(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    value = learner.replace()
    learner.mend(DOTENV)
    learner.write(".env", f"OPENAI_API_KEY={value}\n")
    learner.commit()


@right
def the_key_asked_of_the_vault(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend(KEYRING)
    (learner.folder / ".env").unlink()
    learner.commit()


@right
def a_word_for_whoever_has_no_key_yet(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend(SAYS_WHAT_IS_MISSING)
    learner.write(".gitignore", ".env*\n!.env.example\n")
    learner.write(".env.example", "OPENAI_API_KEY=\n")
    learner.commit()


@right
def the_report_stays_without_what_it_printed(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend()
    empty = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n'
    learner.write("report.ipynb", empty)
    learner.commit()


@right
def a_branch_that_is_merged(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.git("switch", "-q", "-c", "safe")
    learner.mend()
    learner.commit()
    learner.git("switch", "-q", "main")
    learner.git("merge", "-q", "safe")


@right
def a_fresh_repository(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend()
    shutil.rmtree(learner.folder / ".git")
    learner.git("init", "-q", "-b", "public")
    _name_oneself(learner)
    learner.commit()


@right
def a_branch_without_a_past(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend()
    learner.git("checkout", "-q", "--orphan", "public")
    learner.commit()
    learner.git("branch", "-q", "-D", "main")
    learner.git("branch", "-m", "main")


@right
def one_commit_of_all(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    learner.mend()
    learner.git("add", "-A")
    learner.git("reset", "-q", "--soft", learner.git("rev-list", "--max-parents=0", "HEAD").strip())
    learner.git("commit", "-q", "--amend", "-m", "Print a verse")
    learner.git("tag", "v1")


@right
def a_history_written_anew_by_a_filter(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    gone = "git rm -q --cached --ignore-unmatch .env config.py verse.py report.ipynb"
    wish = ["--prune-empty", "--index-filter", gone, "--", "--all"]
    learner.git("filter-branch", *wish, FILTER_BRANCH_SQUELCH_WARNING="1")
    learner.write("verse.py", SAYS_WHAT_IS_MISSING)
    learner.write(".gitignore", ".env\n")
    learner.commit()


@right
def a_history_carried_over_by_hand(learner: Learner) -> None:
    """The stream of `fast-export`, edited and read in again, into a repository that never saw a key."""
    learner.revoke(*LEAKED)
    value = learner.replace()
    wanted = ["README.md", ".gitignore"]
    learner.mend()
    learner.commit()
    stream = learner.git("fast-export", "main", "--", *wanted)
    program = learner.read("verse.py")
    shutil.rmtree(learner.folder)
    learner.folder.mkdir()
    learner.git("init", "-q", "-b", "main")
    learner.git("fast-import", "--quiet", told=stream)
    learner.git("reset", "-q", "--hard")
    _name_oneself(learner)
    learner.write("verse.py", program)
    learner.write(".env", f"OPENAI_API_KEY={value}\n")
    learner.commit()


@right
def commits_of_the_past_edited_one_by_one(learner: Learner) -> None:
    learner.revoke(*LEAKED)
    learner.replace()
    root, second, _ = learner.git("rev-list", "--reverse", "HEAD").split()
    learner.git("checkout", "-q", root)
    learner.git("rm", "-q", "config.py")
    learner.git("commit", "-q", "--amend", "-m", "Describe it")
    learner.git("checkout", "-q", second, "--", "verse.py")
    learner.write("verse.py", SAYS_WHAT_IS_MISSING)
    learner.write(".gitignore", ".env\n")
    learner.commit()
    learner.git("branch", "-q", "-f", "main")
    learner.git("switch", "-q", "main")


@right
def what_nobody_reaches_is_thrown_away(learner: Learner) -> None:
    a_branch_without_a_past(learner)
    learner.git("reflog", "expire", "--expire=now", "--all")
    learner.git("gc", "-q", "--prune=now")


@right
def a_clone_takes_its_place(learner: Learner) -> None:
    one_thing_after_another(learner)
    learner.git("clone", "-q", ".", "../clone")
    shutil.rmtree(learner.folder)
    (learner.folder.parent / "clone").rename(learner.folder)
    learner.git("remote", "remove", "origin")


@right
def a_key_lost_on_the_way_and_made_again(learner: Learner) -> None:
    """Who has committed the new key for a moment revokes it as well."""
    learner.revoke(*LEAKED)
    learner.mend()
    learner.write("notes.txt", learner.replace())
    learner.commit()
    learner.revoke("verse")
    (learner.folder / "notes.txt").unlink()
    learner.replace()
    learner.commit()


def _name_oneself(learner: Learner) -> None:
    learner.git("config", "user.name", "You")
    learner.git("config", "user.email", "you@example.com")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_every_right_way_is_passed(way: Way, learner: Learner) -> None:
    way(learner)
    looked = learner.challenge.look()
    assert looked.passed, looked


def test_a_leaked_key_stays_open_until_it_is_revoked(learner: Learner) -> None:
    """Out of sight, able to do less, and overlooked in the past: all the same."""
    learner.replace()
    learner.mend()
    learner.commit()
    looked = learner.challenge.look()
    assert marks(looked) == ".xxx."
    assert "3 of the 3 keys" in looked.lines[0].reason
    keys = learner.projects.api_keys
    for key in [each for each in keys.list(learner.project) if each.name != "verse"]:
        keys.update(key.id, project_id=learner.project, scopes=["api.model.read"])
    learner.revoke("daily", "report")
    looked = learner.challenge.look()
    assert marks(looked) == ".xxx."
    assert "1 of the 3 keys" in looked.lines[0].reason
