"""The Responses API and embeddings through the official client."""

from typing import Any

import pytest
from openai import BadRequestError, OpenAI
from openai.types import embedding_create_params
from openai.types.responses import (
    input_token_count_params,
    response_compact_params,
    response_create_params,
)

from course_utils import MODEL
from course_utils.server.handlers import embeddings, responses

PROMPT = "Write a haiku about AI."


def test_a_response_is_the_same_haiku_as_a_chat_completion(client: OpenAI) -> None:
    response = client.responses.create(model=MODEL, input=PROMPT, instructions="Be kind.")
    chat = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": PROMPT}]
    )
    assert response.output_text == chat.choices[0].message.content
    assert response.status == "completed"
    assert response.usage is not None
    assert response.usage.input_tokens == 2 + 6
    assert response.instructions == "Be kind."


def test_a_streamed_response_adds_up_to_the_whole(client: OpenAI) -> None:
    events = list(client.responses.create(model=MODEL, input=PROMPT, stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert events[0].type == "response.created"
    last = events[-1]
    assert last.type == "response.completed"
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert text == last.response.output_text == client.responses.create(input=PROMPT).output_text


def test_the_clients_stream_helper_is_content(client: OpenAI) -> None:
    with client.responses.stream(model=MODEL, input=PROMPT) as stream:
        for _ in stream:
            pass
        assert len(stream.get_final_response().output_text.splitlines()) == 3


def test_a_response_cut_short_is_incomplete(client: OpenAI) -> None:
    response = client.responses.create(model=MODEL, input=PROMPT, max_output_tokens=3)
    assert response.status == "incomplete"
    assert response.incomplete_details is not None
    assert response.incomplete_details.reason == "max_output_tokens"


def test_parameters_of_a_project_that_uses_everything_are_taken(client: OpenAI) -> None:
    response = client.responses.create(
        model=MODEL,
        input=[{"role": "user", "content": [{"type": "input_text", "text": PROMPT}]}],
        tools=[{"type": "web_search"}],
        text={"format": {"type": "json_object"}},
        reasoning={"effort": "low"},
        temperature=0.2,
    )
    assert len(response.output_text.splitlines()) == 3
    assert response.temperature == 0.2


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        ({"role": "user", "content": {"text": PROMPT}}, "input[1].content"),
        ({"role": "usr", "content": PROMPT}, "input[1].role"),
    ],
)
def test_a_message_that_is_none_is_named_by_its_place(
    client: OpenAI, message: Any, wrong: str
) -> None:
    with pytest.raises(BadRequestError) as refused:
        client.responses.create(model=MODEL, input=[{"role": "user", "content": PROMPT}, message])
    assert refused.value.param == wrong


@pytest.mark.parametrize(
    ("documented", "known"),
    [
        (response_create_params.ResponseCreateParamsBase, responses.PARAMETERS.known - {"stream"}),
        (input_token_count_params.InputTokenCountParams, responses.COUNT_PARAMETERS.known),
        (response_compact_params.ResponseCompactParams, responses.COMPACT_PARAMETERS.known),
        (embedding_create_params.EmbeddingCreateParams, embeddings.PARAMETERS.known),
    ],
)
def test_every_parameter_of_the_official_client_is_known(
    documented: type, known: frozenset[str]
) -> None:
    assert set(documented.__annotations__) == known
