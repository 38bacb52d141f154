"""Whether the key is taken: the practice platform is asked, and a real API only by who says so."""

from typing import TYPE_CHECKING

from course_utils.keys import is_well_formed
from course_utils.leaks.doctor.address import Address
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.text import redacted

if TYPE_CHECKING:
    import httpx

ABOUT = "Is it taken?"

_HINT = "x-practice-hint"
_SECONDS = 10
_PROBLEMS = {
    401: "Make a new key and put it in this one's place.",
    403: "Ask whose project it is for the permission.",
}


def examine(address: Address, key: str, *, online: bool) -> Diagnosis:
    """Ask for the list of models, which costs nothing.

    Args:
        address: where the key belongs.
        key: its value, without whitespace around it.
        online: ask another server, too. Without it only a practice key is sent, and only to this computer: what
            listens there may be anything.
    """
    if not (online or (address.is_here and is_well_formed(key))):
        return Diagnosis(
            ABOUT,
            "look",
            f"{address.shown} was not asked, since that would use the key.",
            "`course doctor --online` asks it, or doctor(online=True).",
        )
    import httpx  # noqa: PLC0415 - takes a fifth of a second, and most often nobody is asked

    try:
        with httpx.Client(trust_env=not address.is_here, timeout=_SECONDS) as client:
            answer = client.get(
                f"{address.url.strip().rstrip('/')}/models",
                headers={"Authorization": f"Bearer {key}"},
            )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Diagnosis(
            ABOUT,
            "problem",
            f"{address.shown} does not answer ({type(error).__name__}).",
            "Start the course, or mend the address." if address.is_here else "Look at the network.",
        )
    is_platform = address.is_here and is_well_formed(key)
    hint = _printable(answer.headers.get(_HINT, ""), key) if is_platform else ""
    return _told(answer, address.shown, hint)


def _printable(hint: str, key: str) -> str:
    """Give what the practice platform says; another program in its place may say anything."""
    try:
        said = hint.encode("ascii", "replace").decode("unicode_escape")
    except UnicodeDecodeError:
        return ""
    return redacted("".join(filter(str.isprintable, said)), [key])


def _told(answer: "httpx.Response", host: str, hint: str) -> Diagnosis:
    if answer.is_success:
        return Diagnosis(ABOUT, "ok", f"{host} takes the key.")
    if answer.status_code in _PROBLEMS:
        reason = (
            hint
            or "It is wrong, revoked or expired, or may not do this: the server does not say which."
        )
        return Diagnosis(
            ABOUT,
            "problem",
            f"{host} refuses the key with {answer.status_code}. {reason}",
            _PROBLEMS[answer.status_code],
        )
    return Diagnosis(
        ABOUT,
        "look",
        f"{host} answers {answer.status_code}: that says nothing about the key. {hint}".rstrip(),
        "Ask again later, or look at the address.",
    )
