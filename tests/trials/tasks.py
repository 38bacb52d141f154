"""The tasks. Each stands for what an exercise of the course may ask, and for nothing else."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Trial:
    """A task: a right answer, its check cell, and wrong answers, each with a part of what is said then."""

    name: str
    right: str
    check: str
    wrong: dict[str, str] = field(default_factory=dict)


TRIALS = (
    Trial(
        "raises_what_is_asked",
        """
def load(env: dict[str, str]) -> str:
    if "KEY" not in env:
        raise ValueError("KEY is not set")
    return env["KEY"]
""",
        """
with check("load", "A missing key is a ValueError that names the variable alone."):
    secret = check.key("other")
    with check.raises(ValueError, naming="KEY", not_naming=secret) as raised:
        load({"OTHER": secret})
    check.equal(raised.text, "KEY is not set")
    check.equal(check.variables_with(secret), [])
""",
        {
            'def load(env):\n    return env["KEY"]': "raised KeyError: 'KEY'.",
            'def load(env):\n    return env.get("KEY")': "raised no error.",
            'def load(env):\n    raise ValueError(f"KEY is not in {env}")': "shows a value",
            "def load(env):\n    raise NotImplementedError()": "Not attempted yet",
            "import os\n\ndef load(env):\n    os.environ.update(env)\n"
            "    raise ValueError('KEY is not set')": "gave ['OTHER']",
            'import sys\n\ndef load(env):\n    sys.exit("KEY is not set")': "Expected: a ValueError. Raise an error",
            'import os\n\ndef load(env):\n    return os.environ["KEY"]': "that counts is its argument env",
        },
    ),
    Trial(
        "sets_variables_for_a_while",
        """
import os

def place() -> str:
    return os.environ.get("TRIAL", "here")
""",
        """
with check("place", "The variable counts while it is set."):
    with check.variables(TRIAL="far"):
        check.equal(place(), "far")
    check.equal(place(), "here")
""",
        {'def place():\n    return "here"': "gave 'here'"},
    ),
    Trial(
        "exceptions_of_the_library",
        """
def ask(client) -> str:
    return client.models.list().object
""",
        """
with check("ask", "Who does not know the key may not ask."):
    watched = check.platform()
    check.equal(ask(watched.client()), "list")
    with check.raises(Exception, naming="401", not_naming="sk-") as raised:
        ask(watched.client(api_key="nobody's"))
    error = raised.error
    seen = type(error).__name__, error.status_code, error.code
    check.equal(seen, ("AuthenticationError", 401, "invalid_api_key"))
""",
        {
            "def ask(client):\n    return client.models.list().nothing": "Expected: 'list'.",
            'def ask(client):\n    raise ValueError("401")': "raised ValueError: 401.",
        },
    ),
    Trial(
        "clients_cross_with_what_they_send",
        """
def project_of(client) -> str:
    client.models.list()
    return f"{client.project} {client.organization}"
""",
        """
with check("project_of", "A client names the project that it works for."):
    watched = check.platform()
    headers = {"x-stainless-retry-count": "7"}
    client = watched.client(organization="org-practice", default_headers=headers)
    check.equal(project_of(client), "None org-practice")
    with check.raises(Exception, naming="OpenAI-Project header should match") as raised:
        project_of(watched.client(project="proj_of_others"))
    check.equal(type(raised.error).__name__, "AuthenticationError")
""",
        {'def project_of(client):\n    return "None org-practice"': "raised no error"},
    ),
    Trial(
        "folders_cross_and_come_back",
        """
import stat
from pathlib import Path


def protect(project: Path) -> list[str]:
    (project / ".env").chmod(0o600)
    ignored = project / ".gitignore"
    ignored.write_bytes(ignored.read_bytes() + b"\\n.env\\n")
    return sorted(path.name for path in project.iterdir())
""",
        """
with check("protect", "The file is its owner's alone, and git leaves it out."):
    files = {".env": ("KEY=1", 0o644), ".gitignore": "*.log", "run.sh": ("#!/bin/sh", 0o755)}
    folder = check.folder(files, name="my project")
    check.equal(protect(folder.path), [".env", ".gitignore", "run.sh"])
    now, before = folder.now(), folder.before
    check.equal(now[".gitignore"].text, "*.log\\n.env\\n")
    check.equal(now[".env"].mode in (0o600, None), True)
    check.equal([now["run.sh"], before[".env"].mode], [before["run.sh"], 0o644])
    seen = [folder.ignores(name) for name in (".env", ".env.example", "a.log")]
    check.equal(seen, [True, False, True])
    folder.write({".gitignore": "*.tmp\\n"})
    protect(folder.path)
    check.equal(folder.now()[".gitignore"].text, "*.tmp\\n\\n.env\\n")
""",
        {
            "def protect(project):\n    (project / '.env').unlink()\n"
            "    (project / '.env').symlink_to('/etc/hostname')\n"
            "    return ['.env', '.gitignore', 'run.sh']": "'.env' is a link",
            "import os\n\ndef protect(project):\n    os.mkfifo(project / 'pipe')\n"
            "    return ['.env', '.gitignore', 'run.sh']": "'pipe' is a special file",
            "import shutil\n\ndef protect(project):\n    shutil.rmtree(project)\n"
            "    return ['.env', '.gitignore', 'run.sh']": "'my project' can't be read",
        },
    ),
    Trial(
        "repositories_are_read_with_git",
        """
import subprocess
from pathlib import Path


def history(repository: Path) -> str:
    asked = ["git", "log", "--all", "--format=%D", "--patch"]
    return subprocess.run(asked, cwd=repository, capture_output=True, text=True, check=True).stdout
""",
        """
with check("history", "What was committed once is there, on every branch."):
    folder = check.folder({"untracked.txt": "not committed"})
    folder.commit({"app.py": "print(1)", "old.env": "KEY=first"})
    folder.commit({"old.env": None}, tag="v1")
    folder.commit({"side.txt": "on the side"}, branch="try-it")
    folder.commit({".gitignore": "*.log"}, branch="main")
    said = history(folder.path)
    found = [text in said for text in ("KEY=first", "on the side", "try-it", "v1", "not committed")]
    check.equal(found, [True, True, True, True, False])
    check.equal([*folder.now()], [".gitignore", "app.py", "untracked.txt"])
""",
        {
            "def history(repository):\n    return (repository / 'app.py').read_text()": "Expected: [True"
        },
    ),
    Trial(
        "scripts_run_as_programs",
        """
%%writefile haiku.py
import os
import sys

from openai import OpenAI

if not os.environ.get("OPENAI_API_KEY", "").strip():
    sys.exit("OPENAI_API_KEY is not set")
print(OpenAI().responses.create(model="gpt-5.4-mini", input="Write a haiku.").output_text)
""",
        """
with check("haiku.py", "With a key it prints a haiku; without one it says what is missing."):
    watched = check.platform()
    address = {"OPENAI_BASE_URL": watched.base_url}
    watched.will_answer("Rain on the roof.")
    run = check.run_script("haiku.py", {**address, "OPENAI_API_KEY": watched.api_key})
    check.equal((run.status, run.output, run.errors), (0, "Rain on the roof.\\n", ""))
    check.equal(len(watched.requests(watched.api_key)), 1)
    run = check.run_script("haiku.py", {**address, "OPENAI_API_KEY": " "})
    check.equal((run.status, run.output, run.errors), (1, "", "OPENAI_API_KEY is not set\\n"))
    check.that("sys.exit" in check.script("haiku.py").text, "It does not stop.")
    run = check.run_script("haiku.py", {}, dotenv="OPENAI_API_KEY=k1\\n")
    check.equal(run.status, 1, "It does not read .env.")
""",
        {
            "%%writefile haiku.py\nprint('Rain on the roof.')": "gave 0",
            "%%writefile other.py\nprint(1)": "no cell that ran begins with `%%writefile haiku.py`",
            "%%file './haiku.py'\nraise NotImplementedError()": "Not attempted yet",
            "%%writefile haiku.py\nimport course_utils.leaks": "takes course_utils.leaks",
            "%%writefile haiku.py\nprint(": "Python can't read haiku.py",
        },
    ),
    Trial(
        "the_vault_keeps_practice_keys",
        """
import keyring


def recall(service: str, key: str) -> str:
    keyring.set_password(service, "api-key", key)
    return keyring.get_password(service, "api-key")
""",
        """
with check("recall", "What went into the vault comes out of it, and the platform saw both."):
    watched = check.platform()
    check.equal(recall("haiku by the hour", watched.api_key), watched.api_key)
    seen = [entry["method"] for entry in watched.requests(watched.api_key)]
    check.equal(seen, ["PUT", "GET"])
    with check.raises(Exception, naming="practice keys only") as raised:
        recall("haiku by the hour", "swordfish")
    check.equal(type(raised.error).__name__, "PasswordSetError")
""",
        {"def recall(service, key):\n    return key": "gave []. Expected: ['PUT', 'GET']"},
    ),
    Trial(
        "faults_that_undo_themselves",
        """
import openai

from course_utils import MODEL


def diagnose(client) -> str:
    messages = [{"role": "user", "content": "Say hello."}]
    try:
        stream = client.chat.completions.create(model=MODEL, messages=messages, stream=True)
        return "".join(chunk.choices[0].delta.content or "" for chunk in stream)
    except openai.APIConnectionError:
        return "network"
    except openai.APIStatusError as refused:
        return f"{refused.status_code} {refused.code or refused.type}"
""",
        """
with check("diagnose", "Whatever happens has a name of its own."):
    watched = check.platform()
    with watched.failing(503):
        check.equal(diagnose(watched.client()), "503 server_error")
    with watched.refusing("no_credit"):
        check.equal(diagnose(watched.client()), "429 credit_balance_exhausted")
    with watched.refusing("address"):
        check.equal(diagnose(watched.client()), "401 ip_not_authorized")
    with watched.hanging():
        check.equal(diagnose(watched.client(timeout=0.3)), "network")
    check.equal(diagnose(watched.client(timeout=0)), "network")
    with watched.dropping(after=2):
        check.equal(diagnose(watched.client()), "network")
    check.equal(diagnose(watched.client(base_url="http://127.0.0.1:9/v1")), "network")
    watched.will_answer("It works again.")
    check.equal(diagnose(watched.client()), "It works again.")
    asked = watched.requests(watched.api_key)
    check.equal([entry["status"] for entry in asked], [503, 429, 401, 200, 200, 200])
    check.equal(asked[-1]["texts"], ["Say hello."])
""",
        {
            'def diagnose(client):\n    return "503 server_error"': "429 credit_balance",
            "def diagnose(client):\n    return client.chat.completions.create("
            'model="gpt-4", messages=[{"role": "user", "content": "x"}]).id': "raised InternalServerError",
        },
    ),
    Trial(
        "keys_of_a_service_are_managed",
        """
from openai import AuthenticationError, OpenAI

def revoke(admin, key) -> int:
    keys = admin.admin.organization.projects.api_keys
    keys.delete(key["id"], project_id=key["project_id"])
    uses = 0
    try:
        while True:
            url = str(admin.base_url)
            OpenAI(api_key=key["value"], base_url=url, max_retries=0).models.list()
            uses += 1
    except AuthenticationError:
        return uses
""",
        """
with check("revoke", "The key is deleted, and asked until it is refused."):
    watched = check.platform()
    key = watched.service_key("haiku", ["api.model.read"])
    [row] = watched.keys(key["project_id"])
    seen = row["id"], row["name"], row["scopes"], row["tail"]
    check.equal(seen, (key["id"], "haiku", key["scopes"], key["value"][-4:]))
    watched.accept_after_revocation(key["id"], 2)
    check.equal(revoke(watched.admin(), key), 2)
    check.equal(watched.keys(key["project_id"]), [])
    seen = [one["status"] for one in watched.requests(key["value"])]
    check.equal(seen, [200, 200, 401])
    check.equal([one["method"] for one in watched.requests()], ["DELETE", "GET", "GET", "GET"])
""",
        {
            "def revoke(admin, key):\n    return 2": "Expected: []",
            "def revoke(admin, key):\n    raise NotImplementedError()": "Not attempted yet",
        },
    ),
    Trial(
        "renews_a_key_while_a_service_uses_it",
        """
import keyring


def renew(admin, old, service) -> str:
    projects = admin.admin.organization.projects
    new = projects.service_accounts.api_keys.create(
        old["service_account_id"],
        project_id=old["project_id"],
        name=old["name"],
        scopes=old["scopes"],
    )
    admin.with_options(api_key=new.value).models.list()
    keyring.set_password(service, "api-key", new.value)
    projects.api_keys.delete(old["id"], project_id=old["project_id"])
    return new.id
""",
        """
with check("renew", "The service goes on, and one key takes the place of the other."):
    watched = check.platform()
    old = watched.key_in_vault("haiku")
    with watched.service("haiku") as poems:
        new = renew(watched.admin(elsewhere=True), old, "haiku")
    check.equal(sorted({*poems}), [200])
    check.equal(watched.steps(old), ["proved", "stored", "deleted"])
    left = watched.keys(old["project_id"])
    check.equal(sorted(key["name"] for key in left), ["haiku-page", "haiku-production"])
    found = watched.working_key(watched.stored("haiku"))
    check.equal((found["id"], found["project_id"]), (new, old["project_id"]))
    check.equal((found["scopes"], len(watched.changes())), (old["scopes"], 2))
    check.equal([watched.key_with(one) for one in ("", "no key", None)], [None] * 3)
    with watched.failing(403, making=True, times=1), check.raises(Exception, naming="403"):
        renew(watched.admin(), old, "haiku")
    other = watched.key_in_vault("haiku")
    with watched.failing(403, new_keys=True), check.raises(Exception, naming="403"):
        renew(watched.admin(), other, "haiku")
    left = [key["id"] for key in watched.keys(other["project_id"])]
    check.that(other["id"] in left, "The old key is gone.")
""",
        {
            "def renew(admin, old, service):\n"
            "    projects = admin.admin.organization.projects\n"
            "    projects.api_keys.delete(old['id'], project_id=old['project_id'])\n"
            "    return old['id']": "gave [200, 401]. Expected: [200]",
        },
    ),
    Trial(
        "vault_is_read_and_written",
        """
import keyring

def move(service: str, to: str) -> str:
    key = keyring.get_password(service, "api-key")
    keyring.set_password(to, "api-key", key)
    return key
""",
        """
with check("move", "The key lies in the new place, and the record says who read it."):
    watched, key = check.platform(), check.key("moved")
    watched.store("my haiku", key)
    check.equal(move("my haiku", "another"), key)
    check.equal(watched.stored("another"), key)
    check.equal(watched.stored("a third"), None)
    check.equal(watched.places(), ["my haiku/api-key", "another/api-key"])
    watched.take_out("another")
    check.equal(watched.stored("another"), None)
    seen = [(one["method"], one["target"]) for one in watched.requests()][1:3]
    check.equal([method for method, _ in seen], ["GET", "PUT"])
""",
        {"def move(service, to):\n    return 'no key'": "no key"},
    ),
    Trial(
        "scopes_are_tried",
        """
def scopes_for(task: str) -> list[str]:
    return ["api.responses.write"]
""",
        """
with check("scopes_for", "What a key with these scopes opens is found out by trying."):
    watched = check.platform()
    check.equal(watched.opens(scopes_for("answer")), ["answer with the Responses API"])
    reads = ["list the models", "read a stored response"]
    check.equal(watched.opens(["api.all.read"]), reads)
    check.equal(len(watched.opens([])), 4)
""",
        {
            "def scopes_for(task):\n    return []": "Expected: ['answer",
            "def scopes_for(task):\n    return None": "NoneType is no list of scopes.",
            "def scopes_for(task):\n    return ['api.no.read']": "there is no scope 'api.no.read'",
        },
    ),
)
