"""A text that could be a script's key is found wherever it comes from, and nothing else is taken for one."""

import pytest

from course_utils.checks.script import Script
from course_utils.checks.written_keys import written_key
from course_utils.keys import KEY_PATTERN

SETTING = 'def setting(name, default=""):\n    return os.environ.get(name, "").strip() or default\n'

WITH_A_KEY = {
    "as numbers": f"CODE = {[*b'PUT-IT-HERE']}\nOpenAI(api_key=bytes(CODE).decode())",
    "as numbers, one by one": f"OpenAI(api_key=''.join(chr(n) for n in {[*b'PUT-IT-HERE']}))",
    "as numbers, mapped": f"OpenAI(api_key=''.join(map(chr, {(*b'PUT-IT-HERE',)})))",
    "straight": 'OpenAI(api_key="PUT-IT-HERE")',
    "in a constant": 'KEY = "PUT-IT-HERE"\nOpenAI(api_key=KEY)',
    "in a constant that nobody uses": 'OLD_API_KEY = "PUT-IT-HERE"\nOpenAI()',
    "in one of several": 'a = b = "PUT-IT-HERE"\nc, d = 1, b\nOpenAI(api_key=d)',
    "in a class": 'class Config:\n    value = "PUT-IT-HERE"\nOpenAI(api_key=Config.value)',
    "in an object": 'class It:\n    def __init__(self):\n        self.it = "PUT"\nOpenAI(api_key=It().it)',
    "handed to an object": 'it = Settings(value="PUT-IT-HERE")\nOpenAI(api_key=it.value)',
    "in a dictionary": 'CONFIG = {"openai": {"value": "PUT"}}\nOpenAI(api_key=CONFIG["openai"]["value"])',
    "under a key's name": 'config = {"api_key": "PUT-IT-HERE"}\nOpenAI(**config)',
    "default of getenv": 'OpenAI(api_key=os.getenv("OPENAI_API_KEY", "PUT-IT-HERE"))',
    "default of get": 'os.environ.get("OPENAI_API_KEY", "PUT-IT-HERE")',
    "default by name": 'os.getenv(key="OPENAI_API_KEY", default="PUT-IT-HERE")',
    "default of a name in a constant": 'NAME = "OPENAI_API_KEY"\nos.getenv(NAME, "PUT-IT-HERE")',
    "default of argparse": 'parser.add_argument("--api-key", default="PUT-IT-HERE")',
    "default of another option": 'p.add_argument("--mine", default="PUT")\nOpenAI(api_key=p.parse_args().mine)',
    "default of a parameter": 'def ask(value="PUT"):\n    OpenAI(api_key=value)',
    "argument": 'def ask(value):\n    OpenAI(api_key=value)\nask("PUT")',
    "given back": 'def read():\n    return "PUT"\nOpenAI(api_key=read())',
    "after or": 'OpenAI(api_key=os.getenv("OPENAI_API_KEY") or "PUT")',
    "after if": 'key = os.getenv("X")\nif not key:\n    key = "PUT"\nOpenAI(api_key=key)',
    "after else": 'OpenAI(api_key=x if x else "PUT")',
    "put together": 'OpenAI(api_key="".join(["PU", "T"]))',
    "added": 'first = "PU"\nOpenAI(api_key=first + rest)',
    "in an f-string": 'end = "UT"\nOpenAI(api_key=f"P{end}")',
    "backwards": 'OpenAI(api_key="TUP"[::-1])',
    "in base 64": 'OpenAI(api_key=base64.b64decode("UFVU").decode())',
    "bytes": 'OpenAI(api_key=b"PUT".decode())',
    "into the environment": 'os.environ["OPENAI_API_KEY"] = "PUT"',
    "into the environment if missing": 'os.environ.setdefault("OPENAI_API_KEY", "PUT")',
    "into the environment by update": 'os.environ.update({"OPENAI_API_KEY": "PUT"})',
    "by update with a word": 'os.environ.update(OPENAI_API_KEY="PUT")',
    "of the module": 'openai.api_key = "PUT"',
    "in a header": 'httpx.post(url, headers={"Authorization": "Bearer PUT"})',
    "in a header's f-string": 'key = "PUT"\nhttpx.post(url, headers={"Authorization": f"Bearer {key}"})',
    "as lines of an .env": 'load_dotenv(stream=StringIO("OPENAI_API_KEY=PUT"))',
    "lambda": 'OpenAI(api_key=lambda: "PUT")',
    "walrus": 'if (key := "PUT"):\n    OpenAI(api_key=key)',
    "loop": 'for key in ["PUT", "AND"]:\n    OpenAI(api_key=key)',
    "into a list": 'keys = []\nkeys.append("PUT")\nOpenAI(api_key=keys[0])',
    "read from a text": 'p = ConfigParser()\np.read_string("[a]\\nb = PUT")\nOpenAI(api_key=p["a"]["b"])',
    "from names unpacked": 'it = SimpleNamespace(**{"mine": "PUT"})\nOpenAI(api_key=it.mine)',
    "in the docstring": f'"""It runs with {"sk-" + "proj-9fK2mQx7" * 3}."""\nOpenAI()',
    "in a sentence": f'sys.exit("set it to {"sk-" + "4WcRv81N" * 3}")',
    "among others, under another name": f'machines = {{"laptop": "{"sk-" + "4WcRv81N" * 3}"}}',
    "compared with": f'if key == "{"sk-" + "4WcRv81N" * 3}":\n    sys.exit("It is the old one.")',
    "default of a helper": f'{SETTING}OpenAI(api_key=setting("OPENAI_API_KEY", "PUT"))',
    "default of a helper by name": f'{SETTING}OpenAI(api_key=setting("OPENAI_API_KEY", default="PUT"))',
    "default of a helper under another name": f'{SETTING}OpenAI(api_key=setting("HAIKU_TOPIC", "PUT"))',
    "default of a helper in a loop": f'{SETTING}for name in ("OPENAI_API_KEY",):\n    OpenAI(api_key=setting(name, "PUT"))',
    "of a dictionary by a name from outside": 'K = {"a": "PUT"}\nOpenAI(api_key=os.getenv("X") or K.get(gethostname(), ""))',
    "of a dictionary by its name": 'C = {"a": "PUT", "b": "x"}\nOpenAI(api_key=C.get("a"))',
    "of a dictionary in one of several": 'C = {**{"a": "x"}, "a": "PUT"}\nOpenAI(api_key=C["a"])',
    "deep in what it was taken from": 'a = {"b": {"c": {"d": "PUT"}}}\na = a["b"]["c"]\nOpenAI(api_key=a["d"])',
    "into a dictionary later": 'C = {"a": ""}\nC.update(OTHERS, a="PUT")\nOpenAI(api_key=C["a"])',
    "into a dictionary by its name": 'C = {}\nC["a"] = "PUT"\nOpenAI(api_key=C["a"])',
    "into a file of variables": 'Path(".env").write_text("OPENAI_API_KEY=PUT-IT-HERE\\n")',
    "into the vault": 'keyring.set_password("haiku", "api-key", "PUT")',
}

WITHOUT = {
    "nothing": "OpenAI()",
    "how a key begins": 'sys.exit("OPENAI_API_KEY is missing: it looks like sk-proj-...")',
    "words with sk-": 'print("sk-learn, a task-list-with-20-entries, sk-put-your-own-key-here")',
    "looked up": 'OpenAI(api_key=os.environ["OPENAI_API_KEY"])',
    "looked up by one name after another": 'OpenAI(api_key=next(map(os.getenv, ("OPENAI_API_KEY", "haiku-key"))))',
    "its name in a constant": 'KEY = "OPENAI_API_KEY"\nOpenAI(api_key=os.environ[KEY])',
    "its name in a constant of another kind": 'ENV_KEY = "haiku-key"\nkey = os.getenv(ENV_KEY)\nOpenAI(api_key=key)',
    "beside other settings": 'C = {"ai": {"k": os.getenv("OPENAI_API_KEY", ""), "topic": "sea"}}\nOpenAI(api_key=C["ai"]["k"])',
    "over other defaults": 'D = {"TOPIC": "the sea"}\nS = {**D, **os.environ}\nOpenAI(api_key=S.get("OPENAI_API_KEY", ""))',
    "of what it was taken from": 'a = load()\na = a["b"]["c"]\na = {**a, "d": a["b"]}\nOpenAI(api_key=a["d"]["e"])',
    "of a dictionary of names": 'N = {"mine": "OPENAI_API_KEY"}\nOpenAI(api_key=os.environ[N["mine"]])',
    "how a file should look": 'Path("read.me").write_text("Write OPENAI_API_KEY= and your key into .env")',
    "what to write into a file": 'sys.stderr.write("Set it in .env: OPENAI_API_KEY=your-key")',
    "a blank default": 'key = os.environ.get("OPENAI_API_KEY", "").strip()\nOpenAI(api_key=key)',
    "None": 'key = os.getenv("OPENAI_API_KEY", None)\nOpenAI(api_key=key)',
    "a default of another variable": 'OpenAI(base_url=os.getenv("OPENAI_BASE_URL", "http://localhost/v1"))',
    "a topic": 'parser.add_argument("topic", default="the sea", help="the key is in OPENAI_API_KEY")',
    "most tokens": 'parser.add_argument("--max-tokens", default="60")',
    "from a file": 'OpenAI(api_key=Path("key.txt").read_text().strip())',
    "from an .env": 'OpenAI(api_key=dotenv_values(".env").get("OPENAI_API_KEY"))',
    "from the vault": 'OpenAI(api_key=keyring.get_password("haiku", "api-key"))',
    "in a header": 'httpx.post(url, headers={"Authorization": f"Bearer {key}"})',
    "a sentence": 'MISSING_KEY = "Set OPENAI_API_KEY first."\nsys.exit(MISSING_KEY)',
    "a file's name": 'KEY_FILE = "key.txt"\nOpenAI(api_key=open(KEY_FILE).read())',
    "stops": 'key = os.getenv("OPENAI_API_KEY") or sys.exit("OPENAI_API_KEY is missing")\nOpenAI(api_key=key)',
    "compared": 'if key in ("", "your-key-here"):\n    sys.exit(1)\nOpenAI(api_key=key)',
    "an argument of its own": 'def read(name):\n    return os.getenv(name, "").strip()\nOpenAI(api_key=read("OPENAI_API_KEY"))',
    "a helper's default for another variable": f'{SETTING}topic = setting("TOPIC", "sea")\nOpenAI(api_key=setting("OPENAI_API_KEY"))',
    "a like name elsewhere": 'def a():\n    value = "the sea"\n\ndef b():\n    value = os.getenv("X")\n    OpenAI(api_key=value)',
    "what is asked": 'client.chat.completions.create(messages=[{"role": "user", "content": "A key haiku"}])',
    "a message": 'class Missing(Exception):\n    key = os.getenv("OPENAI_API_KEY")\nraise Missing("no key")',
}  # fmt: skip


def told(text: str) -> str:
    return written_key(Script("haiku.py", text))


@pytest.mark.parametrize("script", WITH_A_KEY.values(), ids=WITH_A_KEY)
def test_a_text_that_could_be_the_key_is_found_and_not_shown(script: str) -> None:
    assert told(script).startswith("In line ")
    assert "PUT" not in told(script)
    assert KEY_PATTERN.search(told(script)) is None


@pytest.mark.parametrize("script", WITHOUT.values(), ids=WITHOUT)
def test_what_is_no_key_is_not_taken_for_one(script: str) -> None:
    assert told(script) == ""


def test_the_code_before_the_text_is_shown() -> None:
    assert told('# für Zoë\r\nname, key = "Zoë", getenv(\r\n  "API_KEY", ["PUT", "IT"][0])') == (
        'In line 3 of haiku.py, `name, key = "Zoë", getenv("API_KEY", [ …`, '
        "stands a text that is, or can become, the key."
    )


def test_the_name_in_the_place_of_its_value_is_told_as_that() -> None:
    assert told('OpenAI(api_key="OPENAI_API_KEY")') == (
        "In line 1 of haiku.py, `OpenAI(api_key= …`, "
        "stands OPENAI_API_KEY: that is the name of its variable, and not the key."
    )
