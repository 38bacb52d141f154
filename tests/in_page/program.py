"""What a lesson's clients do, and what they get, line by line: `test_transports` runs it over a socket and in a page."""

import asyncio
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from itertools import pairwise
from time import perf_counter
from typing import Any

NOT_IN_A_PAGE = """
    bs4 click filelock greenlet httptools ipykernel jinja2 jsonschema jupyter_client jupyter_core jupyter_server
    jupyterlab markupsafe matplotlib nbclient nbconvert nbformat nbgrader nh3 numpy orjson psutil psycopg resource rich
    rpds starlette tornado uvicorn uvloop zmq
""".split()
LESSONS_ALSO_IMPORT = """
    drill haiku_by_the_hour haiku_environments keys_by_hand leaking_story leaks.scanning platform_client vault
""".split()
SYSTEM = (
    "socket.bind",
    "socket.connect",
    "subprocess.Popen",
    "os.fork",
    "_thread.start_new_thread",
)


def as_in_a_page() -> None:
    """Take away what a page lacks, before anything of the course is loaded."""
    for name in NOT_IN_A_PAGE:
        sys.modules[name] = None  # type: ignore[assignment]
    installed: Any = import_module("course_utils.installed")
    installed.in_a_page = lambda: True
    sys.addaudithook(refuse)


def refuse(event: str, _arguments: object) -> None:
    if event in SYSTEM:
        raise RuntimeError(f"A page has no {event}.")


IN_A_PAGE = sys.argv[1:] == ["in a page"]
if IN_A_PAGE:
    as_in_a_page()

import httpx  # noqa: E402 - what a page lacks is gone by now
import openai  # noqa: E402
from openai import AsyncOpenAI, OpenAI  # noqa: E402

import course_utils  # noqa: E402
from course_utils import MODEL, practice_platform  # noqa: E402

platform = practice_platform()
question: dict[str, Any] = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "Write a haiku about AI."}],
}
client = OpenAI()


def load_all() -> None:
    """Load what the lessons import, and what their checks do."""
    for name in course_utils.__all__:
        getattr(course_utils, name)
    for module in LESSONS_ALSO_IMPORT:
        import_module(f"course_utils.{module}")


def main() -> None:
    load_all()
    models = f"{platform.base_url}/models"
    print(client.chat.completions.create(**question).choices[0].message.content)
    print("".join(pieces(client)))
    for key in ("made up", platform.api_key + "\n"):
        report(OpenAI(api_key=key, max_retries=0))
    report(client.with_options(base_url="http://127.0.0.1:9/v1", max_retries=0))
    with platform.failing(503):
        report(client.with_options(max_retries=1))
    with platform.hanging():
        report(client.with_options(max_retries=0, timeout=0.05))
    with platform.dropping(after=0):
        report(client.with_options(max_retries=0))
    with platform.dropping(after=3):
        report(client, stream=True)
    asyncio.run(later())
    admin = OpenAI(admin_api_key=platform.admin_key).admin.organization
    print([project.name for project in admin.projects.list()])
    for url, sent in ((models, {}), (f"{models}?api_key=a%2Fb", {}), (models, bearer("x"))):
        answer = httpx.get(url, headers=sent)
        told = dict(answer.headers)
        print(answer.status_code, answer.reason_phrase, answer.http_version, answer.json())
        print(sorted({**told, "date": "", "openai-processing-ms": ""}.items()))
    with httpx.stream("POST", models, headers=bearer(platform.api_key), content=b"a") as answer:
        print(answer.status_code, answer.read())
    platform.clock.advance(timedelta(hours=1))
    print(platform.issue_key("one").id, platform.requests()[-1]["reason"], platform.alerts())
    print(*platform.access_log(), sep="\n")
    for entry in platform.requests():
        print(
            entry["time"], entry["status"], entry["reason"], entry["retries"], entry["request_id"]
        )


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def pieces(client: OpenAI) -> Iterator[str]:
    came = []
    for chunk in client.chat.completions.create(**question, stream=True):
        came.append(perf_counter())
        yield from (choice.delta.content or "" for choice in chunk.choices)
    if IN_A_PAGE:  # a stream that an eye can follow
        assert min(after - before for before, after in pairwise(came)) > 0.04


def report(client: OpenAI, **changes: Any) -> None:
    try:
        for piece in client.chat.completions.create(**question, **changes):
            print(piece.choices[0].delta.content if changes else "answered", end="|")
    except openai.APIStatusError as error:
        print(type(error).__name__, error.status_code, error.code)
    except openai.APIConnectionError as error:
        print(type(error).__name__, error.message, type(error.__cause__).__name__)


async def later() -> None:
    async with AsyncOpenAI() as client, httpx.AsyncClient() as plain:
        answer = await client.chat.completions.create(**question)
        print(answer.choices[0].message.content)
        stream = await client.chat.completions.create(**question, stream=True)
        print([len(chunk.choices) async for chunk in stream])
        print((await plain.get(f"{platform.base_url}/models")).status_code)


main()
