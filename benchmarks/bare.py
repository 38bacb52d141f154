"""The least that could answer: Starlette that parses the body and builds the same answer, no key asked.

It sends the headers of the practice platform's answer, with constant values: an answer is not the same without
them, and the HTTP library under both servers checks each header of each answer.
"""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

HAIKU = "It learns from our words\nand answers in borrowed light.\nThe question stays ours."

HEADERS = {
    "openai-version": "2020-10-01",
    "openai-organization": "org-practice",
    "openai-processing-ms": "0",
    "x-ratelimit-limit-requests": "1000000000",
    "x-ratelimit-remaining-requests": "999999999",
    "x-ratelimit-reset-requests": "0ms",
    "x-ratelimit-limit-tokens": "1000000000",
    "x-ratelimit-remaining-tokens": "999999974",
    "x-ratelimit-reset-tokens": "0ms",
    "x-request-id": "req_00000000000000000000000000000000",
}


async def complete(request: Request) -> JSONResponse:
    body = await request.json()
    message = {"role": "assistant", "content": HAIKU, "refusal": None}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 6, "completion_tokens": 20, "total_tokens": 26}
    return JSONResponse(
        {
            "id": "chatcmpl-bare",
            "object": "chat.completion",
            "created": 1793610000,
            "model": body["model"],
            "choices": [choice],
            "usage": usage,
        },
        headers=HEADERS,
    )


if __name__ == "__main__":
    app = Starlette(routes=[Route("/v1/chat/completions", complete, methods=["POST"])])
    uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False)
