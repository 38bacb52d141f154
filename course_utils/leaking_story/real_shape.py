"""A text that has the shape of a real key and is none."""

import random
import string

from course_utils import keys
from course_utils.known_keys import remember

_SIDE = 74
"""Characters on either side of the marker: see `keys.KEY_PATTERN`."""


def made_up_real_key(seed: int = 5) -> str:
    """Make what every scanner takes for a key of OpenAI's, from random letters; nobody has issued it.

    The same seed gives the same text, so that a lesson's outputs are the same each time.
    """
    letters = random.Random(seed).choices(  # noqa: S311 - it opens nothing
        string.ascii_letters + string.digits, k=2 * _SIDE
    )
    secret = "".join(letters)
    return remember(f"sk-proj-{secret[:_SIDE]}{keys.OPENAI_MARKER}{secret[_SIDE:]}")
