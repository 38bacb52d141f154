"""Names of learners' files: the course's own mark in them, and how they stand in a sentence."""

import re
from collections.abc import Collection

SET_ASIDE = ".kept-"
"""Stands, with a number behind it, in the name of a notebook that its learner began afresh."""

_LONGEST_NAME = 60
_MOST_NAMED = 5


def quoted(name: str) -> str:
    """Give a learner's file name as somebody else's words: plain where it is one, else in quotes, and never long."""
    plain = re.fullmatch(r"[\w.()+/ -]{1,60}", name)
    return (
        name if plain else repr(name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…")
    )


def what_is_there(names: Collection[str]) -> str:
    """Say what lies where a notebook is missing, as the end of a sentence."""
    there = sorted(names)
    if not there:
        return "; nothing else is there"
    more = f" and {len(there) - _MOST_NAMED} more" if there[_MOST_NAMED:] else ""
    return f"; there is {', '.join(map(quoted, there[:_MOST_NAMED]))}{more}"
