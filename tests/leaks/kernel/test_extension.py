"""A real kernel with the extension, asked in every way in which it can answer with a key."""

import ast
import base64
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.keys import OPENAI_MARKER, Kind
from course_utils.leaks import load_ipython_extension
from course_utils.leaks.kernel.extension import NoKernelError
from course_utils.leaks.kernel.messages import clean, clean_message
from course_utils.leaks.kernel.streams import Stream
from course_utils.leaks.kernel.values import known_values
from tests.leaks.kernel.kernels import Kernel, printed, running
from tests.support.made_keys import openai_shaped, practice_key


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    token = practice_key(Kind.ADMIN, seed=23).removeprefix("sk-practice-admin-")
    with running({"WEATHER_TOKEN": token}, openai_shaped("sk-proj-", 74, seed=23)) as kernel:
        kernel.run("%load_ext course_utils.leaks")
        kernel.run(SET_UP)
        yield kernel


SET_UP = """
import asyncio, base64, logging, os, subprocess, sys, threading, time, warnings
from IPython.display import HTML, JSON, Markdown, clear_output, display, update_display
key = os.environ["OPENAI_API_KEY"]
half = len(key) // 2
red = lambda text: f"\\x1b[31m{text}\\x1b[0m"

def fail(secret):
    raise ValueError("no answer")

class Shown:
    def __repr__(self): return f"Shown({key})"

def letters(text, between=""):
    for letter in text:
        print(letter + between, end="", flush=True)
"""

ROUTES = {
    "print": "print(key)",
    "stderr": "print(key, file=sys.stderr)",
    "log": "logging.getLogger('haiku').warning('the key %s', key)",
    "warning": "warnings.warn(key)",
    "result": "key",
    "result of an object": "Shown()",
    "result in a list": "[{'key': [key]}]",
    "name of a field": "{key: 1}",
    "client": "from openai import OpenAI\nvars(OpenAI())",
    "environment": "os.environ",
    "magic": "%env OPENAI_API_KEY",
    "display of text": "display(key)",
    "display of HTML": "display(HTML(f'<b>{key}</b>'))",
    "HTML with tags between": "display(HTML(f'<b>{key[:half]}</b>{key[half:]}'))",
    "Markdown": "display(Markdown(f'`{key}`'))",
    "JSON": "display(JSON({'a': {key: [key]}}))",
    "metadata of a display": "display('x', metadata={'text/plain': {'note': key}})",
    "raw mimebundle": "display({'text/plain': 'x', 'image/svg+xml': f'<svg><text>{key}</text></svg>'}, raw=True)",
    "update of a display": "shown = display('x', display_id=True)\nshown.update(key)",
    "output that replaces another": "print('x')\nclear_output(wait=True)\nprint(key)",
    "error": "raise ValueError(key)",
    "error with a note": "try:\n    raise ValueError\nexcept ValueError as error:\n    error.add_note(key)\n    raise",
    "error of an error": "try:\n    raise KeyError(key)\nexcept KeyError as error:\n    raise ValueError('x') from error",
    "source of a traceback": "fail('KEY')",
    "syntax error": "'KEY' =",
    "verbose traceback": "%xmode Verbose\nfail(key)",
    "verbose traceback that cuts long values": "%xmode Verbose\nfail([key * 20, {'key': key}])",
    "traceback by hand": "import traceback\ntry:\n    raise ValueError(key)\nexcept ValueError:\n    traceback.print_exc()",
    "exit with a sentence": "sys.exit(key)",
    "other program": "!echo $OPENAI_API_KEY",
    "other program, captured": "print(subprocess.run('echo $OPENAI_API_KEY', shell=True, capture_output=True).stdout)",
    "other program, not captured": "subprocess.run('echo $OPENAI_API_KEY END-OF-IT', shell=True)",
    "shell script": "%%bash\necho $OPENAI_API_KEY",
    "below Python": "os.write(1, key.encode() + b' END-OF-IT')",
    "Python's own output": "sys.__stdout__.write(f'{key} END-OF-IT')\nsys.__stdout__.flush()",
    "letter by letter on lines": "letters(key, '\\n')",
    "thread": "thread = threading.Thread(target=print, args=(key,))\nthread.start()\nthread.join()",
    "copy of the process": "if not os.fork():\n    print(key, 'END-OF-IT', flush=True)\n    os._exit(0)\nos.wait()",
    "task": "async def tell():\n    print(key)\nawait asyncio.create_task(tell())",
    "flush inside": "print(key[:half], end='', flush=True)\nprint(key[half:])",
    "flush after each letter": "letters(key)",
    "flush after each letter, a line for each": "letters(key, '\\n')",
    "flush after each letter of a piece": "letters(key[12:60])",
    "flush inside, other stream between": "print(key[:half], end='', flush=True)\nprint('x', file=sys.stderr, flush=True)\nprint(key[half:])",
    "display inside": "print(key[:half], end='', flush=True)\ndisplay('x')\nprint(key[half:])",
    "line end inside": "print(key[:half] + '\\n' + key[half:])",
    "line ends inside": "import textwrap\nprint(textwrap.fill(key, 40, subsequent_indent='    '))",
    "colour before": "print(red(key))",
    "colour inside": "print(key[:half] + red(key[half:]))",
    "colour of each letter": "print(''.join(map(red, key)))",
    "colours and flushes": "for letter in key:\n    print(red(letter), end='', flush=True)",
    "piece from the middle": "print(key[20:40])",
    "piece of the end": "print(key[-12:])",
    "repr of bytes": "key.encode()",
    "backslashes": "print(repr('\\t' + key))",
    "list of pieces": "[key[:half], key[half:]]",
    "base64": "print(base64.b64encode(f'user:{key}'.encode()))",
    "in hexadecimal": "print(key.encode().hex())",
    "percent": "from urllib.parse import quote\nprint(''.join(f'%{ord(letter):x}' for letter in key))",
    "message of a widget": "from comm import create_comm\ncreate_comm(target_name='x', data={'state': {'value': key}}).send({'value': [key]})",
    "bytes of a widget": "from comm import create_comm\ncreate_comm(target_name='x').send({}, buffers=[key.encode()])",
    "wide letters of a widget": "from comm import create_comm\ncreate_comm(target_name='x').send({}, buffers=[key.encode('utf-32')])",
    "help": "key?",
    "next cell": "get_ipython().set_next_input(f'key = {key!r}')",
    "own message": "get_ipython().kernel.session.send(get_ipython().kernel.iopub_socket, 'note', {'of': {'a': key.encode(), 'b': (x for x in [key])}}, parent=get_ipython().parent_header)",
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_key_stays_in_the_kernel(kernel: Kernel, route: str) -> None:
    said = kernel.run(ROUTES[route].replace("'KEY'", repr(kernel.key)))

    assert pieces_in(said, kernel.key) == []
    assert len(said) > 3


CUT = {
    "flush inside": "print(key[:half], end='', flush=True)\nprint(key[half:])",
    "flush after each letter": "letters(key)",
    "line end and flush inside": "print(key[:half], flush=True)\nprint(key[half:])",
    "colours and flushes": "for letter in key:\n    print(red(letter), end='', flush=True)",
    "letter by letter on lines": "letters(key, '\\n')",
    "thread": "thread = threading.Thread(target=letters, args=(key,))\nthread.start()\nthread.join()",
    "display inside": "print(key[:half], end='', flush=True)\ndisplay('x')\nprint(key[half:])",
}


@pytest.mark.parametrize("route", CUT)
def test_a_key_that_nobody_knows_stays_in_the_kernel_when_it_is_cut(
    kernel: Kernel, route: str
) -> None:
    key = openai_shaped("sk-proj-", 74, seed=24)

    said = kernel.run(f"key = {key!r}\n{CUT[route]}\nkey = os.environ['OPENAI_API_KEY']")

    assert pieces_in(said, key) == []
    assert "[key …" in printed(said)


CUT_SHORT = {
    "list of variables": "%whos",
    "table": "print(f'{key:.30}|')",
    "verbose traceback": "%xmode Verbose\nfail([key * 20])",
    "column": "for at in range(0, len(key), 7):\n    print('\\r' + key[:at], end='', flush=True)",
}


@pytest.mark.parametrize("way", CUT_SHORT)
def test_a_key_that_was_typed_or_is_a_variable_is_known_from_then_on(
    kernel: Kernel, way: str
) -> None:
    typed, loaded = (openai_shaped("sk-proj-", 74, seed=seed) for seed in (26, 27))
    halves = f"key = {loaded[:50]!r}\nkey += {loaded[50:]!r}\n"

    try:
        said = kernel.run(f"key = {typed!r}\n{CUT_SHORT[way]}")
        assert pieces_in(said, typed) == []
        kernel.run(halves)
        assert pieces_in(kernel.run(CUT_SHORT[way]), loaded) == []
    finally:
        kernel.run("key = os.environ['OPENAI_API_KEY']")


KNOWN = {
    "issued": "from course_utils import practice_platform\nit = practice_platform().issue_key('x').value",
    "in the vault": "import keyring\nit = practice_platform().api_key\nkeyring.set_password('x', 'api-key', it)",
    "loaded": "from course_utils import load_api_key\nit = load_api_key().reveal()",
    "of another service": "it = os.environ['WEATHER_TOKEN']",
    "set in a cell": "it = os.environ['MAIL_PASSWORD'] = '-'.join(['open', 'sesame', 'today'])",
}


@pytest.mark.parametrize("origin", KNOWN)
def test_a_value_that_is_known_to_be_secret_does_not_show(kernel: Kernel, origin: str) -> None:
    said = kernel.run(f"{KNOWN[origin]}\nprint('ends in', it[-12:-1], len(it))")

    assert re.search(r"ends in \[key …\] \d+\n\Z", printed(said))


NEVER_A_VARIABLE = {
    "in a dictionary": "held = {'of': [key]}\nkey = None\nprint(held['of'][0][20:44])",
    "in an object": "held = types.SimpleNamespace(of={'a': key.encode()})\nkey = None\nprint(held.of['a'][20:44])",
    "gone when it is sent": "held = [key]\nprint('x', flush=True)\npiece = key[20:44]\nkey = held = None\nprint(piece)",
    "shown before": "print((lambda: key)())\npiece = key[20:44]\nkey = None\nprint(piece)",
    "only its secret part, at once": "print(key.rpartition('-')[2])",
}


@pytest.mark.parametrize("way", NEVER_A_VARIABLE)
def test_pieces_of_a_key_that_stood_anywhere_stay_in_the_kernel(kernel: Kernel, way: str) -> None:
    """The key is never typed as it is: it comes from a file or a server, for instance."""
    key = practice_key(seed=100 + [*NEVER_A_VARIABLE].index(way))  # none that the kernel met
    kept = key[-50:] if "secret part" in way else key

    said = kernel.run(
        f"import types\nbefore = key\nkey = {kept[::-1]!r}[::-1]\n{NEVER_A_VARIABLE[way]}"
    )
    kernel.run("key = before")

    assert pieces_in(said, key[-49:]) == []


def test_other_texts_arrive_as_they_were_printed(kernel: Kernel) -> None:
    texts = [
        "desk-top, sk-learn\n",
        "sk-",
        "x\n",
        "\x1b[31mred\x1b[0m",
        "50 %\r",
        "a\n" * 3,
        "task-",
    ]

    said = kernel.run(f"for text in {texts!r}:\n    print(text, end='', flush=True)")
    shown = kernel.run(f"print('sk-learn', end='', flush=True)\ndisplay({texts!r})")

    assert printed(said) == "".join(texts)
    kinds = [message["msg_type"] for message in shown]
    assert kinds == ["status", "execute_input", "stream", "display_data", "status", "execute_reply"]
    assert ast.literal_eval(shown[3]["content"]["data"]["text/plain"]) == texts


@pytest.mark.parametrize(
    "line",
    [
        "task-{}\n",
        "disk-A{}\n",
        "sk-learn\n",
        "practice-{}\n",
        "sk-{}\n",
        "practice-problem {}\n",
        "sk-{}000\n",
        "\x1b[1mtask-{}\x1b[0m\n",
    ],
)
def test_words_with_a_keys_beginning_show_at_once(line: str) -> None:
    stream = Stream()
    for number in range(20):
        text = line.format(number)
        assert stream.add(text, []) == text


def test_a_path_to_a_secret_is_no_secret() -> None:
    paths = {
        "GOOGLE_APPLICATION_CREDENTIALS": "/home/learner/keys/sa.json",
        "MY_TOKEN": "~/.config/token",
        "SOME_KEY": "C:\\keys\\some.pem",
    }
    secret = "/ab+cd/efgh/ijkl"

    known = known_values({**paths, "A_SECRET": secret}, {})

    assert secret in known
    assert known.isdisjoint(paths.values())


def test_a_picture_is_not_damaged_by_letters_that_a_key_has_too() -> None:
    key = openai_shaped("sk-proj-", 74, seed=23)
    picture = f"iVBORw0KGgo{key[12:30]}AAAA"

    cleaned = clean_message({"data": {"image/png": picture, "image/svg+xml": key[12:30]}}, [key])
    whole = clean_message({"data": {"image/png": key}}, [key])

    assert cleaned["data"] == {"image/png": picture, "image/svg+xml": "[key …]"}
    assert key[12:] not in str(whole)


def test_a_short_text_is_looked_at_again_once_its_key_is_known_and_whatever_it_says_it_equals() -> (
    None
):
    key = practice_key(seed=24)
    piece = key[-12:]

    class Same(str):
        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return hash("all is well")

    assert clean(["all is well", piece], []) == ["all is well", piece]
    assert piece not in clean(piece, [key])
    assert clean("all is well", [key]) == "all is well"
    assert piece not in str.__str__(clean(Same(piece), [key]))


def test_no_entry_is_lost_where_names_of_fields_are_hidden() -> None:
    key = openai_shaped("sk-proj-", 74, seed=23)

    fields = clean({key[12:20]: 1, key[22:30]: 2}, [key])

    assert fields == {"[key …]": 1, "[key …] (2)": 2}


def test_what_cannot_be_looked_through_is_not_shown(kernel: Kernel) -> None:
    said = kernel.run(
        "deep = key\nfor _ in range(5000):\n    deep = [deep]\n"
        "kernel = get_ipython().kernel\n"
        "kernel.session.send(kernel.iopub_socket, 'display_data', {'data': {'application/json': deep},"
        " 'metadata': {}}, parent=get_ipython().parent_header)"
    )

    shown = next(message for message in said if message["msg_type"] == "display_data")
    assert shown["content"]["data"].keys() == {"text/plain"}
    assert "failed: RecursionError" in shown["content"]["data"]["text/plain"]


def test_a_program_without_a_kernel_is_told_that_nothing_is_hidden() -> None:
    shell = InteractiveShell()  # type: ignore[no-untyped-call]
    with pytest.raises(NoKernelError, match="no Jupyter kernel"):
        load_ipython_extension(shell)


def test_it_can_be_taken_away_again(kernel: Kernel) -> None:
    shown = "print(key.upper() and key)"
    try:
        kernel.run("%unload_ext course_utils.leaks")
        assert kernel.key in printed(kernel.run(shown))
    finally:
        kernel.run("%load_ext course_utils.leaks")
    assert kernel.key not in printed(kernel.run(shown))


def pieces_in(messages: list[dict[str, Any]], key: str) -> list[str]:
    """Give the runs of five characters of a key's secret part that these messages show, whatever stands between.

    Encoded, it is eight bytes.
    """
    told = [[message["content"], message["metadata"], bytes_of(message)] for message in messages]
    shown = unquote(f"{told!r} {printed(messages)!r}")
    shown = re.sub(r"\\x1b\[[0-9;]*m|<[^>]*>|\\n|\W", "", shown)
    halves = key.removeprefix("sk-proj-").split(OPENAI_MARKER)
    runs = [half[at : at + 5] for half in halves for at in range(len(half) - 4)]
    longer = [half[at : at + 9].encode() for half in halves for at in range(len(half) - 8)]
    encoded = [spelled(run) for spelled in (bytes.hex, in_base64) for run in longer]
    return [run for run in (*runs, *encoded) if run in shown]


def in_base64(text: bytes) -> str:
    return base64.b64encode(text).decode()


def bytes_of(message: dict[str, Any]) -> list[bytes]:
    return [bytes(buffer).replace(b"\0", b"") for buffer in message["buffers"]]
