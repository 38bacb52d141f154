"""The least that could answer: Starlette that parses the body and builds the same answer, no key asked."""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

HAIKU = "It learns from our words\nand answers in borrowed light.\nThe question stays ours."


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
        }
    )


if __name__ == "__main__":
    app = Starlette(routes=[Route("/v1/chat/completions", complete, methods=["POST"])])
    uvicorn.run(app, port=int(sys.argv[1]), log_config=None, access_log=False)
