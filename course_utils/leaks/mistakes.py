"""What is wrong with a value that should be a key, told without a character of it.

Each of these has cost somebody an evening: the client sends such a value as it is, or can't send it and says
"Connection error", and some HTTP libraries print the whole header in their traceback.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from course_utils import keys
from course_utils.leaks.cut import is_cut

_CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb]")
_PLACEHOLDER = re.compile(
    r"<.*>|\.{3}|sk-\.{3}|x{3,}|(?:sk-)?(?:your|my|the|paste|put|insert|change|replace|add)[-_ ]?.*key.*|(?:change|replace)[-_ ]?me",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"\$|%\w+%\Z|\{\{|\$?\{\w+\}\Z|(?:os|process|env|secrets)\.\w|OPENAI_\w+\Z")
_NOTHING = re.compile(r"none|null|nil|nan|undefined|true|false", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"(?:org|file|user|asst|chatcmpl)-\w|(?:proj|key|asst|user|resp|req|batch)_\w"
)
_OF_OTHERS = re.compile(
    r"sk-(?:ant|or|lf)-|(?:gsk|hf|r8|ghp|gho|github_pat|fw|sk_live|sk_test|pk_live)_|(?:xai|pplx|nvapi|glpat)-"
    r"|AIza|(?:AKIA|ASIA)[A-Z0-9]|xox[abps]-|eyJ[\w-]+\."
)
"""How the keys and tokens of well-known services begin, as the rules of public scanners have it."""


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        text: says it, after the words "the value".
        remedy: what to do.
        harmless: `load_api_key` mends it by itself; another program may not.
        for_openai_alone: it is none where another provider's address is set, whose keys look as it likes.
    """

    text: str
    remedy: str
    harmless: bool = False
    for_openai_alone: bool = False


_MISTAKES: tuple[tuple[Callable[[str], object], Mistake], ...] = (
    (
        lambda value: re.match(r"(?:export\s+)?[A-Z_]*KEY[A-Z_]*\s*=", value.strip()),
        Mistake(
            "begins with a name and the sign =, as a whole line of a file",
            "Leave only what stands behind the sign =.",
        ),
    ),
    (
        lambda value: re.match(r"(?:Authorization\s*:\s*)?Bearer\b", value.strip(), re.IGNORECASE),
        Mistake(
            "begins with the word Bearer", "Take that word away: the client adds it to the key."
        ),
    ),
    (
        lambda value: re.match(r"[a-z][a-z+.-]*://|www\.", value.strip(), re.IGNORECASE),
        Mistake(
            "is an address and no key",
            "Put the key there. An address belongs into OPENAI_BASE_URL.",
        ),
    ),
    (
        _CURLY.search,
        Mistake(
            "has curly quotes in it, which a text program has made of straight ones",
            "Copy the key once more, from where it was shown, and without quotes.",
        ),
    ),
    (
        lambda value: value.strip()[:1] in tuple("\"'`") or value.strip()[-1:] in tuple("\"'`"),
        Mistake(
            "has quotes that belong to it", "Take the quotes away: they are sent with the key."
        ),
    ),
    (
        lambda value: "*" in value or "\N{HORIZONTAL ELLIPSIS}" in value or "\N{BULLET}" in value,
        Mistake(
            "is a masked key: its middle was replaced when it was shown",
            "A key is shown whole only once. Make a new one and copy it then.",
        ),
    ),
    (
        lambda value: _PLACEHOLDER.fullmatch(value.strip()),
        Mistake("is a placeholder", "Put your key in its place."),
    ),
    (
        lambda value: _VARIABLE.match(value.strip()),
        Mistake(
            "names a variable, and nothing puts that variable's value in its place",
            "Write the key itself there.",
        ),
    ),
    (
        lambda value: _NOTHING.fullmatch(value.strip()),
        Mistake(
            "is the word that a program writes where it has nothing",
            "Put your key there. In Python, leave a variable away that has no value.",
        ),
    ),
    (
        lambda value: _IDENTIFIER.match(value.strip()),
        Mistake(
            "is an identifier, of an organization, a project or a file, and no key",
            f"Put the key there; it begins with {keys.BEGINNING}",
        ),
    ),
    (
        lambda value: _OF_OTHERS.match(value.strip()),
        Mistake(
            "begins as the keys of another service do",
            "Put a key of OpenAI there, or set OPENAI_BASE_URL to that service's address, too.",
            for_openai_alone=True,
        ),
    ),
    (
        lambda value: value.strip()[:1] == "=" or value.strip()[-1:] in tuple(",;"),
        Mistake(
            "has a sign at its beginning or end that belongs to the text around it",
            "Take away the = , or ; that is no part of the key.",
        ),
    ),
    (
        lambda value: re.search(r"[\r\n\v\f\x85\u2028\u2029]", value.strip()),
        Mistake("has a line end inside", "Copy the key once more, as one line."),
    ),
    (
        lambda value: re.search(r"\s", value.strip()),
        Mistake("has a space inside", "Copy the key once more, without the words around it."),
    ),
    (
        lambda value: not (value.isascii() and value.strip().isprintable()),
        Mistake(
            "has a character in it that no key has, perhaps one that can't be seen",
            "Copy the key once more, from where it was shown.",
        ),
    ),
    (
        lambda value: (
            value.strip().startswith(keys.PRACTICE_PREFIX)
            and not keys.is_well_formed(value.strip())
        ),
        Mistake(
            "is no whole practice key: a character is missing, too many or another one",
            "Copy the key once more, from its first to its last character.",
        ),
    ),
    (
        lambda value: is_cut(value.strip()),
        Mistake(
            "is no whole key: a part of it is missing, or stands there twice",
            "Copy the key once more, from its first to its last character.",
        ),
    ),
    (
        lambda value: re.search(r"[\r\n]", value),
        Mistake("has a line end around the key", "Take it away, or `strip()` the value.", True),
    ),
    (
        lambda value: value != value.strip(),
        Mistake("has a space around the key", "Take it away, or `strip()` the value.", True),
    ),
)


def find_mistake(value: str, *, for_openai: bool = True) -> Mistake | None:
    """Give the first thing that is wrong with a value that is not blank; None where nothing is known against it.

    Args:
        value: as it stands where it was found.
        for_openai: no other provider's address is set.
    """
    return next(
        (
            mistake
            for is_made, mistake in _MISTAKES
            if (for_openai or not mistake.for_openai_alone) and is_made(value)
        ),
        None,
    )
