"""A platform with its console, and a browser's worth of HTTP: a client that keeps cookies and reads forms."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest
from bs4 import BeautifulSoup

from course_utils.console.site import Console
from course_utils.platform_client import PracticePlatform
from course_utils.server.serving.run import PrivatePlatform

KEYS = "settings/api-keys"


@dataclass
class Person:
    """Somebody at the console. Redirects are followed, as browsers do."""

    http: httpx.Client

    def get(self, place: str) -> httpx.Response:
        return self.http.get(place)

    def fill(self, place: str, /, **values: str) -> dict[str, str]:
        """Give the form of a page as a browser would send it, with some values changed; `_` stands for `-`."""
        page = BeautifulSoup(self.get(place).text, "html.parser")
        form = page.select_one("main form")
        assert form is not None, page.get_text()
        sent: dict[str, str] = {}
        for field in form.select("input[name]"):
            if field.get("type") != "radio" or field.has_attr("checked"):
                sent[str(field["name"])] = str(field.get("value", ""))
        for field in form.select("select[name]"):
            option = field.select_one("option[selected]") or field.select_one("option")
            assert option is not None
            sent[str(field["name"])] = str(option["value"])
        return sent | {name.replace("_", "-"): value for name, value in values.items()}

    def send(self, place: str, form: dict[str, str], **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(place, data=form, headers=named)

    def make_key(self, **values: str) -> tuple[str, str]:
        """Make a key with the form; give its id and its value."""
        answer = self.send(f"{KEYS}/new", self.fill(f"{KEYS}/new", **values))
        value = value_in(answer)
        assert value is not None, words_of(answer)
        listed = BeautifulSoup(self.get(KEYS).text, "html.parser")
        rows = listed.select("tbody tr")
        found = next(row for row in rows if value[-4:] in row.get_text())
        return str(found["id"]), value


def value_in(answer: httpx.Response) -> str | None:
    """Give the value of a key that a page shows, None where it shows none."""
    field = BeautifulSoup(answer.text, "html.parser").select_one("#value")
    return None if field is None else str(field["value"])


def words_of(answer: httpx.Response) -> str:
    """Give what a person reads on a page, in one line."""
    return " ".join(BeautifulSoup(answer.text, "html.parser").get_text(" ").split())


@pytest.fixture(scope="module")
def private() -> Iterator[PrivatePlatform]:
    private = PrivatePlatform(pages=Console)
    yield private
    private.close()


@pytest.fixture
def platform(private: PrivatePlatform) -> Iterator[PracticePlatform]:
    platform = PracticePlatform.at(private.address)
    platform.reset(everything=True)
    yield platform
    platform.close()


@pytest.fixture
def stranger(platform: PracticePlatform) -> Iterator[Person]:
    """Somebody who has not signed in."""
    base = platform.console_url.partition("?")[0]
    with httpx.Client(base_url=base, follow_redirects=True, trust_env=False) as client:
        yield Person(client)


@pytest.fixture
def owner(stranger: Person, platform: PracticePlatform) -> Person:
    """The same, signed in with the printed address."""
    stranger.http.get(platform.console_url)
    return stranger
