"""Permissions as the form asks for them, and the scopes that they stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course_utils.errors import CourseError
from course_utils.server.request.scopes import PERMISSIONS, READ_EVERYTHING, Permission

ALL, RESTRICTED, READ_ONLY = "all", "restricted", "read-only"
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

    title: str
    path: str
    choices: tuple[Choice, ...]

    @classmethod
    def of(cls, permission: Permission) -> "Resource":
        """Give the line of the form for a permission; who may write may also read."""
        choices = [Choice(NONE, "None")]
        if permission.read:
            choices.append(Choice("read", "Read", frozenset({permission.read})))
        if permission.request:
            choices.append(Choice("request", "Request", frozenset({permission.request})))
        if permission.write:
            scopes = frozenset(filter(None, (permission.read, permission.write)))
            choices.append(Choice("write", "Write", scopes))
        return cls(permission.title, permission.path, tuple(choices))

    @property
    def field(self) -> str:
        return f"may-{self.title.lower().replace(' ', '-')}"

    def chosen(self, scopes: Iterable[str]) -> str:
        """Give the value of the widest choice that these scopes cover."""
        held = frozenset(scopes)
        return next(each.value for each in reversed(self.choices) if each.scopes <= held)


RESOURCES = tuple(map(Resource.of, PERMISSIONS))


class NoPermissionError(CourseError):
    """Restricted, but nothing is allowed. As scopes that would be none at all, and none means all."""


def kind_of(scopes: Iterable[str]) -> str:
    """Tell which of the three kinds of permissions some scopes are."""
    held = frozenset(scopes)
    if not held:
        return ALL
    return READ_ONLY if held == {READ_EVERYTHING} else RESTRICTED


def unnamed(scopes: Iterable[str]) -> list[str]:
    """Give the scopes that no choice of the form stands for; the Admin API can give each by itself."""
    if kind_of(scopes) != RESTRICTED:
        return []
    held = frozenset(scopes)
    for resource in RESOURCES:
        for choice in resource.choices:
            if choice.value == resource.chosen(scopes):
                held -= choice.scopes
    return sorted(held)


def scopes_of(form: Mapping[str, str], kept: Iterable[str] = ()) -> list[str]:
    """Read the scopes that a form asks for.

    Args:
        form: its fields.
        kept: scopes that the form has no choice for, and leaves.

    Raises:
        NoPermissionError: nothing is allowed.
    """
    kind = form.get("permissions", ALL)
    if kind == ALL:
        return []
    if kind == READ_ONLY:
        return [READ_EVERYTHING]
    wanted = set(kept)
    for resource in RESOURCES:
        for choice in resource.choices:
            if choice.value == form.get(resource.field):
                wanted |= choice.scopes
    if not wanted:
        raise NoPermissionError
    return sorted(wanted)
