import pytest
from openai import OpenAI
from openai.types.chat import completion_create_params

from course_utils import MODEL
from course_utils.platform_client import PracticePlatform
from course_utils.server.handlers import answers, chat

PROMPT = "Write a haiku about AI."


def ask(client: OpenAI, prompt: str = PROMPT, model: str = MODEL) -> str:
    response = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": prompt}]
    )
    return response.choices[0].message.content or ""


@pytest.mark.parametrize("prompt", [PROMPT, "a haiku on keys please", "HAIKU: the sea", "haiku?"])
def test_a_haiku_has_three_lines_and_is_the_same_each_time(client: OpenAI, prompt: str) -> None:
    assert len(ask(client, prompt).splitlines()) == 3
    assert ask(client, prompt) == ask(client, prompt)


def test_usage_is_counted_by_the_documented_rule(
    client: OpenAI, platform: PracticePlatform
) -> None:
    response = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Grüße"}],
    )
    text = response.choices[0].message.content or ""
    assert response.usage is not None
    assert response.usage.prompt_tokens == 2 + 2
    assert response.usage.completion_tokens == -(-len(text.encode()) // 4)
    assert response.usage.total_tokens == 4 + response.usage.completion_tokens
    entry = platform.requests()[-1]
    assert (entry["input_tokens"], entry["output_tokens"]) == (4, response.usage.completion_tokens)


def test_several_choices_differ(client: OpenAI) -> None:
    response = client.chat.completions.create(
        model=MODEL, n=3, messages=[{"role": "user", "content": PROMPT}]
    )
    assert [choice.index for choice in response.choices] == [0, 1, 2]
    assert len({choice.message.content for choice in response.choices}) == 3


def test_an_answer_stops_at_the_limit_of_tokens(client: OpenAI) -> None:
    response = client.chat.completions.create(
        model=MODEL, max_completion_tokens=3, messages=[{"role": "user", "content": PROMPT}]
    )
    assert response.choices[0].finish_reason == "length"
    assert response.usage is not None
    assert response.usage.completion_tokens == 3


def test_a_stream_adds_up_to_the_whole_answer(client: OpenAI) -> None:
    stream = client.chat.completions.create(
        model=MODEL,
        stream=True,
        stream_options={"include_usage": True},
        messages=[{"role": "user", "content": PROMPT}],
    )
    chunks = list(stream)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == ask(client)
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == answers.count_tokens(text)


def test_text_in_parts_is_read(client: OpenAI) -> None:
    response = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": [{"type": "text", "text": PROMPT}]}],
    )
    assert response.choices[0].message.content == ask(client)


def test_every_parameter_of_the_official_client_is_known() -> None:
    documented = set(completion_create_params.CompletionCreateParamsBase.__annotations__)
    assert documented | {"stream"} == chat.PARAMETERS.known
