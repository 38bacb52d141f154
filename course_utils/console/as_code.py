"""A request of the log as code that asks the same again. The key stands in it by the name of its variable."""

import json
import shlex
from collections.abc import Mapping
from typing import Any

_SAMPLE = "Say hello."
_CALLS = {
    "/v1/chat/completions": ("chat.completions.create", "choices[0].message.content"),
    "/v1/responses": ("responses.create", "output_text"),
    "/v1/embeddings": ("embeddings.create", "usage"),
}
"""What the official client calls a path, and what of its answer is worth printing."""


def as_curl(entry: Mapping[str, Any], base: str, model: str) -> str:
    """Write an entry as a command for a shell.

    Args:
        entry: of the decision log.
        base: the platform's address, without a path.
        model: stands for one that is not in the log.
    """
    path = _path(entry)
    lines = [
        f"curl {shlex.quote(base + path)}",
        f'-H "Authorization: Bearer ${_variable(path)}"',
    ]
    if entry["method"] not in ("GET", "POST") or (entry["method"] == "POST" and path not in _CALLS):
        lines.insert(1, f"-X {shlex.quote(entry['method'])}")
    if body := _body(entry, model):
        lines += ['-H "Content-Type: application/json"', f"-d {shlex.quote(json.dumps(body))}"]
    return " \\\n  ".join(lines)


def as_python(entry: Mapping[str, Any], base: str, model: str) -> str:
    """Write an entry as Python: with the official client where it has a call for it, else with httpx."""
    path = _path(entry)
    if body := _body(entry, model):
        call, answer = _CALLS[path]
        arguments = "".join(f"    {name}={value!r},\n" for name, value in body.items())
        return (
            "from openai import OpenAI\n\n"
            f"client = OpenAI(base_url={base + '/v1'!r})  # the key: ${_variable(path)}\n"
            f"response = client.{call}(\n{arguments})\n"
            f"print(response.{answer})"
        )
    return (
        "import os\n\nimport httpx\n\n"
        f'headers = {{"Authorization": f"Bearer {{os.environ[{_variable(path)!r}]}}"}}\n'
        f"answer = httpx.request({entry['method']!r}, {base + path!r}, headers=headers)\n"
        "print(answer.status_code, answer.text)"
    )


def has_stand_in(entry: Mapping[str, Any]) -> bool:
    """Tell whether the question in the code is not the one that was asked: the log did not keep it."""
    return _path(entry) in _CALLS and entry["method"] == "POST" and not entry["prompt"]


def _path(entry: Mapping[str, Any]) -> str:
    """Give the path; the query only where no key was in it."""
    target = str(entry["target"])
    return target.partition("?")[0] if "[key" in target else target


def _variable(path: str) -> str:
    return "OPENAI_ADMIN_KEY" if path.startswith("/v1/organization") else "OPENAI_API_KEY"


def _body(entry: Mapping[str, Any], model: str) -> dict[str, Any]:
    path = _path(entry)
    if path not in _CALLS or entry["method"] != "POST":
        return {}
    text = entry["prompt"] or _SAMPLE
    asked: dict[str, Any] = {"input": text}
    if path == "/v1/chat/completions":
        asked = {"messages": [{"role": "user", "content": text}]}
    return {"model": entry["model"] or model, **asked}
