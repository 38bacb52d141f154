"""Where a client would send the key: the address is a setting as well, and may come from somebody else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from course_utils.keys import ELLIPSIS, KEY_PATTERN, is_well_formed
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.loading import ADDRESS_NAME, OPENAI_HOST, is_at_openai
from course_utils.leaks.text import find_keys

ABOUT = "Base URL"
NAME = ADDRESS_NAME
OPENAI = f"https://{OPENAI_HOST}/v1"

_PORTS = {"http": 80, "https": 443}
_ENDPOINT = re.compile(r"/(?:chat/completions|completions|responses|embeddings|models)/*\Z")
_LONG = re.compile(r"[^.]{25,}")
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
            host, _ = parts.hostname, parts.port
        except ValueError:
            return None
        return parts if parts.scheme in _PORTS and host else None

    @property
    def host(self) -> str:
        return str(self.parts and self.parts.hostname)

    @property
    def shown(self) -> str:
        """The host as it may be shown: a part of a name that is as long as a piece of a key is not."""
        return _LONG.sub(lambda part: part[0][:4] + ELLIPSIS, self.host)

    @property
    def port(self) -> int | None:
        return self.parts and (self.parts.port or _PORTS[self.parts.scheme])

    @property
    def is_here(self) -> bool:
        return self.host in _LOOPBACK

    @property
    def is_openai(self) -> bool:
        return is_at_openai(self.url)


def find(environment: Mapping[str, str], in_file: Mapping[str, str], file: str) -> Address:
    """Give the address that a client uses after `load_dotenv()`: what was exported wins."""
    for place, names in (("the environment", environment), (file, in_file)):
        if names.get(NAME, "").strip():
            return Address(names[NAME], place)
    return Address(OPENAI)


def examine(address: Address, key: str) -> Diagnosis:
    """Say where the key goes. An address is shown by its host alone: the rest of it may hold anything."""
    set_there = f"{NAME} in {address.place}"
    known = [key] if KEY_PATTERN.fullmatch(key) else []
    if find_keys(address.url, known):
        return _problem(
            f"There is a key in {set_there}.",
            "Put the address there, and the key into OPENAI_API_KEY.",
        )
    if address.parts is None:
        return _problem(
            f"{set_there} is no address of http or https.",
            f"OpenAI's own is {OPENAI}: unset it, or write that.",
        )
    if _ENDPOINT.search(address.parts.path):
        return _problem(
            f"{set_there} ends in an endpoint. A client puts the endpoint behind it once more.",
            f"Leave that away. OpenAI's own address is {OPENAI}.",
        )
    if address.is_here:
        if key and not is_well_formed(key):
            return _look(
                f"A client sends the key, no practice key, to this computer: to whatever listens on port "
                f"{address.port}, because of {set_there}.",
                f"If you don't know that program, unset {NAME} and revoke the key.",
            )
        return Diagnosis(ABOUT, "ok", f"A client talks to this computer, because of {set_there}.")
    if is_well_formed(key):
        return _problem(
            f"A client would send a practice key to {address.shown}, where nobody knows it.",
            "Call practice_platform() first, or set both variables to the platform's.",
        )
    if address.parts.scheme == "http":
        return _problem(
            f"A client sends the key to {address.shown} without encryption, because of {set_there}.",
            f"Unset {NAME}, or write an address that begins with https.",
        )
    if address.is_openai:
        if wrong := _not_openais(address.parts):
            return _problem(f"{set_there} {wrong}.", f"OpenAI's own is {OPENAI}: write that.")
        return Diagnosis(ABOUT, "ok", "A client talks to OpenAI.")
    return _look(
        f"A client sends the key to {address.shown} and not to OpenAI, because of {set_there}.",
        f"If you did not choose that address, take it away and revoke the key. OpenAI's is {OPENAI}.",
    )


def _not_openais(parts: SplitResult) -> str:
    """Say in what an address at OpenAI's host differs from its API's."""
    if parts.port not in (None, 443):
        return f"has the port {parts.port}, where OpenAI does not listen"
    if parts.path.rstrip("/") != "/v1":
        return "does not end in /v1"
    return ""


def _problem(text: str, remedy: str) -> Diagnosis:
    return Diagnosis(ABOUT, "problem", text, remedy)


def _look(text: str, remedy: str) -> Diagnosis:
    return Diagnosis(ABOUT, "look", text, remedy)
