"""What a function keeps after its end is found wherever it puts it, and nothing else is taken for that."""

import pytest

from course_utils.checks.kept import kept_after
from course_utils.checks.sources import Sources

BEFORE = "import os\nimport keyring\nfrom pathlib import Path\nseen = {}\nlast = []\n"
BEGIN = "def load_key(env, dotenv):\n key = env.get('OPENAI_API_KEY', '').strip()\n"
ITEM = "class Place:\n def __setitem__(self, name, value):\n "

KEPT = {
    "an attribute of the function": f"{BEGIN} load_key.last = key\n return key",
    "by setattr": f"{BEGIN} setattr(load_key, 'last', key)\n return key",
    "a global name": f"{BEGIN} global found\n found = key\n return key",
    "a global dictionary": f"{BEGIN} seen[dotenv] = key\n return key",
    "a global list": f"{BEGIN} last.append(key)\n return key",
    "the names of the notebook": f"{BEGIN} globals()['found'] = key\n return key",
    "an attribute of a class": f"class Kept:\n pass\n{BEGIN} Kept.key = key\n return key",
    "a default that all calls share": "def load_key(env, dotenv, seen=[]):\n seen.append(env['A'])\n return env['A']",
    "the environment": f"{BEGIN} os.environ['MINE'] = key\n return key",
    "a keyring": f"{BEGIN} keyring.set_password('a', 'b', key)\n return key",
    "a file": f"{BEGIN} Path('cache').write_text(key)\n return key",
    "a file that is opened": f"{BEGIN} with open('.env', 'a') as file:\n  file.write(key)\n return key",
    "a path that is opened": f"{BEGIN} with Path('cache').open(mode='w') as file:\n  file.write(key)\n return key",
    "an item of an object that keeps it": f"{ITEM} self.last = value\nplaces = Place()\n{BEGIN} places['a'] = key",
    "an item of a dictionary of its own class": f"{ITEM.replace('Place', 'Place(dict)')} super().__setitem__(name, value)\nplaces = Place()\n{BEGIN} places['a'] = key",
    "a file after a folder that goes away": f"{BEGIN} with TemporaryDirectory() as place:\n  pass\n Path('a').write_text(key)",
    "in a helper": f"def keep(it):\n seen['key'] = it\n{BEGIN} keep(key)\n return key",
}

NOT_KEPT = {
    "nothing": f"{BEGIN} return key",
    "a list of its own": f"{BEGIN} found = []\n found.append(key)\n return found[0]",
    "a dictionary of its own": f"{BEGIN} found = {{**seen}}\n found['a'] = key\n found.update(env)\n return key",
    "an object of its own": f"{BEGIN} place = Place()\n place.key = key\n return place.key",
    "two names at once": f"{BEGIN} name, found = 'a', key\n return found",
    "a list that a function in it fills": f"{BEGIN} found = []\n def add(it):\n  found.append(it)\n add(key)\n return key",
    "a constant": f"import sys\n{BEGIN} sys.tracebacklimit = 0\n return key",
    "before it is called": f"load_key_name = 'A'\nseen['a'] = load_key_name\n{BEGIN} return key",
    "a file in a folder that goes away": f"{BEGIN} with TemporaryDirectory() as place:\n  Path(place, 'a').write_text(key)\n return key",
    "a file to read": f"{BEGIN} with open('a window') as file:\n  return file.read()",
    "a file to read, said so": f"{BEGIN} with dotenv.open('rb') as file:\n  return file.read()",
    "an item of an object that keeps nothing": f"{ITEM} print(len(value))\nplaces = Place()\n{BEGIN} places['a'] = key",
    "what it was given": f"{BEGIN} env['OPENAI_API_KEY'] = key\n return key",
}


@pytest.mark.parametrize("way", KEPT)
def test_what_stays_is_found(way: str) -> None:
    assert kept_after(Sources([BEFORE, KEPT[way]]), "load_key") is not None


@pytest.mark.parametrize("way", NOT_KEPT)
def test_what_ends_with_the_call_is_not_taken_for_it(way: str) -> None:
    assert kept_after(Sources([BEFORE, NOT_KEPT[way]]), "load_key") is None


def test_a_call_that_the_task_asks_for_is_allowed_and_nothing_beside_it() -> None:
    store = "def store(service, key):\n keyring.set_password(service, 'api-key', key)\n"
    only, more = Sources([BEFORE, store]), Sources([BEFORE, f"{store} seen[service] = key\n"])
    assert kept_after(only, "store") is not None
    assert kept_after(only, "store", {"set_password"}) is None
    assert kept_after(more, "store", {"set_password"}) is not None
