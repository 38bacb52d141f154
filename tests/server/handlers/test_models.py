import openai
import pytest
from openai import OpenAI

from course_utils import MODEL

PROMPT = "Write a haiku about AI."


def test_models_are_listed_and_retrieved(client: OpenAI) -> None:
    listed = [model.id for model in client.models.list()]
    assert {MODEL, "gpt-4"} <= set(listed)
    assert client.models.retrieve(MODEL).id == MODEL


def test_gpt_4_is_served_and_said_to_be_retired(client: OpenAI) -> None:
    response = client.chat.completions.with_raw_response.create(
        model="gpt-4", messages=[{"role": "user", "content": PROMPT}]
    )
    assert len((response.parse().choices[0].message.content or "").splitlines()) == 3
    assert "shuts down" in response.headers["x-practice-hint"]


def test_a_base_model_can_not_be_deleted(client: OpenAI) -> None:
    with pytest.raises(openai.PermissionDeniedError):
        client.models.delete(MODEL)
    with pytest.raises(openai.NotFoundError):
        client.models.delete("gpt-nonsense")


def test_a_model_tells_when_it_shuts_down(client: OpenAI) -> None:
    assert client.models.retrieve("gpt-4").shutdown_date == "2026-10-23"
    assert client.models.retrieve(MODEL).shutdown_date is None
