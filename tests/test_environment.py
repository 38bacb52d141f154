import os
import secrets
import sys
import urllib.request
from pathlib import Path

import pytest

from course_utils.environment import (
    SET_ASIDE,
    real_keys,
    with_our_programs,
    without_proxy_for_loopback,
    without_real_keys,
)
from course_utils.keys import Kind, generate


def test_a_key_that_is_no_practice_key_counts_as_real() -> None:
    environment = {"OPENAI_API_KEY": secrets.token_hex(), "OPENAI_ADMIN_KEY": "  "}
    assert real_keys(environment) == ["OPENAI_API_KEY"]


def test_a_practice_key_is_not_real() -> None:
    assert real_keys({"OPENAI_API_KEY": generate(Kind.PROJECT) + "\n"}) == []


def test_real_keys_are_left_out_and_only_their_names_are_told() -> None:
    value = secrets.token_hex()
    kept = without_real_keys(
        {"OPENAI_API_KEY": value, "OPENAI_ADMIN_KEY": generate(Kind.ADMIN), "HOME": "/home/ana"}
    )
    assert kept.keys() == {"OPENAI_ADMIN_KEY", "HOME", SET_ASIDE}
    assert kept[SET_ASIDE] == "OPENAI_API_KEY"


def test_without_a_real_key_nothing_changes() -> None:
    assert without_real_keys({"HOME": "/home/ana"}) == {"HOME": "/home/ana"}


@pytest.mark.parametrize("exempt", ["", "example.org", "localhost,example.org"])
def test_no_proxy_gets_calls_to_this_computer(exempt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"http_proxy": "http://proxy.example:3128", "no_proxy": exempt}
    for name, value in without_proxy_for_loopback(environment).items():
        monkeypatch.setenv(name, value)
    assert urllib.request.proxy_bypass("127.0.0.1")
    assert urllib.request.proxy_bypass("localhost")
    assert not urllib.request.proxy_bypass("elsewhere.example")


def test_our_programs_are_found_first() -> None:
    path = with_our_programs({"PATH": "/usr/bin"})["PATH"]
    assert path.split(os.pathsep) == [str(Path(sys.executable).parent), "/usr/bin"]
