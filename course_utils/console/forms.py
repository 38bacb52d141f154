"""What was sent with a form, and whether it may be done: a form of another site, an old one, one with a key in it."""

import hmac
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from course_utils import keys
from course_utils.console.sessions import Session
from course_utils.leaks.text import redacted

NUL = "\x00"
"""No database takes it, and nothing here has it in its name."""

_MOST_BYTES = 64 * 1024
_OWN_FORMS = ("same-origin", "none")
"""What a browser says in `Sec-Fetch-Site` of a form on our own page, and of one that its user sends again."""

_NOTHING_READ = "This form was empty or larger than 64 KB, so nothing was done. Look at it once more and send it again."
_FORGED = "This form did not come from this page, so nothing was done. Look at it once more and send it from here."
_STALE = "This form is from an earlier sign-in, so nothing was done. Look at it once more and send it again."
_HOLDS_A_KEY = (
    "There was a key in what you sent, so nothing was done and nothing was stored. A key goes into a vault or a "
    ".env file, never into a name. It is still in your clipboard: copy something else now."
)
_REAL_KEY = (
    " It also looks like a REAL key: if it is one, it has now been sent over a connection of this computer. "
    "Delete it on its own platform and make a new one."
)


async def read(request: Request) -> dict[str, str]:
    """Read a form, and nothing of one that is larger than any of ours."""
    content = bytearray()
    async for part in request.stream():
        if len(content) <= _MOST_BYTES:
            content += part
    if len(content) > _MOST_BYTES:
        return {}
    pairs = parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: value.replace(NUL, "").strip() for name, value in pairs}


def is_own(request: Request) -> bool:
    """Tell whether the browser says that a form is ours; one that says nothing is no browser."""
    site, origin = (request.headers.get(name) for name in ("sec-fetch-site", "origin"))
    if site is not None:
        return site in _OWN_FORMS
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def why_refused(request: Request, session: Session, form: dict[str, str]) -> str:
    """Say why nothing may be done for a form, "" where it may."""
    if not form:
        return _NOTHING_READ
    if not is_own(request):
        return _FORGED
    sent = form.get("form-token", "")
    if not hmac.compare_digest(sent.encode(), session.form_token.encode()):
        return _STALE
    if any(redacted(value) != value for value in form.values()):
        real = any(keys.OPENAI_MARKER in value for value in form.values())
        return _HOLDS_A_KEY + (_REAL_KEY if real else "")
    return ""
