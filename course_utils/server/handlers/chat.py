"""`/v1/chat/completions`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from course_utils.server.database.tables import stored_answers
from course_utils.server.handlers import answers, stored
from course_utils.server.handlers.answers import Text, count_tokens
from course_utils.server.handlers.inputs import check_messages, last_from_user, text_of
from course_utils.server.request.body import Parameters, flag, mapping, whole_number
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

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

UPDATE_PARAMETERS = Parameters(required=("metadata",), known=frozenset({"metadata"}))

_MOST_CHOICES = 8
_MOST_TOKENS = 1_000_000
_COMPLETIONS = stored.resource(stored.CHAT_COMPLETION)


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
    messages = check_messages(body["messages"], "messages")
    prompt = last_from_user(messages)
    choices = whole_number(body, "n", _MOST_CHOICES) or 1
    most_tokens = _most_tokens(body)
    texts = [answers.write(prompt, choice, most_tokens, call.words) for choice in range(choices)]
    said = [text_of(message) for message in messages]
    input_tokens = sum(map(count_tokens, said))
    output_tokens = sum(count_tokens(text.content) for text in texts)
    assert call.model is not None
    completion = _Completion(
        call.issuer.new_id("chatcmpl-"),
        int(call.now),
        call.model.id,
        texts,
        {
            "prompt_tokens": input_tokens,
            "completion_tokens": output_tokens,
            "total_tokens": input_tokens + output_tokens,
        },
    )
    options, metadata = mapping(body, "stream_options"), mapping(body, "metadata")
    content: Any = _whole(completion)
    if flag(body, "store"):
        stored.keep(call, {**content, "metadata": metadata}, _numbered(call, messages))
    if flag(body, "stream"):
        content = _chunks(completion, with_usage=bool(options.get("include_usage")))
    return Answer(content, prompt, input_tokens, output_tokens, said)


def list_stored(call: Call) -> Answer:
    """Answer with a page of the project's stored completions, of one model if `model` is in the query."""
    model = call.query.text("model")
    of_model = sa.true() if model is None else stored_answers.c.model == model
    return _COMPLETIONS.page(call, stored.OF_CALLER, of_model)


def retrieve(call: Call) -> Answer:
    return _COMPLETIONS.retrieve(call, call.path["completion_id"], stored.OF_CALLER)


def update(call: Call) -> Answer:
    """Put other metadata in the place of a completion's; nothing else of it can be changed."""
    row = _COMPLETIONS.find(call, call.path["completion_id"], stored.OF_CALLER)
    changed = {**row["answer"], "metadata": mapping(call.body, "metadata")}
    stored.change(call, row["id"], changed)
    return Answer(changed)


def delete(call: Call) -> Answer:
    return stored.delete(call, _COMPLETIONS, call.path["completion_id"])


def list_messages(call: Call) -> Answer:
    row = _COMPLETIONS.find(call, call.path["completion_id"], stored.OF_CALLER)
    return stored.page_of(call, row["asked"])


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


def _most_tokens(body: Json) -> int | None:
    """Give the limit under its new name or its old one."""
    limit = whole_number(body, "max_completion_tokens", _MOST_TOKENS, least=0)
    if limit is not None:
        return limit
    return whole_number(body, "max_tokens", _MOST_TOKENS, least=0)


def _numbered(call: Call, messages: list[Json]) -> list[Json]:
    return [
        {
            "id": call.issuer.new_id("msg_"),
            "role": message["role"],
            "content": text_of(message),
            "refusal": None,
            "content_parts": None,
        }
        for message in messages
    ]
