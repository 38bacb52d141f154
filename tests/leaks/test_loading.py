import copy
import inspect
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from IPython.core.ultratb import VerboseTB
from keyring.backend import KeyringBackend
from openai import OpenAI

from course_utils import keys, load_api_key
from course_utils.keys import Kind, Secret
from course_utils.known_keys import remembered
from course_utils.leaks.loading import ApiKeyError
from course_utils.practice import private_platform
from tests.support.made_keys import every_shape, openai_shaped

REAL = openai_shaped("sk-proj-", 74, seed=8)


class Keyring(KeyringBackend):
    """A keychain that holds one entry."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entry: tuple[str, str, str] | None = None

    def get_password(self, service: str, username: str) -> str | None:
        return self.entry[2] if self.entry and self.entry[:2] == (service, username) else None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entry = (service, username, password)


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Keyring:
    """A computer without a key: an empty folder, no variable, and this keychain."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    chain = Keyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", chain)
    return chain


def test_the_nearest_place_that_is_not_blank_wins(
    keychain: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported, in_file, in_chain = (keys.generate(Kind.PROJECT) for _ in range(3))

    keychain.set_password("openai", "api-key", in_chain)
    assert load_api_key().reveal() == in_chain
    Path(".env").write_text(f'export OPENAI_API_KEY=" {in_file} "\r\n', encoding="utf-8")
    assert load_api_key().reveal() == in_file
    monkeypatch.setenv("OPENAI_API_KEY", " \n")
    assert load_api_key().reveal() == in_file
    monkeypatch.setenv("OPENAI_API_KEY", f" {exported}\n")
    assert load_api_key().reveal() == exported
    assert {exported, in_file, in_chain} <= remembered()


def test_the_file_is_the_nearest_one_upwards_or_the_one_that_is_named(
    keychain: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    above, named = (keys.generate(Kind.PROJECT) for _ in range(2))
    Path(".env").write_text(f"OPENAI_API_KEY={above}\n", encoding="utf-8")
    Path("staging.env").write_text(f"OPENAI_API_KEY={named}\n", encoding="utf-8")
    Path("notebooks").mkdir()
    monkeypatch.chdir("notebooks")

    assert load_api_key().reveal() == above
    assert load_api_key("../staging.env").reveal() == named


def test_without_a_key_the_sentence_names_the_variable_and_the_places(keychain: Keyring) -> None:
    other = keys.generate(Kind.ADMIN)
    Path(".env").write_text(f"OPENAI_ADMIN_KEY={other}\n", encoding="utf-8")
    keychain.set_password("openai", "somebody", other)

    with pytest.raises(ValueError, match="OPENAI_API_KEY is missing or blank") as error:
        load_api_key()

    assert isinstance(error.value, ApiKeyError)
    assert all(place in str(error.value) for place in ("environment", ".env", "keyring"))
    assert other not in str(error.value)


def test_a_place_that_cannot_be_read_is_told_and_the_next_is_asked(keychain: Keyring) -> None:
    key = keys.generate(Kind.PROJECT)
    Path(".env").write_bytes(f"OPENAI_API_KEY={key}\n".encode("utf-16"))
    with pytest.raises(ApiKeyError, match="no UTF-8 text"):
        load_api_key(".env")
    keychain.set_password("openai", "api-key", key)
    assert load_api_key(".env").reveal() == key


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda key: f"Bearer {key}", "Bearer"),
        (lambda key: f"authorization: bearer {key}", "Bearer"),
        (lambda key: f"“{key}”", "curly quotes"),
        (lambda key: f"'{key}'", "quotes"),
        (lambda key: f"OPENAI_API_KEY={key}", "sign ="),
        (lambda key: "https://platform.openai.com/api-keys", "address"),
        (lambda key: f"{key[:20]}\n{key[20:]}", "line end"),
        (lambda key: f"{key} # from the console", "space"),
        (lambda key: f"{key[:9]}\u200b{key[9:]}", "can't be seen"),
        (lambda key: key[:-1], "no whole practice key"),
        (keys.mask, "masked"),
        (lambda key: "your-api-key-here", "placeholder"),
        (lambda key: "${OPENAI_API_KEY}", "names a variable"),
        (lambda key: "%OPENAI_API_KEY%", "names a variable"),
        (lambda key: "process.env.OPENAI_API_KEY", "names a variable"),
        (lambda key: "OPENAI_API_KEY", "names a variable"),
        (lambda key: "None", "has nothing"),
        (lambda key: f"org-{key[-24:]}", "identifier"),
        (lambda key: f"sk-ant-api03-{key[-49:]}", "another service"),
        (lambda key: f"{key},", "belongs to the text around it"),
        (lambda key: key[3:], "no whole key"),
        (lambda key: key[-49:], "no whole key"),
        (lambda key: REAL[: len(REAL) // 2], "no whole key"),
        (lambda key: REAL[:-30], "no whole key"),
        (lambda key: REAL[20:], "no whole key"),
        (lambda key: REAL[:30] + REAL[31:], "no whole key"),
        (lambda key: REAL + REAL, "no whole key"),
    ],
)
def test_what_cannot_be_a_key_is_refused_with_its_cause_and_without_a_piece_of_it(
    keychain: Keyring, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[str], str], told: str
) -> None:
    key = keys.generate(Kind.PROJECT)
    monkeypatch.setenv("OPENAI_API_KEY", spoil(key))

    with pytest.raises(ApiKeyError, match=told) as error:
        load_api_key()

    shown = _verbose_traceback(error.value)
    assert "OPENAI_API_KEY" in str(error.value)
    assert not [at for at in range(18, len(key) - 5) if key[at : at + 5] in shown]
    assert not [at for at in range(9, len(REAL) - 5) if REAL[at : at + 5] in shown]


def test_a_whole_key_and_one_of_another_service_at_its_address_are_taken(
    keychain: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in (*every_shape(), f"sk-{keys.generate(Kind.PROJECT)[-32:]}", "ollama"):
        monkeypatch.setenv("OPENAI_API_KEY", key)
        assert load_api_key().reveal() == key
    monkeypatch.setenv("OPENAI_API_KEY", vendors := f"gsk_{keys.generate(Kind.PROJECT)[-32:]}")
    for address in ("https://api.groq.com/openai/v1", "https://api.openai.com.example.net/v1"):
        Path(".env").write_text(f"OPENAI_BASE_URL={address}\n", encoding="utf-8")
        assert load_api_key().reveal() == vendors
    Path(".env").write_text("OPENAI_BASE_URL=https://API.OPENAI.COM/v1\n", encoding="utf-8")
    with pytest.raises(ApiKeyError):
        load_api_key()


def test_whatever_is_done_to_a_secret_shows_stars(tmp_path: Path) -> None:
    value = keys.generate(Kind.PROJECT)
    secret = Secret(value)

    def fail(key: Secret) -> None:
        raise RuntimeError(f"no answer for {key}")

    try:
        fail(secret)
    except RuntimeError as error:
        traceback = _verbose_traceback(error)
    shown = [
        f"{secret} {secret!r} {secret:>30} {secret:.5}",
        f"%s %r" % (secret, secret),  # noqa: F541 - one of the ways
        json.dumps({"key": secret}, default=str),
        repr(inspect.getmembers(secret)),
        repr(copy.deepcopy([secret, copy.copy(secret)])),
        traceback,
    ]

    assert value not in "".join(shown)
    assert copy.deepcopy({"key": secret})["key"].reveal() == value
    with pytest.raises(TypeError):
        vars(secret)
    for written in (pickle.dumps, json.dumps):
        with pytest.raises(TypeError) as refused:
            written(secret)
        assert value not in str(refused.value)


def test_a_client_is_made_with_it_as_documented(
    keychain: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform = private_platform()
    monkeypatch.setenv("OPENAI_API_KEY", platform.api_key)
    key = load_api_key()

    with OpenAI(api_key=key.reveal(), base_url=platform.base_url) as client:
        assert client.models.list().data


def _verbose_traceback(error: BaseException) -> str:
    """Give what IPython's `%xmode Verbose` shows of the frames below the test's own."""
    assert error.__traceback__ is not None
    below = error.__traceback__.tb_next
    lines = VerboseTB(theme_name="nocolor").structured_traceback(type(error), error, below)
    return "\n".join(lines)
