"""What the platform answers to a prompt: canned, always the same for the same prompt.

Nothing here thinks. An answer is picked by the words of the prompt, so that lessons can be read aloud
and tests can rely on it. Tokens are counted by a rule instead of a vocabulary: the bytes of the text in
UTF-8, divided by four, rounded up.
"""

import re
import zlib
from typing import NamedTuple

BYTES_PER_TOKEN = 4


class Text(NamedTuple):
    """An answer; `cut` tells that it stopped at the caller's limit of tokens."""

    content: str
    cut: bool = False


_HAIKU_BY_TOPIC: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"\b(ai|artificial|intelligence|machines?|models?|robots?|neural)\b",
        (
            "Silicon whispers,\npatterns bloom where data flows:\na mind made of math.",
            "It learns from our words\nand answers in borrowed light.\nThe question stays ours.",
            "A thousand small weights\nlean as one to find a word,\nthen wait for the next.",
        ),
    ),
    (
        r"\b(keys?|secrets?|passwords?|tokens?|leaks?|vaults?)\b",
        (
            "Keep it in a vault,\nnot in the code that you share.\nKeys remember hands.",
            "A key left in view:\nthe first bird of morning sings,\nsomeone else spends first.",
            "Old key, thank you, rest.\nThe new one already works;\nno request was lost.",
        ),
    ),
    (
        r"\b(sea|ocean|waves?|ships?|boats?|harbou?r)\b",
        ("Salt wind, open sea.\nThe harbour light blinks its name.\nA boat turns for home.",),
    ),
    (
        r"\b(code|program\w*|python|tests?|bugs?|software)\b",
        (
            "The test turns to green.\nCoffee has gone cold again.\nWorth it, says the cup.",
            "One missing colon,\na whole evening has gone by.\nThe cat knew at once.",
        ),
    ),
)

_OTHER_HAIKU = (
    "Rain on the window:\neach drop finds a road alone.\nThey meet at the sill.",
    "Morning fog lifts slow.\nThe mountain was always there;\nso was the small bird.",
    "Snow on the long field,\none line of footprints leads out,\nnone of them comes back.",
)

_GREETINGS = (
    "Hello! The practice platform hears you, and your key was accepted.",
    "Hi there! Your request came through with a good key.",
)

_ABOUT_KEYS = (
    "An API key tells a server which application is calling. Keep it out of your code, give it as few "
    "permissions as it needs, and revoke it the moment it leaks."
)

_ANYTHING_ELSE = (
    "This is a practice answer: no model has read your question. Your key, your request and your "
    "tokens were handled as the real API would have handled them.",
    "A practice answer again. With a real key, the real base URL and a real model, a model's words "
    "would stand here.",
)


def write(
    prompt: str, choice: int = 0, most_tokens: int | None = None, words: str | None = None
) -> Text:
    """Answer a prompt.

    Args:
        prompt: what the user asked.
        words: the answer, where somebody has named it beforehand.
        choice: which of several answers to the same prompt, from 0.
        most_tokens: stop after that many tokens.
    """
    candidates = _candidates(prompt) if words is None else (words,)
    content = candidates[(zlib.crc32(prompt.encode(errors="replace")) + choice) % len(candidates)]
    if most_tokens is None or count_tokens(content) <= most_tokens:
        return Text(content)
    kept = content.encode()[: most_tokens * BYTES_PER_TOKEN]
    return Text(kept.decode(errors="ignore"), cut=True)


def count_tokens(text: str) -> int:
    """Count tokens: the bytes in UTF-8 divided by four, rounded up."""
    return tokens_in(text.encode(errors="replace"))


def tokens_in(content: bytes) -> int:
    """Count the tokens of text that is encoded already."""
    return -(-len(content) // BYTES_PER_TOKEN)


def pieces(text: str) -> list[str]:
    """Cut an answer into the pieces in which it is streamed: words with the space before them."""
    return re.findall(r"\s*\S+|\s+$", text)


def _candidates(prompt: str) -> tuple[str, ...]:
    words = prompt.lower()
    if "haiku" in words:
        for topic, haiku in _HAIKU_BY_TOPIC:
            if re.search(topic, words):
                return haiku
        return _OTHER_HAIKU
    if re.match(r"\W*(hi|hello|hey|ping|say hello|say hi)\b", words):
        return _GREETINGS
    if re.search(r"\bapi key", words):
        return (_ABOUT_KEYS,)
    return _ANYTHING_ELSE
