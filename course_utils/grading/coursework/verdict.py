"""What examining a submission came to, and how a check's result becomes points."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

Output = dict[str, Any]
"""One output as nbformat writes it: `stream`, `display_data`, `execute_result` or `error`."""


@dataclass
class CellVerdict:
    """A cell's outputs, and for a check its points (None: not a check)."""

    outputs: list[Output] = field(default_factory=list)
    count: int | None = None
    points: float | None = None


@dataclass
class Verdict:
    """A submission's: by place in its notebook, and what a human should know (`flags`)."""

    cells: dict[int, CellVerdict] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    disturbed: bool = False
    """Whether others had what it needed: then it is judged again, alone."""

    def flag(self, text: str) -> None:
        if text not in self.flags:
            self.flags.append(text)


_FIELDS: dict[str, dict[str, type]] = {
    "stream": {"name": str, "text": str},
    "display_data": {"data": dict, "metadata": dict},
    "execute_result": {"data": dict, "metadata": dict},
    "error": {"ename": str, "evalue": str, "traceback": list},
}
LONGEST_NAME = 200
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_SHOWN = ("text/plain", "text/html", "text/markdown", "text/latex", "image/png", "image/jpeg")


def believable_outputs(claimed: Any, count: int | None, limit: int) -> list[Output]:
    """Keep what is an output as nbformat has it; the process that claims it may be a stranger's."""
    if not isinstance(claimed, list):
        return []
    kept: list[Output] = []
    for item in claimed[:1000]:
        output = _believable(_writable(item), count)
        if output is not None and (limit := limit - len(str(output))) > -10_000:
            kept.append(output)
    return kept


def _writable(item: Any) -> Any:
    """Replace halves of characters, which Python's text can hold and no file."""
    try:
        return json.loads(json.dumps(item, ensure_ascii=False).encode(errors="replace"))
    except (TypeError, ValueError, RecursionError):
        return None


def _believable(item: Any, count: int | None) -> Output | None:
    kind = item.get("output_type") if isinstance(item, dict) else None
    if not isinstance(kind, str) or kind not in _FIELDS:
        return None
    fields = _FIELDS[kind]
    if not all(isinstance(item.get(name), type_) for name, type_ in fields.items()):
        return None
    output: dict[str, Any] = {"output_type": kind, **{name: item[name] for name in fields}}
    if kind == "stream" and output["name"] not in ("stdout", "stderr"):
        return None
    if "traceback" in output:
        output["ename"] = output["ename"][:LONGEST_NAME]
        output["traceback"] = [str(line) for line in output["traceback"][:500]]
    if "data" in output:
        output["data"] = {
            name: text
            for name, text in output["data"].items()
            if name in _SHOWN and isinstance(text, str) and _is_picture_or_text(name, text)
        }
        output["metadata"] = {}
    if kind == "execute_result":
        output["execution_count"] = count
    return output


def _is_picture_or_text(kind: str, text: str) -> bool:
    """What is no base64 would end up in the page beside the picture that it claims to be."""
    return not kind.startswith("image/") or _BASE64.fullmatch(text) is not None


def outputs_that_tell(outputs: list[Output], points: float, number: float | None) -> list[Output]:
    """Give a check's outputs so that nbgrader's own `determine_grade` reads the same points there.

    It reads an error or text on stderr as none, a value as partial credit, and all else as full.
    """
    kept = [
        {**output, "name": "stdout"} if output["output_type"] == "stream" else output
        for output in outputs
        if output["output_type"] != "execute_result"
    ]
    if number is not None:
        value = {"data": {"text/plain": f"{points:g}"}, "metadata": {}, "execution_count": None}
        kept.append({"output_type": "execute_result", **value})
    return kept


def error_output(name: str, sentence: str) -> Output:
    return {
        "output_type": "error",
        "ename": name,
        "evalue": sentence,
        "traceback": [f"{name}: {sentence}"],
    }
