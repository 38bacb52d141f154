"""Exceptions as plain values: their own class where both know it, and nothing that the sender decides."""

import json
import subprocess
import sys
from typing import Any

import httpx
import httpx2
import openai
import pytest

from course_utils.errors import ProgramEndedError
from course_utils.grading.inside.exceptions import pack_error, unpack_error
from course_utils.grading.inside.plain_values import GarbledError


def across(error: BaseException) -> Exception:
    return unpack_error(json.loads(json.dumps(pack_error(error))))


class OwnError(KeyError):
    pass


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ValueError("no key"), ValueError),
        (KeyError("API_KEY"), KeyError),
        (OwnError("API_KEY"), KeyError),
        (FileNotFoundError(2, "gone", ".env"), FileNotFoundError),
        (SystemExit("stop"), ProgramEndedError),
        (httpx.ConnectError("nobody"), httpx.ConnectError),
        (openai.OpenAIError("Missing credentials"), openai.OpenAIError),
    ],
    ids=lambda given: type(given).__name__ if isinstance(given, BaseException) else "",
)
def test_an_exception_arrives_as_the_nearest_class_that_both_know(
    error: BaseException, kind: type[Exception]
) -> None:
    arrived = across(error)

    assert type(arrived) is kind
    assert str(arrived) == str(error)


@pytest.mark.parametrize("kind", [SyntaxError, IndentationError, TabError])
def test_no_file_is_named_for_a_traceback_to_read(kind: type[SyntaxError]) -> None:
    arrived = across(kind("no way", (__file__, 1, 1, None)))

    assert type(arrived) is kind
    assert "no way" in str(arrived)
    assert (arrived.filename, arrived.lineno, arrived.text) == (None, None, None)


def test_an_examiner_without_the_library_loads_it_for_a_learners_error() -> None:
    packed = pack_error(openai.OpenAIError("Missing credentials"))
    program = (
        "import sys; from course_utils.grading.inside.exceptions import unpack_error; "
        f"assert 'openai' not in sys.modules; print(repr(unpack_error({packed!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "OpenAIError('Missing credentials')"


def test_what_openai_tells_of_a_refusal_comes_along() -> None:
    response = httpx2.Response(429, request=httpx2.Request("GET", "http://localhost"))
    body = {"code": "credit_balance_exhausted", "type": "insufficient_quota"}
    arrived: Any = across(openai.RateLimitError("no credit", response=response, body=body))

    assert type(arrived) is openai.RateLimitError
    assert (arrived.status_code, arrived.code, arrived.type) == (429, *body.values())


@pytest.mark.parametrize(
    "name",
    [
        "SystemExit",
        "StopIteration",
        "BaseException",
        "print",
        "os.error",
        "openai.OpenAI",
        "openai._exceptions.nothing",
        "subprocess.CalledProcessError",
        "",
    ],
)
def test_a_class_that_may_not_cross_is_refused(name: str) -> None:
    with pytest.raises(GarbledError):
        unpack_error({"class": name, "message": "", "beside": {}})


@pytest.mark.parametrize(
    "changed", [{"message": 1}, {"class": None}, {"beside": []}, {"beside": None}]
)
def test_what_describes_no_exception_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(GarbledError):
        unpack_error({**pack_error(ValueError("x")), **changed})


def test_only_small_facts_come_along() -> None:
    packed = pack_error(openai.OpenAIError("no"))
    packed["beside"] = {"code": "x" * 1000, "status_code": 1 << 60, "__class__": "str", "args": 1}
    arrived = unpack_error(packed)

    assert vars(arrived) == {}
    assert arrived.args == ("no",)
