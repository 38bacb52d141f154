"""Permissions as the form asks for them, and the scopes that they stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ALL, RESTRICTED, READ_ONLY = "all", "restricted", "read-only"
_READ_EVERYTHING = "api.all.read"
NONE = "none"


@dataclass(frozen=True)
class Choice:
    """What a key may do with a resource; `value` stands in the form."""

    value: str
    label: str
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Resource:
    """Something that a restricted key may be allowed, or not; the first choice is None."""

    name: str
    label: str
    means: str
    choices: tuple[Choice, ...]

    @property
    def field(self) -> str:
        return f"may-{self.name}"

    def chosen(self, scopes: Iterable[str]) -> str:
        """Give the value of the widest choice that these scopes cover."""
        held = frozenset(scopes)
        return next(each.value for each in reversed(self.choices) if each.scopes <= held)


_NONE = Choice(NONE, "None")
RESOURCES = (
    Resource(
        "models",
        "List models",
        "see which models there are",
        (_NONE, Choice("read", "Read", frozenset({"api.model.read"}))),
    ),
    Resource(
        "capabilities",
        "Model capabilities",
        "ask a model: chat completions, embeddings",
        (_NONE, Choice("request", "Request", frozenset({"api.model.request"}))),
    ),
    Resource(
        "responses",
        "Responses API",
        "the newer way to ask a model",
        (
            _NONE,
            Choice("read", "Read", frozenset({"api.responses.read"})),
            Choice("write", "Write", frozenset({"api.responses.read", "api.responses.write"})),
        ),
    ),
)
_IN_THE_FORM = frozenset().union(
    *(choice.scopes for resource in RESOURCES for choice in resource.choices)
)


class NoPermissionError(ValueError):
    """Restricted, but nothing is allowed. As scopes that would be none at all, and none means all."""


def kind_of(scopes: Iterable[str]) -> str:
    """Tell which of the three kinds of permissions some scopes are."""
    held = frozenset(scopes)
    if not held:
        return ALL
    return READ_ONLY if held == {_READ_EVERYTHING} else RESTRICTED


def others(scopes: Iterable[str]) -> list[str]:
    """Give the scopes that the form has no field for; they came over the Admin API."""
    if kind_of(scopes) != RESTRICTED:
        return []
    return sorted(frozenset(scopes) - _IN_THE_FORM)


def scopes_of(form: Mapping[str, str], kept: Iterable[str] = ()) -> list[str]:
    """Read the scopes that a form asks for.

    Args:
        form: its fields.
        kept: scopes that the form has no field for, and leaves.

    Raises:
        NoPermissionError: nothing is allowed.
    """
    kind = form.get("permissions", ALL)
    if kind == ALL:
        return []
    if kind == READ_ONLY:
        return [_READ_EVERYTHING]
    wanted = set(kept)
    for resource in RESOURCES:
        for choice in resource.choices:
            if choice.value == form.get(resource.field):
                wanted |= choice.scopes
    if not wanted:
        raise NoPermissionError
    return sorted(wanted)
