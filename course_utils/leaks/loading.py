"""`load_api_key()`: where a key is looked for, in the order that lesson 04 teaches.

What was exported beats `.env`, and both beat the keyring: the nearest to the process wins. A blank value is none,
whitespace around a key is dropped, and nothing is written anywhere: `os.environ` stays as it is.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values, find_dotenv

from course_utils.errors import CourseError
from course_utils.keys import Secret
from course_utils.known_keys import remember
from course_utils.leaks.mistakes import Mistake, find_mistake

NAME = "OPENAI_API_KEY"
ADDRESS_NAME = "OPENAI_BASE_URL"
OPENAI_HOST = "api.openai.com"
SERVICE, USER = "openai", "api-key"


class ApiKeyError(CourseError, ValueError):
    """There is no key, or what is in its place can't be one; the message names places and shows no value."""


@dataclass(frozen=True)
class Place:
    """Where a key may live.

    Attributes:
        name: what a sentence calls it.
        value: what is there, as it stands; None where nothing is, or it could not be read.
        trouble: why it could not be read.
    """

    name: str
    value: Secret | None = None
    trouble: str = ""

    @property
    def is_blank(self) -> bool:
        return self.value is None or not self.value.reveal().strip()


def load_api_key(dotenv: str | Path | None = None, *, service: str = SERVICE) -> Secret:
    """Give the API key: from the environment, else from `.env`, else from the keyring.

        client = OpenAI(api_key=load_api_key().reveal())

    Args:
        dotenv: the file to ask; None asks the file `.env` of the working directory or of the nearest folder above
            it that has one, as `load_dotenv()` does in a notebook.
        service: under which name the keyring has it, for the user "api-key".

    Raises:
        ApiKeyError: no place has one, or the first that has something has something that is no key. It is a
            `ValueError`, too.
    """
    asked = []
    for place in places(os.environ, dotenv, service):
        if not place.is_blank:
            return _checked(place, dotenv)
        asked.append(place)
    raise ApiKeyError(
        f"{NAME} is missing or blank: {'; '.join(_nothing_in(place) for place in asked)}. "
        "Put it into one of them; `course doctor` says more.",
        places=[place.name for place in asked],
    )


def places(
    environment: Mapping[str, str], dotenv: str | Path | None = None, service: str = SERVICE
) -> Iterator[Place]:
    """Give the places in the order in which they are asked; each is asked when its turn comes."""
    exported = environment.get(NAME)
    yield Place("the environment", None if exported is None else Secret(exported))
    yield _in_file(_file(dotenv))
    yield _in_keyring(service)


def is_for_openai(environment: Mapping[str, str], dotenv: str | Path | None = None) -> bool:
    """Tell whether the key is one for OpenAI's API: no other address is set. Arguments as for `places`."""
    address = environment.get(ADDRESS_NAME, "").strip()
    if not address:
        try:
            address = (values_in(_file(dotenv)).get(ADDRESS_NAME) or "").strip()
        except (OSError, UnicodeDecodeError):
            address = ""
    return not address or is_at_openai(address)


def is_at_openai(address: str) -> bool:
    """Tell whether an address is that of OpenAI's host, or of a region of it."""
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return False
    return f".{host}".endswith(f".{OPENAI_HOST}")


def values_in(file: Path) -> dict[str, str | None]:
    """Give the variables of a file like `.env`; none where there is no file.

    Raises:
        OSError: it may not be read.
        UnicodeDecodeError: it is no UTF-8 text, as what PowerShell 5 writes.
    """
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8")
    if "\0" in text:
        raise UnicodeDecodeError("utf-8", b"", 0, 0, "it has NULs in it")
    return dotenv_values(stream=StringIO(text), interpolate=False)


def _file(dotenv: str | Path | None) -> Path:
    return Path(dotenv or find_dotenv(usecwd=True) or ".env")


def _in_file(file: Path) -> Place:
    name = str(file)
    try:
        value = values_in(file).get(NAME)
    except OSError as error:
        return Place(name, trouble=str(error.strerror))
    except UnicodeDecodeError:
        return Place(name, trouble="it is no UTF-8 text")
    return Place(name, None if value is None else Secret(value))


def _in_keyring(service: str) -> Place:
    import keyring  # noqa: PLC0415 - looks for the system's keychains, which most calls can do without

    name = f"the keyring (service {service}, user {USER})"
    try:
        value = keyring.get_password(service, USER)
    except Exception as error:
        return Place(name, trouble=f"it can't be asked, {type(error).__name__}")
    return Place(name, None if value is None else Secret(value))


def _checked(place: Place, dotenv: str | Path | None) -> Secret:
    assert place.value is not None
    key = Secret(
        remember(place.value.reveal())
    )  # no variable here holds the text: a traceback may show them
    if mistake := _mistake_in(key, dotenv):
        raise ApiKeyError(
            f"{NAME} in {place.name} can't be a key: the value {mistake.text}. {mistake.remedy}",
            places=[place.name],
        )
    return key


def _mistake_in(key: Secret, dotenv: str | Path | None) -> Mistake | None:
    return find_mistake(key.reveal(), for_openai=is_for_openai(os.environ, dotenv))


def _nothing_in(place: Place) -> str:
    if place.trouble:
        return f"{place.name} could not be read ({place.trouble})"
    return f"nothing in {place.name}"
