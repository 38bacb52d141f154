import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeychain

from course_utils import doctor
from course_utils.leaks.doctor.diagnosis import Diagnosis
from course_utils.leaks.doctor.examining import examine_key
from course_utils.platform_client import PracticePlatform
from course_utils.practice import private_platform
from tests.listener import listening
from tests.support.made_keys import openai_shaped, practice_key, secret_part

KEY = openai_shaped("sk-proj-", 74, seed=3)
OTHER = openai_shaped("sk-svcacct-", 74, seed=4)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder on a computer without a keychain."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeychain())  # type: ignore[no-untyped-call]
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def platform() -> PracticePlatform:
    return private_platform()


def examined(folder: Path, **environment: str) -> list[Diagnosis]:
    found = list(examine_key(environment, folder))
    told = "".join(f"{each.text} {each.remedy}" for each in found)
    for value in (KEY, OTHER, OTHER.lower(), *environment.values()):
        secret = secret_part(value)
        assert not [at for at in range(len(secret) - 11) if secret[at : at + 12] in told]
    return found


def said(found: list[Diagnosis], *words: str) -> str:
    """Give the verdict of the one line that has all these words in it."""
    (line,) = [
        each for each in found if all(word in f"{each.text} {each.remedy}" for word in words)
    ]
    return line.verdict


def dotenv(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_without_a_key_there_is_one_line_and_no_problem(folder: Path) -> None:
    (only,) = examined(folder)
    assert (only.verdict, "needs none of yours" in only.text) == ("ok", True)


def test_no_client_is_loaded_where_nobody_is_asked(folder: Path) -> None:
    code = "import sys; from course_utils import doctor; doctor(); print('httpx' in sys.modules)"
    variables = {
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": "https://api.openai.com/v1",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "api.openai.com was not asked" in ended.stdout
    assert ended.stdout.endswith("\nFalse\n")


def test_it_says_where_the_key_comes_from_and_what_hides_what(folder: Path) -> None:
    file = dotenv(folder, f"OPENAI_API_KEY={OTHER}\n")

    assert said(examined(folder), f"takes it from {file}") == "ok"
    found = examined(folder, OPENAI_API_KEY=KEY)
    assert said(found, "takes it from the environment") == "ok"
    assert said(found, f"Another key is in {file}", "hides it", "take the first away") == "look"
    same = examined(folder, OPENAI_API_KEY=f"{OTHER}\n")
    assert said(same, f"The same key is in {file}") == "ok"
    assert said(same, "line end around") == "look"
    blank = examined(folder, OPENAI_API_KEY=" ")
    assert said(blank, "set and blank in the environment", "unset") == "look"
    assert said(blank, f"takes it from {file}") == "ok"


def test_a_file_that_is_no_text_is_a_problem_with_a_remedy(folder: Path) -> None:
    file = folder / ".env"
    file.write_bytes(b"\xff\xfe=1")
    assert (
        said(examined(folder), f"{file} could not be read", "Write it anew as UTF-8") == "problem"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"# mine\nOPENAI_API_KEY: {KEY}\n", "Line 2 of {} has a colon"),
        (f'{{"OPENAI_API_KEY": "{KEY}"}}', "Line 1 of {} is no name, sign = and value"),
        (f"OPENAI_API_KEY {KEY}", "has no sign ="),
        (f"OPENAI_API_KEY\n={KEY}", "has a name and no value"),
        (f"A=1\n{KEY}\n", "Line 2 of {} is a key without a name"),
        (f"OPENAI_API_KEY=\n{practice_key()}", "Line 2 of {} is a key without a name"),
        (f"set OPENAI_API_KEY={KEY}", "is a command"),
        (f'$env:OPENAI_API_KEY = "{KEY}"', "is a command"),
        (f'OPENAI_API_KEY="{KEY}\nA=1', "opens a quote"),
    ],
)
def test_a_line_that_was_meant_for_the_key_and_is_not_read_is_told(
    folder: Path, text: str, words: str
) -> None:
    file = dotenv(folder, text)
    assert said(examined(folder), words.format(file), "so it is not read") == "problem"


def test_a_file_that_nobody_reads_as_text_or_at_all_is_told(folder: Path) -> None:
    line = f"OPENAI_API_KEY={KEY}\n"
    for encoding in ("utf-16", "utf-16-le"):
        (folder / ".env").write_bytes(line.encode(encoding))
        assert said(examined(folder), "could not be read", "as UTF-8") == "problem"
    (folder / ".env").unlink()
    (folder / ".env").mkdir()
    assert said(examined(folder), "is a folder") == "look"


@pytest.mark.parametrize(
    ("value", "words", "verdict"),
    [
        (f" {KEY}", "a space around the key", "look"),
        (f"{KEY[:50]}\n{KEY[50:]}", "a line end inside", "problem"),
        (f'"{KEY}"', "quotes", "problem"),
        (f"“{KEY}”", "curly quotes", "problem"),
        (f"Bearer {KEY}", "the word Bearer", "problem"),
        ("https://platform.openai.com/api-keys", "is an address", "problem"),
        (f"{practice_key()[:-2]}", "no whole practice key", "problem"),
    ],
)
def test_what_was_pasted_wrongly_is_named(
    folder: Path, value: str, words: str, verdict: str
) -> None:
    found = examined(folder, OPENAI_API_KEY=value)
    assert said(found, "The value in the environment", words) == verdict


@pytest.mark.parametrize(
    "name", ["OPENAI_KEY", "OPEN_AI_API_KEY", "OPENAI_APIKEY", "openai_api_key", "OPENAPI_API_KEY"]
)
def test_a_name_that_is_nearly_right_is_named(folder: Path, name: str) -> None:
    assert said(examined(folder, **{name: KEY}), name, "call it OPENAI_API_KEY") == "problem"
    found = examined(folder, **{name: OTHER, "OPENAI_API_KEY": KEY})
    assert said(found, name, "No client reads that name") == "look"


def test_names_that_mean_something_else_are_left_alone(folder: Path) -> None:
    others = ("OPENAI_ADMIN_KEY", "OPENAI_PROJECT_ID", "WEATHER_API_KEY", "OPENAI_LOG", "API_KEY")
    assert len(examined(folder, **dict.fromkeys(others, "x"))) == 1


def test_a_file_with_a_wrong_name_is_found(folder: Path) -> None:
    (folder / ".env.txt").write_text(f"OPENAI_API_KEY={KEY}\n", encoding="utf-8")
    assert said(examined(folder), ".env.txt", "rename it") == "problem"


def test_a_file_that_others_read_or_git_takes_is_told(folder: Path) -> None:
    file = dotenv(folder, f"OPENAI_API_KEY={KEY}\n", mode=0o644)
    subprocess.run(["git", "init", "--quiet", "."], cwd=folder, check=True)

    found = examined(folder)
    assert said(found, "Other users", f"chmod 600 {file}") == "look"
    assert said(found, "git does not ignore", ".gitignore") == "look"
    subprocess.run(["git", "add", ".env"], cwd=folder, check=True)
    assert said(examined(folder), "git tracks", "Revoke the key first") == "problem"
    subprocess.run(["git", "rm", "--quiet", "--cached", ".env"], cwd=folder, check=True)
    (folder / ".gitignore").write_text(".env\n", encoding="utf-8")
    file.chmod(0o600)
    assert not [each for each in examined(folder) if each.about == ".env"]


@pytest.mark.parametrize(
    ("address", "words", "verdict"),
    [
        ("https://api.openai.com/v1", "A client talks to OpenAI", "ok"),
        ("http://api.openai.com/v1", "without encryption", "problem"),
        ("https://keys.example.org/v1", "keys.example.org and not to OpenAI", "look"),
        ("https://api.openai.com.example.org/v1", "not to OpenAI", "look"),
        (f"https://{KEY}@keys.example.org/v1", "There is a key in OPENAI_BASE_URL", "problem"),
        ("http://keys.example.org/v1", "without encryption", "problem"),
        ("http://127.0.0.1:1/v1", "to this computer", "look"),
        ("https://eu.api.openai.com/v1", "A client talks to OpenAI", "ok"),
        ("https://api.openai.com", "does not end in /v1", "problem"),
        ("https://api.openai.com/v1/chat/completions", "ends in an endpoint", "problem"),
        ("http://localhost:9/v1/models/", "ends in an endpoint", "problem"),
        ("https://api.openai.com:8443/v1", "has the port 8443", "problem"),
        (f"https://{OTHER[20:60].lower()}.com/v1", "and not to OpenAI", "look"),
        (f"https://keys.example.org/{KEY[20:60]}", "There is a key in OPENAI_BASE_URL", "problem"),
        ("api.openai.com/v1", "no address of http or https", "problem"),
        ("https://[1::/v1", "no address of http or https", "problem"),
        ("https://API.OPENAI.COM/v1", "A client talks to OpenAI", "ok"),
    ],
)
def test_an_address_that_leads_elsewhere_is_told(
    folder: Path, address: str, words: str, verdict: str
) -> None:
    file = dotenv(folder, f"OPENAI_API_KEY={KEY}\nOPENAI_BASE_URL={address}\n")
    found = examined(folder)
    assert said(found, words) == verdict
    assert verdict == "ok" or said(found, words, str(file)) == verdict


def test_nobody_is_asked_with_a_real_key_unless_somebody_says_so(folder: Path) -> None:
    assert said(examined(folder, OPENAI_API_KEY=KEY), "was not asked", "--online") == "look"
    here = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": KEY}
    assert said(examined(folder, **here), "127.0.0.1 was not asked", "--online") == "look"
    assert said(examined(folder, **here), "whatever listens on port 9", "unset") == "look"


def test_the_practice_platform_says_what_has_become_of_a_key(
    folder: Path, platform: PracticePlatform
) -> None:
    issued = platform.issue_key("doctor")
    environment = {"OPENAI_BASE_URL": platform.base_url, "OPENAI_API_KEY": issued.value}

    assert said(examined(folder, **environment), "takes the key") == "ok"
    platform.revoke_key(issued.id)
    assert said(examined(folder, **environment), "401", "revoked", "Make a new key") == "problem"
    nobody = {**environment, "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}
    assert said(examined(folder, **nobody), "does not answer", "Start the course") == "problem"


@pytest.mark.parametrize("path", [r"C:\users\nina", r"\x1b]0;title\x07", "{spaced}"])
def test_another_program_in_the_platforms_place_prints_nothing_but_letters(
    folder: Path, path: str
) -> None:
    key = practice_key(seed=7)
    hint = f"It is in {path}".format(spaced=" ".join(key))
    with listening(401, {"x-practice-hint": hint}) as server:
        found = examined(folder, OPENAI_BASE_URL=f"{server.url}/v1", OPENAI_API_KEY=key)
        real = {"OPENAI_BASE_URL": f"{server.url}/v1", "OPENAI_API_KEY": KEY}
        online = list(examine_key(real, folder, online=True))
    told = next(each.text for each in found if "401" in each.text)
    assert told.isprintable()
    assert " ".join(key[:9]) not in told
    assert said(online, "401", "the server does not say which") == "problem"


def test_a_notebook_is_told_in_lines(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f"Bearer {KEY}")

    doctor()

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok       Packages: openai ")
    assert any(line.startswith("problem  API key: ") and "Bearer" in line for line in lines)
    assert secret_part(KEY)[:12] not in "".join(lines)
