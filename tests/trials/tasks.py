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
""",
        {
            'def load(env):\n    return env["KEY"]': "raised KeyError: 'KEY'.",
            'def load(env):\n    return env.get("KEY")': "raised no error.",
            'def load(env):\n    raise ValueError(f"KEY is not in {env}")': "shows a value",
            "def load(env):\n    raise NotImplementedError()": "Not attempted yet",
        },
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
            "def ask(client):\n    return client.models.list().nothing": "raised AttributeError",
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
)
