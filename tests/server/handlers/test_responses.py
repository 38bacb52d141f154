"""The Responses API and embeddings through the official client."""

import openai
import pytest
from openai import OpenAI
from openai.types import embedding_create_params
from openai.types.responses import (
    input_token_count_params,
    response_compact_params,
    response_create_params,
)

from course_utils import MODEL, keys
from course_utils.keys import Kind
from course_utils.platform_client import PracticePlatform
from course_utils.server.handlers import embeddings, responses

PROMPT = "Write a haiku about AI."
SMALL = "text-embedding-3-small"


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


def test_a_stored_response_can_be_had_again_until_it_is_deleted(client: OpenAI) -> None:
    made = client.responses.create(model=MODEL, input=PROMPT)
    assert client.responses.retrieve(made.id).output_text == made.output_text
    (item,) = client.responses.input_items.list(made.id)
    assert PROMPT in item.to_json()
    following = client.responses.create(model=MODEL, input="hi", previous_response_id=made.id)
    assert following.previous_response_id == made.id
    client.responses.delete(made.id)
    for identifier in (made.id, client.responses.create(input="hi", store=False).id):
        with pytest.raises(openai.NotFoundError):
            client.responses.retrieve(identifier)


def test_what_one_project_stores_no_other_sees(client: OpenAI, platform: PracticePlatform) -> None:
    made = client.responses.create(model=MODEL, input=PROMPT)
    with OpenAI(admin_api_key=platform.admin_key, base_url=platform.base_url) as admin:
        projects = admin.admin.organization.projects
        other = projects.service_accounts.create(projects.create(name="Other").id, name="other")
    assert other.api_key is not None
    with (
        OpenAI(api_key=other.api_key.value, base_url=platform.base_url) as stranger,
        pytest.raises(openai.NotFoundError),
    ):
        stranger.responses.retrieve(made.id)


def test_a_key_in_a_stored_prompt_is_masked(client: OpenAI, platform: PracticePlatform) -> None:
    key = keys.generate(Kind.PROJECT)
    client.responses.create(model=MODEL, input=f"keep {key}", metadata={"note": key})
    client.chat.completions.create(
        model=MODEL, store=True, messages=[{"role": "user", "content": key}]
    )
    stored = platform.table("stored_answers")
    assert len(stored) == 2
    assert key not in str(stored)
    assert keys.label(key) in str(stored)


def test_a_stored_chat_completion_is_listed_changed_and_deleted(client: OpenAI) -> None:
    completions = client.chat.completions
    made = completions.create(
        model=MODEL, store=True, messages=[{"role": "user", "content": PROMPT}]
    )
    assert [one.id for one in completions.list()] == [made.id]
    assert list(completions.list(model="gpt-4")) == []
    assert completions.update(made.id, metadata={"about": "haiku"}).metadata == {"about": "haiku"}
    (message,) = completions.messages.list(made.id)
    assert message.content == PROMPT
    assert completions.delete(made.id).deleted
    assert list(completions.list()) == []


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


def test_embeddings_are_of_length_1_and_the_same_in_both_encodings(client: OpenAI) -> None:
    packed = client.embeddings.create(model=SMALL, input=["one", "two", "one"])
    plain = client.embeddings.create(model=SMALL, input="one", encoding_format="float")
    one, two, again = (entry.embedding for entry in packed.data)
    assert len(one) == 1536
    assert one == again == plain.data[0].embedding
    assert one != two
    assert sum(number * number for number in one) == pytest.approx(1, abs=1e-6)
    assert packed.usage.prompt_tokens == 3


def test_embeddings_have_the_dimensions_that_are_asked_for(client: OpenAI) -> None:
    made = client.embeddings.create(model=SMALL, input=[[1, 2, 3], [4]], dimensions=8)
    assert [len(entry.embedding) for entry in made.data] == [8, 8]


@pytest.mark.parametrize("wrong", ["", [], [""], [1.5], {"a": 1}, [["x"]]])
def test_what_can_not_be_embedded_is_refused(client: OpenAI, wrong: object) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        client.embeddings.create(model=SMALL, input=wrong)  # type: ignore[arg-type]
    assert refused.value.param == "input"


def test_a_model_for_something_else_is_404(client: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model=MODEL, input="hi")
    with pytest.raises(openai.NotFoundError):
        client.responses.create(model=SMALL, input="hi")


def test_a_base_model_can_not_be_deleted(client: OpenAI) -> None:
    with pytest.raises(openai.PermissionDeniedError):
        client.models.delete(MODEL)
    with pytest.raises(openai.NotFoundError):
        client.models.delete("gpt-nonsense")


def test_a_model_tells_when_it_shuts_down(client: OpenAI) -> None:
    assert client.models.retrieve("gpt-4").shutdown_date == "2026-10-23"
    assert client.models.retrieve(MODEL).shutdown_date is None
