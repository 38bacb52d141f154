"""`/v1/chat/completions`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_utils.server import answers, errors
from course_utils.server.answers import Text, count_tokens
from course_utils.server.body import Json, Parameters, mapping, whole_number
from course_utils.server.call import Answer, Call

PARAMETERS = Parameters(
    required=("model", "messages"),
    known=frozenset(
        """
        audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens
        max_tokens messages metadata modalities model moderation n parallel_tool_calls prediction
        presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention reasoning_effort
        response_format safety_identifier seed service_tier stop store stream stream_options
        temperature tool_choice tools top_logprobs top_p user verbosity web_search_options
        """.split()
    ),
)

_MOST_CHOICES = 8
_MOST_TOKENS = 1_000_000


@dataclass(frozen=True)
class _Completion:
    """What every part of an answer, whole or streamed, has in common."""

    id: str
    created: int
    model: str
    texts: list[Text]
    usage: Json

    def envelope(self, kind: str) -> Json:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}

    def finish_reason(self, index: int) -> str:
        return "length" if self.texts[index].cut else "stop"


def create(call: Call) -> Answer:
    """Answer the last thing that the user said, `n` times."""
    body = call.body
    prompt = _last_user_text(body["messages"])
    most_tokens = whole_number(body, "max_completion_tokens", _MOST_TOKENS) or whole_number(
        body, "max_tokens", _MOST_TOKENS
    )
    choices = whole_number(body, "n", _MOST_CHOICES) or 1
    texts = [answers.write(prompt, choice, most_tokens) for choice in range(choices)]
    input_tokens = sum(count_tokens(_text(message)) for message in body["messages"])
    output_tokens = sum(count_tokens(text.content) for text in texts)
    assert call.model is not None
    completion = _Completion(
        call.new_id("chatcmpl-"),
        int(call.now),
        call.model.id,
        texts,
        {
            "prompt_tokens": input_tokens,
            "completion_tokens": output_tokens,
            "total_tokens": input_tokens + output_tokens,
        },
    )
    if body.get("stream"):
        options = mapping(body, "stream_options")
        content: Any = _chunks(completion, with_usage=bool(options.get("include_usage")))
    else:
        content = _whole(completion)
    return Answer(content, prompt, input_tokens, output_tokens)


def _whole(completion: _Completion) -> Json:
    return {
        **completion.envelope("chat.completion"),
        "choices": [
            {
                "index": index,
                "message": {"role": "assistant", "content": text.content, "refusal": None},
                "logprobs": None,
                "finish_reason": completion.finish_reason(index),
            }
            for index, text in enumerate(completion.texts)
        ],
        "usage": completion.usage,
    }


def _chunks(completion: _Completion, *, with_usage: bool) -> Iterator[Json]:
    envelope = completion.envelope("chat.completion.chunk")
    if with_usage:
        envelope["usage"] = None

    def chunk(index: int, delta: Json, finish_reason: str | None = None) -> Json:
        choice = {
            "index": index,
            "delta": delta,
            "logprobs": None,
            "finish_reason": finish_reason,
        }
        return {**envelope, "choices": [choice]}

    for index, text in enumerate(completion.texts):
        yield chunk(index, {"role": "assistant", "content": "", "refusal": None})
        for piece in answers.pieces(text.content):
            yield chunk(index, {"content": piece})
        yield chunk(index, {}, completion.finish_reason(index))
    if with_usage:
        yield {**envelope, "choices": [], "usage": completion.usage}


def _last_user_text(messages: object) -> str:
    if not isinstance(messages, list) or not messages:
        raise errors.invalid_value("messages", "a list with at least one message")
    for number, message in enumerate(messages):
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise errors.invalid_value(f"messages[{number}]", "an object with a role and a content")
    from_user = [message for message in messages if message["role"] == "user"]
    return _text((from_user or messages)[-1])


def _text(message: Json) -> str:
    content = message.get("content")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))
