from collections.abc import Callable
from datetime import timedelta

import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform


@pytest.fixture
def start(platform: PracticePlatform) -> int:
    return int(platform.clock.now().timestamp())


@pytest.fixture
def ask(client: OpenAI) -> Callable[[str], None]:
    """Ask something that has 3 tokens and whose answer is cut at 2."""

    def send(model: str) -> None:
        client.responses.create(model=model, input="x" * 12, max_output_tokens=2)

    return send


def test_buckets_cover_the_time_and_come_in_pages(
    organization: Organization, platform: PracticePlatform, ask: Callable[[str], None], start: int
) -> None:
    for _ in range(5):
        ask(MODEL)
        platform.clock.advance(timedelta(hours=1))
    first = organization.usage.completions(start_time=start, bucket_width="1h", limit=2)
    assert [bucket.end_time - bucket.start_time for bucket in first.data] == [3600, 3600]
    assert first.data[0].start_time <= start < first.data[0].end_time
    assert first.has_more
    counts, page = [], first
    while True:
        counts += [len(bucket.results) for bucket in page.data]
        if not page.has_more:
            break
        page = organization.usage.completions(
            start_time=start, bucket_width="1h", limit=2, page=str(page.next_page)
        )
    assert counts == [1, 1, 1, 1, 1, 0]
    until = organization.usage.completions(start_time=start, end_time=start, bucket_width="1m")
    assert sum(len(bucket.results) for bucket in until.data) == 0
