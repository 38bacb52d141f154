"""Where a client would send the key: the address is a setting as well, and may come from somebody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from course_utils.keys import is_well_formed
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.text import find_keys

ABOUT = "Base URL"
NAME = "OPENAI_BASE_URL"
OPENAI = "https://api.openai.com/v1"

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Address:
    """A base URL and the place that it comes from."""

    url: str
    place: str = ""

    @property
    def parts(self) -> SplitResult | None:
        try:
            parts = urlsplit(self.url.strip())
            host = parts.hostname
        except ValueError:
            return None
        return parts if parts.scheme in ("http", "https") and host else None

    @property
    def host(self) -> str:
        return str(self.parts and self.parts.hostname)

    @property
    def is_here(self) -> bool:
        return self.host in _LOOPBACK

    @property
    def is_openai(self) -> bool:
        return self.host == "api.openai.com"


def find(environment: Mapping[str, str], in_file: Mapping[str, str], file: str) -> Address:
    """Give the address that a client uses after `load_dotenv()`: what was exported wins."""
    for place, names in (("the environment", environment), (file, in_file)):
        if names.get(NAME, "").strip():
            return Address(names[NAME], place)
    return Address(OPENAI)


def examine(address: Address, key: str) -> Diagnosis:
    """Say where the key goes. An address is shown by its host alone: the rest of it may hold anything."""
    set_there = f"{NAME} in {address.place}"
    if find_keys(address.url):
        return _problem(
            f"There is a key in {set_there}.",
            "Put the address there, and the key into OPENAI_API_KEY.",
        )
    if address.parts is None:
        return _problem(
            f"{set_there} is no address of http or https.",
            f"OpenAI's own is {OPENAI}: unset it, or write that.",
        )
    if address.is_here:
        if key and not is_well_formed(key):
            return _look(
                f"A client sends the key to this computer, because of {set_there}.",
                f"For OpenAI itself, unset {NAME}.",
            )
        return Diagnosis(ABOUT, "ok", f"A client talks to this computer, because of {set_there}.")
    if is_well_formed(key):
        return _problem(
            f"A client would send a practice key to {address.host}, where nobody knows it.",
            "Call practice_platform() first, or set both variables to the platform's.",
        )
    if address.parts.scheme == "http":
        return _problem(
            f"A client sends the key to {address.host} without encryption, because of {set_there}.",
            f"Unset {NAME}, or write an address that begins with https.",
        )
    if address.is_openai:
        return Diagnosis(ABOUT, "ok", "A client talks to OpenAI.")
    return _look(
        f"A client sends the key to {address.host} and not to OpenAI, because of {set_there}.",
        f"If you did not choose that address, take it away and revoke the key. OpenAI's is {OPENAI}.",
    )


def _problem(text: str, remedy: str) -> Diagnosis:
    return Diagnosis(ABOUT, "problem", text, remedy)


def _look(text: str, remedy: str) -> Diagnosis:
    return Diagnosis(ABOUT, "look", text, remedy)
