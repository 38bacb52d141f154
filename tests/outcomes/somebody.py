"""Somebody who works on the last challenge's project: with git, the official client, the console and an editor."""

import os
import subprocess

import httpx
import keyring
from openai.resources.admin.organization.projects import Projects

from course_utils.outcomes.challenge import Challenge
from course_utils.outcomes.looked import Looked
from course_utils.platform_client import PracticePlatform
from course_utils.server.catalogue import MODEL
from tests.console.conftest import Person

SCOPES = ("api.model.request", "api.model.read")
"""The recipe of unit 06."""

LEAKED = ("daily", "before", "report")
VAULT = ("verse-by-mail", "api-key")

ASK = f'''
def ask(key):
    wish = {{"model": "{MODEL}", "messages": [{{"role": "user", "content": "A verse, please."}}]}}
    place = urlsplit(os.environ["OPENAI_BASE_URL"])
    line = HTTPConnection(place.hostname, place.port)
    line.request(
        "POST", place.path + "/chat/completions", json.dumps(wish), {{"Authorization": "Bearer " + key}}
    )
    print(json.load(line.getresponse())["choices"][0]["message"]["content"])
    line.close()
'''
"""The official client takes a second to start; this asks the same."""

PLAIN = f"""
import json, os
from http.client import HTTPConnection
from urllib.parse import urlsplit

{ASK}

ask(os.environ["OPENAI_API_KEY"])
"""


class Learner:
    """Somebody who works on the project; `older` is a good key from before it."""

    def __init__(
        self, challenge: Challenge, platform: PracticePlatform, projects: Projects, older: str
    ) -> None:
        self.challenge, self.folder = challenge, challenge.folder
        self.platform, self.older = platform, older
        self.projects, self.accounts = projects, projects.service_accounts
        self.project = next(
            each.id
            for each in projects.list()
            if each.name == "verse-by-mail" and each.status == "active"
        )

    def git(self, *words: str, told: str = "", **variables: str) -> str:
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **variables}
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            env={**os.environ, **own},
            input=told,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(text)

    def archive(self) -> None:
        self.projects.archive(self.project)
        self.project = self.projects.create(name="verse-by-mail").id

    def revoke(self, *names: str) -> None:
        for account in list(self.accounts.list(self.project)):
            if account.name in names:
                self.accounts.delete(account.id, project_id=self.project)

    def replace(self, scopes: tuple[str, ...] = SCOPES, name: str = "verse") -> str:
        account = self.accounts.create(self.project, name=name, create_service_account_only=True)
        self.accounts.update(account.id, project_id=self.project, role="member")
        value = self.accounts.api_keys.create(
            account.id, project_id=self.project, name=name, scopes=list(scopes)
        ).value
        keyring.set_password(*VAULT, value)
        return value

    def console(self) -> Person:
        """Open the console as a browser does; close its `http`."""
        base = self.platform.console_url.partition("?")[0]
        http = httpx.Client(base_url=base, follow_redirects=True, trust_env=False)
        http.get(self.platform.console_url)
        return Person(http)

    def mend(self, program: str = PLAIN) -> None:
        """Take the keys out of the files, and the files that are not needed out of git."""
        self.write("verse.py", program)
        (self.folder / "report.ipynb").unlink()
        self.write(".gitignore", ".env\n")
        self.git("rm", "-q", "--cached", ".env")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Make it safe")

    def publish(self, name: str, text: str) -> None:
        """Write a file, and make a commit of all."""
        self.write(name, text)
        self.commit()

    def do_all(self) -> None:
        """Go the plain way to the end."""
        self.revoke(*LEAKED)
        self.replace()
        self.mend()
        self.commit()

    @property
    def leaked(self) -> str:
        """One of the leaked keys: the one that lies in the project's `.env`."""
        return self.read(".env").strip().partition("=")[2]

    @property
    def stored(self) -> str:
        """What lies in the vault."""
        return keyring.get_password(*VAULT) or ""


def marks(looked: Looked) -> str:
    """Give the five lines as `xx.x.`, where `x` is done."""
    return "".join("x" if line.done else "." for line in looked.lines)
