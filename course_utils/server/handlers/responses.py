"""`/v1/responses`."""

from collections.abc import Iterator

from course_utils.server.handlers import answers, stored
from course_utils.server.handlers.answers import Text, count_tokens
from course_utils.server.handlers.inputs import input_items as full_items
from course_utils.server.handlers.inputs import last_from_user, text_of
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters, flag, text, whole_number
from course_utils.server.request.call import Answer, Call
from course_utils.server.types import Json

PARAMETERS = Parameters(
    required=(),
    known=frozenset(
        """
        access_programs background background_options context_management conversation image include input
        instructions max_output_tokens max_tool_calls metadata model moderation parallel_tool_calls
        previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention reasoning
        safety_identifier service_tier store stream stream_options temperature text tool_choice tools
        top_logprobs top_p truncation user
        """.split()
    ),
)
COUNT_PARAMETERS = Parameters(
    required=(),
    known=frozenset(
        """
        conversation input instructions model parallel_tool_calls personality previous_response_id reasoning
        text tool_choice tools truncation
        """.split()
    ),
)
COMPACT_PARAMETERS = Parameters(
    required=("model",),
    known=frozenset(
        """
        image input instructions model previous_response_id prompt_cache_key prompt_cache_options
        prompt_cache_retention service_tier
        """.split()
    ),
)

_MOST_TOKENS = 1_000_000
_RESPONSES = stored.resource(stored.RESPONSE)

_ECHOED: Json = {
    "background": False,
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "metadata": {},
    "parallel_tool_calls": True,
    "previous_response_id": None,
    "reasoning": {"effort": None, "summary": None},
    "service_tier": "default",
    "temperature": 1.0,
    "text": {"format": {"type": "text"}, "verbosity": "medium"},
    "tool_choice": "auto",
    "tools": [],
    "top_logprobs": 0,
    "top_p": 1.0,
    "truncation": "disabled",
}
"""Parameters that the answer repeats, and what they are when nobody sets them."""


def create(call: Call) -> Answer:
    """Answer the last thing that the user said."""
    body = call.body
    asked = _items(call)
    _check_previous(call)
    prompt = last_from_user(asked)
    most_tokens = whole_number(body, "max_output_tokens", _MOST_TOKENS)
    written = answers.write(prompt, most_tokens=most_tokens, words=call.words)
    usage = _usage(_input_tokens(body, asked), count_tokens(written.content))
    response = _response(call, written, usage)
    if body.get("store", True):
        stored.keep(call, response, asked)
    return Answer(
        events(response) if flag(body, "stream") else response,
        prompt,
        usage["input_tokens"],
        usage["output_tokens"],
        _said(body, asked),
    )


def retrieve(call: Call) -> Answer:
    """Answer with a stored response; with `stream=true` as the events that made it."""
    row = _RESPONSES.find(call, call.path["response_id"], stored.OF_CALLER)
    return Answer(events(row["answer"]) if call.query.flag("stream") else row["answer"])


def delete(call: Call) -> Answer:
    return stored.delete(call, _RESPONSES, call.path["response_id"])


def cancel(call: Call) -> Answer:
    """Answer with a background response as it is: every one here is complete before it can be cancelled."""
    row = _RESPONSES.find(call, call.path["response_id"], stored.OF_CALLER)
    if not row["answer"]["background"]:
        raise api_errors.refused_change(
            "Only responses that were created with background=true can be cancelled.",
            "This response was complete when it was answered.",
        )
    return Answer(row["answer"])


def input_items(call: Call) -> Answer:
    row = _RESPONSES.find(call, call.path["response_id"], stored.OF_CALLER)
    return stored.page_of(call, row["asked"])


def count_input_tokens(call: Call) -> Answer:
    """Answer with the tokens that this input would count as; no model is asked, nothing is charged."""
    tokens = _input_tokens(call.body, _items(call))
    return Answer({"object": "response.input_tokens", "input_tokens": tokens})


def compact(call: Call) -> Answer:
    """Answer with the conversation so far as one item. Nothing is encrypted: there is nothing to hide."""
    asked = _items(call)
    _check_previous(call)
    item = {"id": call.issuer.new_id("cmp_"), "type": "compaction", "encrypted_content": "practice"}
    usage = _usage(_input_tokens(call.body, asked), 1)
    content = {
        "id": call.issuer.new_id("resp_"),
        "object": "response.compaction",
        "created_at": int(call.now),
        "output": [item],
        "usage": usage,
    }
    return Answer(content, last_from_user(asked), usage["input_tokens"], usage["output_tokens"])


def events(response: Json) -> Iterator[Json]:
    """Give the events in which a response is streamed, numbered from 0."""
    (message,) = response["output"]
    (part,) = message["content"]
    begun = {**response, "status": "in_progress", "output": [], "usage": None}
    begun["completed_at"] = begun["incomplete_details"] = None
    item = {"output_index": 0, "item": {**message, "status": "in_progress", "content": []}}
    place = {"item_id": message["id"], "output_index": 0, "content_index": 0}
    parts: list[tuple[str, Json]] = [
        ("response.created", {"response": begun}),
        ("response.in_progress", {"response": begun}),
        ("response.output_item.added", item),
        ("response.content_part.added", {**place, "part": {**part, "text": ""}}),
        *(
            ("response.output_text.delta", {**place, "delta": piece, "logprobs": []})
            for piece in answers.pieces(part["text"])
        ),
        ("response.output_text.done", {**place, "text": part["text"], "logprobs": []}),
        ("response.content_part.done", {**place, "part": part}),
        ("response.output_item.done", {"output_index": 0, "item": message}),
        (f"response.{response['status']}", {"response": response}),
    ]
    for number, (kind, content) in enumerate(parts):
        yield {"type": kind, "sequence_number": number, **content}


def _response(call: Call, written: Text, usage: Json) -> Json:
    assert call.model is not None
    status = "incomplete" if written.cut else "completed"
    message = {
        "id": call.issuer.new_id("msg_"),
        "type": "message",
        "role": "assistant",
        "status": status,
        "content": [
            {"type": "output_text", "text": written.content, "annotations": [], "logprobs": []}
        ],
    }
    echoed = {
        name: usual if call.body.get(name) is None else call.body[name]
        for name, usual in _ECHOED.items()
    }
    return {
        "id": call.issuer.new_id("resp_"),
        "object": stored.RESPONSE,
        "created_at": int(call.now),
        "completed_at": None if written.cut else int(call.now),
        "status": status,
        "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if written.cut else None,
        "model": call.model.id,
        **echoed,
        "output": [message],
        "usage": usage,
    }


def _items(call: Call) -> list[Json]:
    return full_items(call.body.get("input"), call.issuer.new_id)


def _input_tokens(body: Json, asked: list[Json]) -> int:
    return sum(map(count_tokens, _said(body, asked)))


def _said(body: Json, asked: list[Json]) -> list[str]:
    """Give every text of a request, instructions first."""
    instructions = body.get("instructions")
    told = [instructions] if isinstance(instructions, str) else []
    return [*told, *map(text_of, asked)]


def _check_previous(call: Call) -> None:
    previous = text(call.body, "previous_response_id")
    if previous is not None:
        _RESPONSES.find(call, previous, stored.OF_CALLER)


def _usage(input_tokens: int, output_tokens: int) -> Json:
    return {
        "input_tokens": input_tokens,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": output_tokens,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": input_tokens + output_tokens,
    }
