"""Clients cross as their settings, and what they load is loaded before the first fork."""

import json
import subprocess
import sys

import openai
import pytest

from course_utils.grading.inside.marshalling import pack_with_client, unpack_with_client
from course_utils.grading.inside.plain_values import GarbledError

SETTINGS = {
    "base_url": "http://127.0.0.1:9/v1/",
    "api_key": "none",
    "admin_api_key": "none either",
    "organization": "org-practice",
    "project": "proj_practice",
    "max_retries": 0,
    "timeout": 0.5,
    "default_headers": {"x-course": "03"},
    "default_query": {"trace": "1"},
}

WHAT_IS_LOADED_LATER = """
import json, os, sys, time
from pathlib import Path
import httpx, openai, openai.resources.admin, course_utils.practice
from course_utils.grading.inside import clients

def mine():
    return len(os.listdir("/proc/self/fd")), Path(f"/proc/self/task/{os.getpid()}/children").read_text()

at_first = mine()
clients.warm_up()
assert mine() == at_first, (at_first, mine())
before = set(sys.modules)
client = openai.OpenAI(api_key="none", admin_api_key="none", base_url="http://127.0.0.1:9/v1")
organization = client.admin.organization
_ = client.chat.completions.create, client.responses.create, client.models.list
_ = organization.projects.service_accounts.api_keys.create, organization.projects.api_keys.list
_ = organization.usage.completions, organization.usage.costs, organization.audit_logs.list
loaded = sorted(set(sys.modules) - before)
began = time.monotonic()
time.sleep(1000)
try:
    client.models.list()
except openai.APIConnectionError:
    json.dump([loaded, time.monotonic() - began], sys.stdout)
"""


def test_a_client_crosses_with_all_that_it_sends() -> None:
    with openai.OpenAI(**SETTINGS) as client:  # type: ignore[arg-type]
        arrived = unpack_with_client(json.loads(json.dumps(pack_with_client([client]))))[0]

    made = {name: getattr(arrived, name) for name in [*SETTINGS][1:-2]}
    assert {"base_url": str(arrived.base_url), **made}.items() <= SETTINGS.items()
    assert arrived.default_headers["x-course"] == "03"
    assert arrived.default_query == {"trace": "1"}


def test_the_same_client_is_the_same_until_it_is_closed() -> None:
    with openai.OpenAI(**SETTINGS) as client:  # type: ignore[arg-type]
        packed = pack_with_client(client)
        other = pack_with_client(client.with_options(max_retries=1))

    arrived = unpack_with_client(packed)
    assert unpack_with_client(packed) is arrived
    assert unpack_with_client(other) is not arrived
    arrived.close()
    assert not unpack_with_client(packed).is_closed()


@pytest.mark.parametrize("settings", [[], {"http_client": 1}, {"base_url": {"$": "os.system"}}])
def test_other_settings_are_refused(settings: object) -> None:
    with pytest.raises(GarbledError):
        unpack_with_client({"$": "OpenAI", "v": settings})


def test_a_submission_loads_nothing_of_the_client_and_no_pause_of_it_lasts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WHAT_IS_LOADED_LATER], capture_output=True, text=True, check=True
    )
    loaded, seconds = json.loads(done.stdout)
    assert loaded == []
    assert seconds < 100
