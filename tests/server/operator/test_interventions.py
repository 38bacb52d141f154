"""What the operator wants of requests to come: it happens, to those it is meant for, and it ends."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import httpx
import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_asking import PlatformError
from course_utils.platform_client import PracticePlatform


def ask(client: OpenAI) -> str | None:
    answer = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "Write a haiku."}]
    )
    return answer.choices[0].message.content


def stream(client: OpenAI) -> Iterator[str]:
    chunks = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": "Write a haiku."}], stream=True
    )
    for chunk in chunks:
        yield chunk.choices[0].delta.content or ""


Fault = Callable[[PracticePlatform], AbstractContextManager[object]]


@pytest.mark.parametrize(
    ("fault", "status", "kind", "code"),
    [
        (lambda p: p.failing(503), 503, "server_error", None),
        (lambda p: p.failing(429, code="slow_down"), 429, "requests", "slow_down"),
        (lambda p: p.failing(404, type="odd", code="gone"), 404, "odd", "gone"),
        (lambda p: p.refusing("no_credit"), 429, "insufficient_quota", "credit_balance_exhausted"),
        (
            lambda p: p.refusing("project_spend_limit"),
            429,
            "insufficient_quota",
            "project_spend_limit_exceeded",
        ),
        (lambda p: p.refusing("rate_limit"), 429, "requests", "rate_limit_exceeded"),
        (lambda p: p.refusing("address"), 401, "invalid_request_error", "ip_not_authorized"),
        (lambda p: p.refusing("project"), 401, "invalid_request_error", "mismatched_project"),
        (lambda p: p.refusing("scope"), 401, "invalid_request_error", None),
        (lambda p: p.refusing("dead_key"), 401, "invalid_request_error", "invalid_api_key"),
        (lambda p: p.refusing("model"), 403, "invalid_request_error", "model_not_found"),
    ],
)
def test_a_refusal_on_demand_is_the_platforms_own_and_ends_with_its_block(
    platform: PracticePlatform,
    client: OpenAI,
    fault: Fault,
    status: int,
    kind: str,
    code: str | None,
) -> None:
    with fault(platform), pytest.raises(openai.APIStatusError) as refused:
        ask(client)
    assert (refused.value.status_code, refused.value.type, refused.value.code) == (
        status,
        kind,
        code,
    )
    assert platform.requests()[-1]["reason"] == "fault_on_demand"
    assert ask(client)


def test_a_failure_can_have_a_sentence_of_its_own(
    platform: PracticePlatform, client: OpenAI
) -> None:
    with (
        platform.failing(429, message="No matter of billing."),
        pytest.raises(openai.RateLimitError, match="No matter of billing") as refused,
    ):
        ask(client)
    assert refused.value.type == "requests"


def test_a_status_drawn_by_lot_is_the_servers_fault(
    platform: PracticePlatform, client: OpenAI
) -> None:
    with platform.failing() as status, pytest.raises(openai.InternalServerError) as refused:
        ask(client)
    assert refused.value.status_code == status >= 500


def test_a_failure_can_tell_the_client_not_to_try_again(
    platform: PracticePlatform, client: OpenAI
) -> None:
    patient = client.with_options(max_retries=2)
    with platform.failing(500, retried=False), pytest.raises(openai.InternalServerError):
        ask(patient)
    assert [row["reason"] for row in platform.requests()].count("fault_on_demand") == 1


def test_a_failure_can_be_for_so_many_requests_alone(
    platform: PracticePlatform, client: OpenAI
) -> None:
    with platform.failing(500, retried=False, times=1):
        with pytest.raises(openai.InternalServerError):
            ask(client)
        assert ask(client)


def test_what_asks_no_model_costs_nothing(platform: PracticePlatform, client: OpenAI) -> None:
    with platform.refusing("no_credit"):
        client.models.list()


def test_a_fault_on_one_path_leaves_the_others_alone(
    platform: PracticePlatform, client: OpenAI
) -> None:
    with platform.failing(500, path="/v1/models"):
        assert ask(client)
        with pytest.raises(openai.InternalServerError):
            client.models.list()


def test_an_answer_that_hangs_is_given_up_by_the_client_and_harms_nobody(
    platform: PracticePlatform, client: OpenAI
) -> None:
    with platform.hanging(path="/v1/chat/completions"):
        with pytest.raises(openai.APITimeoutError):
            ask(client.with_options(timeout=0.3))
        client.models.list()
    assert ask(client)


def test_a_stream_breaks_off_in_the_middle(platform: PracticePlatform, client: OpenAI) -> None:
    came: list[str] = []
    with platform.dropping(after=3), pytest.raises(openai.APIConnectionError):
        came.extend(stream(client))
    assert len(came) == 3
    assert "".join(stream(client))


def test_a_connection_breaks_off_before_the_answer(
    platform: PracticePlatform, client: OpenAI
) -> None:
    with platform.dropping(after=0), pytest.raises(openai.APIConnectionError):
        ask(client)
    assert ask(client)


def test_answers_come_in_the_words_that_were_named(
    platform: PracticePlatform, client: OpenAI
) -> None:
    platform.will_answer("One.", "Two.", "Three words now.")
    assert ask(client) == "One."
    client.models.list()
    assert client.responses.create(model=MODEL, input="Say two.").output_text == "Two."
    assert "".join(stream(client)) == "Three words now."
    assert len(str(ask(client))) > len("Three words now.")


def test_a_refused_request_does_not_use_up_an_answer(
    platform: PracticePlatform, client: OpenAI
) -> None:
    platform.will_answer("One.")
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model=MODEL, messages=[])
    assert ask(client) == "One."


def test_new_keys_can_be_dead_for_a_while(
    platform: PracticePlatform, client: OpenAI, organization: Organization
) -> None:
    project = organization.projects.create(name="rotation")
    with platform.dead_new_keys():
        made = organization.projects.service_accounts.create(project.id, name="new")
        assert made.api_key is not None
        young = client.with_options(api_key=made.api_key.value)
        with pytest.raises(openai.AuthenticationError):
            young.models.list()
        client.models.list()
    young.models.list()


def test_connections_of_new_keys_alone_can_break(
    platform: PracticePlatform, client: OpenAI, organization: Organization
) -> None:
    project = organization.projects.create(name="rotation")
    with platform.dropping(after=0, new_keys=True):
        made = organization.projects.service_accounts.create(project.id, name="new")
        assert made.api_key is not None
        young = client.with_options(api_key=made.api_key.value)
        with pytest.raises(openai.APIConnectionError):
            young.models.list()
        client.models.list()
    young.models.list()


def test_keys_can_fail_to_be_made_while_all_else_goes_on(
    platform: PracticePlatform, organization: Organization
) -> None:
    project = organization.projects.create(name="rotation").id
    accounts = organization.projects.service_accounts
    old = accounts.create(project, name="old").api_key
    assert old is not None
    with platform.failing(429, making=True):
        with pytest.raises(openai.RateLimitError):
            accounts.create(project, name="new")
        organization.projects.api_keys.delete(old.id, project_id=project)
    assert accounts.create(project, name="new").api_key is not None


def test_what_a_killed_program_left_behind_ends_by_itself(
    platform: PracticePlatform, client: OpenAI
) -> None:
    left_behind = platform.failing(500)
    left_behind.__enter__()
    with pytest.raises(openai.InternalServerError):
        ask(client)
    platform.clock.advance(timedelta(minutes=11))
    assert ask(client)


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "flood"},
        {"kind": "fault", "status": 200},
        {"kind": "fault", "status": 600},
        {"kind": "answer"},
        {"kind": "answer", "text": "x" * 20_001},
        {"kind": "drop", "after": -1},
        {"kind": "hang", "seconds": 10_000},
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(
    platform: PracticePlatform, client: OpenAI, wish: dict[str, object]
) -> None:
    with pytest.raises(PlatformError, match="Invalid value"):
        platform.ask("POST", "interventions", wish)
    client.models.list()


def test_the_record_holds_every_text_and_the_clients_own_count_of_tries(
    platform: PracticePlatform, client: OpenAI
) -> None:
    said = ["Be brief.", "Write a haiku about the sea. " * 40, "No.", "And the wind?"]
    client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": said[0]},
            {"role": "user", "content": [{"type": "text", "text": said[1]}]},
            {"role": "assistant", "content": said[2]},
            {"role": "user", "content": said[3]},
        ],
    )
    client.responses.create(model=MODEL, instructions=said[0], input=said[3])
    httpx.get(f"{platform.base_url}/models", trust_env=False)
    whole, brief, plain = platform.requests()
    assert whole["texts"] == said
    assert brief["texts"] == [said[0], said[3]]
    assert plain["texts"] == []
    assert (whole["retries"], plain["retries"]) == (0, None)


def test_tries_are_counted_by_the_client_itself(platform: PracticePlatform, client: OpenAI) -> None:
    platform.fail_next(2, status=503)
    headers = {"retry-after-ms": "1"}
    assert client.with_options(max_retries=2).models.list(extra_headers=headers)
    assert [entry["retries"] for entry in platform.requests()] == [0, 1, 2]
