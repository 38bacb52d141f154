from collections.abc import Callable

import openai
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform, Visitor


@pytest.fixture
def start(platform: PracticePlatform) -> int:
    return int(platform.clock.now().timestamp())


@pytest.fixture
def ask(client: OpenAI) -> Callable[[str], None]:
    """Ask something that has 3 tokens and whose answer is cut at 2."""

    def send(model: str) -> None:
        client.responses.create(model=model, input="x" * 12, max_output_tokens=2)

    return send


def test_usage_counts_every_answered_request(
    organization: Organization, ask: Callable[[str], None], client: OpenAI, start: int
) -> None:
    for _ in range(3):
        ask(MODEL)
    client.embeddings.create(model="text-embedding-3-small", input=["x" * 8, "x" * 4])
    with pytest.raises(openai.NotFoundError):
        ask("gpt-nonsense")
    page = organization.usage.completions(start_time=start, bucket_width="1d")
    (bucket,) = page.data
    (result,) = bucket.results
    assert result.object == "organization.usage.completions.result"
    assert (result.num_model_requests, result.input_tokens, result.output_tokens) == (3, 9, 6)
    page_of_embeddings = organization.usage.embeddings(start_time=start)
    (embedded,) = page_of_embeddings.data[0].results
    assert embedded.object == "organization.usage.embeddings.result"
    assert (embedded.num_model_requests, embedded.input_tokens) == (1, 3)
    assert organization.usage.images(start_time=start).data[0].results == []


def test_usage_is_grouped_and_filtered(
    organization: Organization,
    platform: PracticePlatform,
    ask: Callable[[str], None],
    start: int,
) -> None:
    ask(MODEL)
    ask("gpt-4o")
    other = platform.issue_key("other")
    with OpenAI(api_key=other.value, base_url=platform.base_url) as client:
        client.responses.create(model=MODEL, input="hi")
    usage = organization.usage
    by_model = usage.completions(start_time=start, group_by=["model"]).data[0].results
    counted = {result.to_dict()["model"]: result.num_model_requests for result in by_model}  # type: ignore[union-attr]
    assert counted == {MODEL: 2, "gpt-4o": 1}
    by_key = usage.completions(start_time=start, group_by=["api_key_id", "project_id"])
    assert len(by_key.data[0].results) == 2
    one = usage.completions(start_time=start, api_key_ids=[other.id], models=[MODEL]).data[0]
    assert [result.to_dict()["num_model_requests"] for result in one.results] == [1]


def test_costs_are_what_the_tokens_cost(
    organization: Organization, ask: Callable[[str], None], start: int
) -> None:
    ask("gpt-4")
    page = organization.usage.costs(start_time=start, group_by=["line_item"])
    lines = {
        result.to_dict()["line_item"]: result.to_dict()["amount"] for result in page.data[0].results
    }
    assert lines == {
        "gpt-4, input": {"value": pytest.approx(3 * 30 / 1e6), "currency": "usd"},
        "gpt-4, output": {"value": pytest.approx(2 * 60 / 1e6), "currency": "usd"},
    }
    (total,) = organization.usage.costs(start_time=start).data[0].results
    assert total.to_dict()["amount"]["value"] == pytest.approx(210 / 1e6)  # type: ignore[index]


@pytest.mark.parametrize("group", [["nonsense"], ["line_item"]])
def test_what_usage_can_not_be_grouped_by_is_said(
    organization: Organization, start: int, group: list[str]
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        organization.usage.completions(start_time=start, group_by=group)  # type: ignore[arg-type]
    assert refused.value.param == "group_by"


def test_an_attack_stands_out_in_the_usage_of_an_hour(
    organization: Organization, platform: PracticePlatform, start: int
) -> None:
    key = platform.api_key
    platform.send_traffic(Visitor("normal", key), Visitor("attacker", key, from_hour=8), hours=10)
    hours = organization.usage.completions(start_time=start, bucket_width="1h", limit=11).data
    counts = [sum(result.num_model_requests for result in hour.results) for hour in hours]  # type: ignore[union-attr,misc]
    assert max(counts[:8]) < 20
    assert max(counts[8:10]) > 80
