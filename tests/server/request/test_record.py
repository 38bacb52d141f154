"""What is written down about a request, and that no key is in it."""

import random
from urllib.parse import unquote

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from course_utils import keys
from course_utils.keys import Kind
from course_utils.platform_client import PracticePlatform
from course_utils.server.database.tables import requests
from course_utils.server.request.record import redacted_target, retries_of

KEY = keys.generate(Kind.PROJECT, random.Random(3).randbytes)
LABEL = f"[key …{KEY[-4:]}]"


@pytest.mark.parametrize(
    ("path", "query", "target"),
    [
        ("/v1/models", "", "/v1/models"),
        ("/v1/models", f"api_key={KEY}", f"/v1/models?api_key={LABEL}"),
        ("/v1/models", f"limit=2&API_KEY={KEY}", f"/v1/models?limit=2&API_KEY={LABEL}"),
        ("/v1/models", f"q={KEY}", f"/v1/models?q={LABEL}"),
        (f"/v1/models/{KEY}", "", f"/v1/models/{LABEL}"),
        ("/v1/models", f"q={KEY.replace('-', '%2D')}", f"/v1/models?q={LABEL}"),
        ("/v1/models", "token=a-secret-that-has-no-shape", "/v1/models?token=[key …hape]"),
        ("/v1/models", "api_key=short", "/v1/models?api_key=[key …]"),
        ("/v1/caf%C3%A9", "q=a+b", "/v1/caf%C3%A9?q=a+b"),
    ],
)
def test_a_target_is_logged_as_sent_with_its_keys_masked(
    path: str, query: str, target: str
) -> None:
    assert redacted_target(path, query) == target


@given(before=st.text(max_size=5), after=st.text(max_size=5))
def test_no_key_and_no_line_break_gets_through_a_percent_encoding(before: str, after: str) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in f"{before} {KEY} {after}".encode(errors="replace"))
    target = redacted_target("/v1/models", f"q={encoded}")
    assert KEY not in target
    assert "\n" not in target


def has_piece_of_key(text: str) -> bool:
    """Tell whether more of a key's secret part stands in a text than a label shows of it."""
    secret = KEY[-keys.SECRET_LENGTH :]
    return any(secret[at : at + 5] in text for at in range(len(secret) - 4))


@pytest.mark.parametrize("cut", [10, 20, 36, len(KEY) - 8])
@pytest.mark.parametrize(
    "query",
    ["a={0}&b={1}", "b={1}&a={0}", "a={0}&limit=2&after=abc&b={1}", "{0}&{1}", "{0}={1}"],
)
def test_a_key_that_is_cut_over_a_query_cannot_be_put_together_again(query: str, cut: int) -> None:
    target = redacted_target("/v1/models", query.format(KEY[:cut], KEY[cut:]))
    assert LABEL in target
    assert not has_piece_of_key(target)


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("query", ["q={}", "api_key={}", "{}"])
def test_a_key_that_is_encoded_again_and_again_is_masked(query: str, times: int) -> None:
    encoded = "".join(f"%{byte:02x}" for byte in KEY.encode())
    for _ in range(times - 1):
        encoded = encoded.replace("%", "%25")
    target = redacted_target("/v1/models", query.format(encoded))
    while target != unquote(target):
        target = unquote(target)
    assert not has_piece_of_key(target)


def test_a_prompt_is_kept_for_the_operator_without_its_keys(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    answer = http.post(
        "/chat/completions",
        headers={"authorization": f"Bearer {platform.api_key}"},
        json={"model": "gpt-4", "messages": [{"role": "user", "content": f"keep {KEY}\x00 safe"}]},
    )
    assert answer.status_code == 200
    assert platform.requests()[-1]["prompt"] == f"keep {LABEL} safe"


def test_each_text_in_the_log_is_without_keys(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    """A key stands in all that is stored; a new column of text fails here until a request fills it."""
    said = [{"role": "user", "content": f"keep {KEY} safe"}]
    for model in ("gpt-4", KEY):
        http.post(
            f"/chat/completions?q={KEY}",
            headers={"authorization": f"Bearer {platform.api_key}"},
            json={"model": model, "messages": said},
        )
    answered, refused = platform.requests()[-2:]
    texts = {column.name for column in requests.c if isinstance(column.type, sa.Text)}
    assert {name for name, value in answered.items() if f"{KEY[-4:]}]" in str(value)} == texts
    assert KEY not in f"{answered} {refused}"


@pytest.mark.parametrize(
    ("said", "counts"), [("7", 7), ("5000", 1000), ("9" * 5000, None), ("²", None)]
)
def test_a_number_of_tries_that_is_none_is_not_believed(said: str, counts: int | None) -> None:
    assert retries_of({"x-stainless-retry-count": said}) == counts


def test_an_accepted_request_tells_who_asked_for_what(
    http: httpx.Client, platform: PracticePlatform
) -> None:
    http.get("/models", headers={"authorization": f"Bearer {platform.api_key}"})
    entry = platform.requests()[-1]
    (key,) = (row for row in platform.table("api_keys") if row["name"] == "My Test API")
    assert entry["key_id"] == key["id"]
    assert (entry["method"], entry["target"], entry["status"]) == ("GET", "/v1/models", 200)
    assert (entry["reason"], entry["address"], entry["sent_in"]) == ("ok", "127.0.0.1", "header")
    assert entry["presented"] == f"…{platform.api_key[-4:]}"
    assert key["last_used_at"] == entry["time"]
