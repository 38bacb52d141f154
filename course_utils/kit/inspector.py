"""`inspect_request`: one entry of the decision log, with the doors that the request met on its way.

What its caller saw stands beside what the operator knows. The words of the log are explained in
`reasons.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.kit.doors import INSIDE, Way, draw_doors
from course_utils.leaks.text import redacted

_NEEDED = {"status", "reason", "code", "method", "target", "address", "time"}
_STYLE = (
    "<style>.course-sides{max-width:44rem}"
    ".course-sides :is(th,td){text-align:left!important;vertical-align:top!important;padding:.2rem .9rem}"
    "</style>"
)


class NoEntryError(CourseError):
    """What was given is no entry of the decision log."""


@dataclass(frozen=True)
class Inspection:
    """A request as it is shown: where it got to, the two sides of it, and a link that JupyterLab opens in the console."""

    way: Way
    caller: dict[str, str]
    operator: dict[str, str]
    request_id: str = ""

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{side}</th>" for side in self._sides())
        cells = "".join(f"<td>{_listed(facts)}</td>" for facts in self._sides().values())
        table = f"<tr>{heads}</tr><tr>{cells}</tr>"
        page = f'<a href="#console/log/{escape(self.request_id)}">Open it in the console</a>'
        link = f"<p>{page}</p>" if self.request_id else ""
        doors = draw_doors(self.way).html
        return f'{doors}<table class="course-sides">{table}</table>{link}{_STYLE}'

    def __repr__(self) -> str:
        lines = [
            f"{side}: " + ", ".join(f"{name} {value}" for name, value in facts.items())
            for side, facts in self._sides().items()
        ]
        return "\n".join([self.way.words, *lines])

    def _sides(self) -> dict[str, dict[str, str]]:
        return {"The caller sees": self.caller, "The operator knows": self.operator}


def inspect_request(entry: Mapping[str, Any]) -> Inspection:
    """Show one entry of `platform.requests()`.

    Raises:
        NoEntryError: it is something else.
    """
    if not isinstance(entry, Mapping) or not entry.keys() >= _NEEDED:
        raise NoEntryError(
            "That is no entry of the decision log. Give one, as in inspect_request(platform.requests()[-1])."
        )
    status, reason = int(entry["status"]), str(entry["reason"])
    place, meaning = _meanings().get(reason, (INSIDE, ""))
    return Inspection(
        Way(place, status),
        dict(_seen_by_the_caller(entry)),
        {"reason": f"{reason}: {meaning}".rstrip(": "), **dict(_known_to_the_operator(entry))},
        str(entry.get("request_id", "")),
    )


def _seen_by_the_caller(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    status = int(entry["status"])
    names = {each.value: each.phrase for each in HTTPStatus}
    yield "status", f"{status} {names.get(status, '')}".strip()
    if entry["code"]:
        yield "code", str(entry["code"])


def _known_to_the_operator(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "request", f"{entry['method']} {entry['target']}"
    if entry.get("presented"):
        yield "key", f"{entry['presented']}, sent in the {entry.get('sent_in')}"
    if entry.get("key_id"):
        yield "id of the key", str(entry["key_id"])
    yield "address", str(entry["address"])
    yield "time", str(entry["time"])
    if entry.get("model"):
        yield "model", str(entry["model"])
    if entry.get("input_tokens"):
        yield "tokens", f"{entry['input_tokens']} in, {entry['output_tokens']} out"


def _listed(facts: Mapping[str, str]) -> str:
    return "<br>".join(
        f"{escape(name)}: <strong>{escape(redacted(value))}</strong>"
        for name, value in facts.items()
    )


@cache
def _meanings() -> dict[str, tuple[str, str]]:
    """Give for each word of the log its place and its meaning."""
    text = Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8")
    return {
        reason: (place, meaning)
        for place, reasons in tomllib.loads(text).items()
        for reason, meaning in reasons.items()
    }
