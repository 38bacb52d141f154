"""Keys of every shape, made when they are needed: no file holds one."""

import random
import string

from course_utils import keys
from course_utils.keys import Kind

OPENAI_SHAPES = [
    ("sk-", 20),
    ("sk-proj-", 20),
    ("sk-None-", 20),
    ("sk-proj-", 58),
    ("sk-admin-", 58),
    ("sk-proj-", 74),
    ("sk-svcacct-", 74),
    ("sk-admin-", 74),
    ("sk-service-", 74),
]
"""Beginnings, and the characters on either side of the marker."""


def practice_key(kind: Kind = Kind.PROJECT, seed: int = 1) -> str:
    return keys.generate(kind, random.Random(seed).randbytes)


def openai_shaped(beginning: str, side: int, seed: int = 1) -> str:
    """Make a key of OpenAI's shape; the short ones have letters and digits only."""
    letters = string.ascii_letters + string.digits + ("_-" if side > 20 else "")
    secret = "".join(random.Random(seed).choices(letters, k=2 * side))
    return beginning + secret[:side] + keys.OPENAI_MARKER + secret[side:]


def every_shape(seed: int = 1) -> list[str]:
    practice = [practice_key(kind, seed) for kind in Kind]
    return practice + [openai_shaped(*shape, seed=seed) for shape in OPENAI_SHAPES]


def secret_part(key: str) -> str:
    """Give what must not be shown: all behind the beginning, without the marker."""
    behind = key.removeprefix("sk-").removeprefix("practice-")
    for beginning in ("proj-", "svcacct-", "service-", "admin-", "None-"):
        behind = behind.removeprefix(beginning)
    return behind
