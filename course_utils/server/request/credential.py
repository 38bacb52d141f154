"""First step: find the key in a request, and say what is wrong with one that can't be right."""

from typing import NamedTuple

from course_utils import keys
from course_utils.server.refusals import unauthorised
from course_utils.server.refusals.api_errors import Cause


class Credential(NamedTuple):
    """A key as it was sent: `sent_in` is "header" or "query".

    Where only its `digest` is known, `key` is what may be shown of it.
    """

    key: str
    sent_in: str
    digest: str | None = None


def read(authorization: str | None, api_key_in_query: str | None) -> Credential:
    """Find the key: an Authorization header alone decides, if there is one.

    The query string is taken for teaching only; OpenAI documents the header.

    Raises:
        ApiError: 401, there is no key or no bearer scheme.
    """
    if authorization is not None:
        return Credential(_bearer(authorization), "header")
    if api_key_in_query:
        return Credential(api_key_in_query, "query")
    raise unauthorised.no_key(Cause("no_key", "There is no Authorization header in this request."))


def _bearer(authorization: str) -> str:
    scheme, _, key = authorization.strip().partition(" ")
    key = key.strip()
    if scheme.lower() == "bearer" and key:
        return key
    if scheme.lower() == "bearer":
        raise unauthorised.no_key(
            Cause("no_key", "The Authorization header says Bearer, but no key follows.")
        )
    if scheme.startswith("sk-") and not key:
        raise unauthorised.not_bearer(
            Cause("not_bearer", "The word Bearer is missing before the key.")
        )
    raise unauthorised.not_bearer(
        Cause("not_bearer", "The scheme of the Authorization header must be Bearer.")
    )


def why_malformed(key: str) -> Cause:
    """Say why a key that is not well formed was sent, as far as its shape tells."""
    if keys.looks_like_openai(key):
        return Cause(
            "real_key",
            "This looks like a REAL OpenAI key. The practice platform doesn't know it and doesn't "
            "keep it; take it out of your code and use the practice key.",
        )
    if key.lower().startswith(("http:", "https:")):
        return Cause("malformed_key", "This is a URL, not a key: was the base URL pasted here?")
    if key.lower().startswith("bearer"):
        return Cause(
            "malformed_key", "The word Bearer was sent twice: give the client the key alone."
        )
    if key[0] in "\"'" or key[-1] in "\"'":
        return Cause("malformed_key", "There are quotation marks around the key: take them off.")
    if any(character.isspace() for character in key):
        return Cause(
            "malformed_key", "There is white space inside the key: was it copied in two parts?"
        )
    if not key.startswith("sk-"):
        return Cause("malformed_key", "Keys begin with sk-: is this the key's name or id instead?")
    return Cause(
        "malformed_key",
        "The checksum of this key is wrong: a character is missing, mistyped or too many.",
    )
