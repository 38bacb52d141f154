"""Files that hold no key and look as if: examples, masks, patterns, identifiers, digests and plain words."""

import base64
import hashlib
import json
import random
import string
from collections.abc import Callable
from typing import Any

from course_utils import keys
from tests.support.made_keys import openai_shaped, practice_key

_LETTERS = string.ascii_letters + string.digits
_MARKER = keys.OPENAI_MARKER


def _random(count: int, letters: str = _LETTERS, seed: int = 1) -> str:
    return "".join(random.Random(seed).choices(letters, k=count))


def _octets(count: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(count)


def _base64(count: int, seed: int = 1) -> str:
    return base64.b64encode(_octets(count, seed)).decode()


def _mistyped() -> str:
    key = practice_key()
    return key[:30] + ("a" if key[30] != "a" else "b") + key[31:]


def _notebook(*outputs: dict[str, Any], source: Any = "", **metadata: Any) -> str:
    cell = {
        "cell_type": "code",
        "source": source,
        "outputs": list(outputs),
        "metadata": {},
        "id": "a1b2c3",
    }
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def _shown(kind: str, data: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {kind: data}, "metadata": {}}


EXAMPLES: dict[str, Callable[[], str]] = {
    "dots.py": lambda: 'client = OpenAI(api_key="sk-...")\n',
    "words.py": lambda: 'api_key = "sk-your-api-key-goes-here-and-nowhere-else"\n',
    "angle.env": lambda: "OPENAI_API_KEY=<your key>\n",
    "crosses.env": lambda: f"OPENAI_API_KEY=sk-{'x' * 48}\n",
    "project_crosses.env": lambda: f"OPENAI_API_KEY=sk-proj-{'X' * 156}\n",
    "marked_crosses.md": lambda: f"A key looks like `sk-proj-{'x' * 74}{_MARKER}{'x' * 74}`.\n",
    "old_marked_crosses.md": lambda: f"A key looks like `sk-{'x' * 20}{_MARKER}{'x' * 20}`.\n",
    "alphabet.env": lambda: f"KEY=sk-proj-{string.ascii_lowercase}{string.digits}\n",
    "stars.log": lambda: (
        f"Incorrect API key provided: {keys.mask(openai_shaped('sk-proj-', 74))}.\n"
    ),
    "tail.log": lambda: f"with {keys.label(practice_key())} from 127.0.0.1\n",
    "cut.log": lambda: f"key {openai_shaped('sk-proj-', 74)[:12]}...{practice_key()[-4:]}\n",
    "prefix.py": lambda: 'assert key.startswith(("sk-proj-", "sk-svcacct-", "sk-admin-"))\n',
    "practice_prefix.md": lambda: "Practice keys read `sk-practice-KIND-BODYCHECK`.\n",
    "mistyped.txt": _mistyped,
    "random_practice.txt": lambda: f"sk-practice-proj-{_random(49)}\n",
    "short_practice.txt": lambda: practice_key()[:-1],
    "upper_practice.txt": lambda: practice_key().upper(),
    "practice_in_words.txt": lambda: f"sk practice proj {_random(49, seed=4)}\n",
    "other_kind.txt": lambda: practice_key().replace("-proj-", "-team-"),
    "marker.md": lambda: f"`{_MARKER}` is base64 of the company's name.\n",
    "marker_alone.txt": lambda: f"{_random(60)}{_MARKER}{_random(60, seed=2)}\n",
    "no_marker.txt": lambda: f"sk-{_random(48)}\n",
    "no_marker_project.txt": lambda: f"sk-proj-{_random(48)}\n",
    "short_sides_and_no_name.txt": lambda: f"{_random(20)}{_MARKER}{_random(20, seed=2)}\n",
    "long_sides_in_more.txt": lambda: f"data/{_random(74)}{_MARKER}{_random(74, seed=2)}==\n",
    "fifteen.txt": lambda: f"sk-{_random(15)}{_MARKER}{_random(15, seed=2)}\n",
    "environment.py": lambda: 'key = os.environ["OPENAI_API_KEY"]\nclient = OpenAI(api_key=key)\n',
    "getpass.py": lambda: 'key = getpass.getpass("OPENAI_API_KEY: ")\n',
    "keyring.py": lambda: 'key = keyring.get_password("openai", "api-key")\n',
    "workflow.yml": lambda: "env:\n  OPENAI_API_KEY: ${{ secrets.OPENAI_API_KEY }}\n",
    "compose.yml": lambda: "environment:\n  OPENAI_API_KEY: ${OPENAI_API_KEY:?set it}\n",
    "vault.tf": lambda: "key = data.aws_secretsmanager_secret_version.openai.secret_string\n",
}

PATTERNS: dict[str, Callable[[], str]] = {
    "old_rule.toml": lambda: f"regex = '''sk-[a-zA-Z0-9]{{20}}{_MARKER}[a-zA-Z0-9]{{20}}'''\n",
    "new_rule.toml": lambda: (
        rf"regex = '''\b(sk-(?:proj|svcacct|admin)-(?:[A-Za-z0-9_-]{{74}}|[A-Za-z0-9_-]{{58}}){_MARKER}(?:[A-Za-z0-9_-]{{74}}|[A-Za-z0-9_-]{{58}})\b)'''"
    ),
    "loose_rule.py": lambda: f'OPENAI = re.compile(r"sk-[A-Za-z0-9_-]+{_MARKER}[A-Za-z0-9_-]+")\n',
    "practice_rule.py": lambda: (
        'PRACTICE = re.compile("sk-practice-(?:proj|svcacct|admin)-[0-9A-Za-z]{49}")\n'
    ),
    "ours.py": lambda: f"KEY_PATTERN = re.compile({keys.KEY_PATTERN.pattern!r})\n",
    "escaped_rule.json": lambda: json.dumps(
        {"pattern": rf"sk\-[\w\-]{{20,}}{_MARKER}[\w\-]{{20,}}"}
    ),
    "generator.py": lambda: f'key = "sk-" + choices(20) + "{_MARKER}" + choices(20)\n',
    "rule_of_grep.sh": lambda: f"git log -p | grep -E 'sk-[A-Za-z0-9]{{20}}{_MARKER}'\n",
}

IDENTIFIERS: dict[str, Callable[[], str]] = {
    "completion.json": lambda: json.dumps(
        {"id": f"chatcmpl-{_random(29)}", "object": "chat.completion"}
    ),
    "response.json": lambda: json.dumps({"id": f"resp_{_random(48, '0123456789abcdef')}"}),
    "key_id.json": lambda: json.dumps({"id": f"key_{_random(16)}", "redacted_value": "sk-...abcd"}),
    "project.json": lambda: json.dumps(
        {"id": f"proj_{_random(24)}", "organization": f"org-{_random(24)}"}
    ),
    "assistant.json": lambda: json.dumps(
        {"assistant": f"asst_{_random(24)}", "file": f"file-{_random(24)}"}
    ),
    "request.log": lambda: f"x-request-id: req_{_random(32, '0123456789abcdef')}\n",
    "model.py": lambda: 'MODEL = "ft:gpt-4.1-mini-2025-04-14:acme:ask-project-support:AbCdEf12"\n',
    "uuid.txt": lambda: "task-3f2b8c1e-9a4d-4c7b-8e2f-1d5a6b7c8d9e\n",
    "uuids.csv": lambda: "\n".join(str(_octets(16, seed).hex()) for seed in range(40)),
    "commit.txt": lambda: hashlib.sha1(b"a").hexdigest(),
    "digest.txt": lambda: hashlib.sha256(practice_key().encode()).hexdigest(),
    "sums.txt": lambda: "\n".join(
        f"{hashlib.sha512(bytes([n])).hexdigest()}  disk-{n}.img" for n in range(9)
    ),
    "pins.txt": lambda: (
        f"openai==3.54.0 \\\n    --hash=sha256:{hashlib.sha256(b'a').hexdigest()}\n"
    ),
    "package-lock.json": lambda: json.dumps(
        {"integrity": f"sha512-{_base64(64)}", "name": "task-project"}
    ),
    "image.txt": lambda: f"registry/desk-proj@sha256:{hashlib.sha256(b'b').hexdigest()}\n",
    "etag.http": lambda: f'ETag: W/"{_random(27)}"\nSet-Cookie: csrf={_random(64)}; Path=/\n',
    "authorized_keys": lambda: f"ssh-ed25519 {_base64(51)} me@desk\n",
    "certificate.pem": lambda: (
        f"-----BEGIN CERTIFICATE-----\n{_base64(900)}\n-----END CERTIFICATE-----\n"
    ),
    "source.map": lambda: json.dumps({"mappings": ";".join(_random(9) for _ in range(200))}),
    "etherscan.txt": lambda: f"0x{_random(40, '0123456789abcdef')}\n",
    "genome.txt": lambda: _random(2000, "ACGT"),
    "random.b64": lambda: _base64(6000),
    "urlsafe.b64": lambda: base64.urlsafe_b64encode(_octets(6000)).decode(),
    "random.hex": lambda: _octets(3000).hex(),
    "letters.txt": lambda: _random(20_000),
    "key_letters.txt": lambda: _random(20_000, _LETTERS + "-_"),
}

WORDS: dict[str, Callable[[], str]] = {
    "slug.html": lambda: (
        '<a href="/ask-proj-questions-about-the-task-project-and-its-desk">ask</a>\n'
    ),
    "style.css": lambda: (
        ".sk-folding-cube .sk-cube { transform: rotateZ(45deg); }\n.sk-spinner-three-bounce {}\n"
    ),
    "estimator.html": lambda: (
        '<div id="sk-container-id-1" class="sk-top-container"><div class="sk-toggleable__content sk-estimator-doc-link">\n'
    ),
    "locales.json": lambda: json.dumps(["cs-CZ", "sk-SK", "sl-SI", "sk-sk-x-practice-proj"]),
    "hyphens.txt": lambda: (
        "A task-and-project-oriented-risk-assessment-of-desk-practice-proj-work.\n"
    ),
    "folders.txt": lambda: "\n".join(f"desk-proj-{word}" for word in string.ascii_lowercase),
    "pods.txt": lambda: (
        f"flask-proj-{_random(10, '0123456789abcdef')}-{_random(5, 'abcdef')} 1/1 Running\n"
    ),
    "base64_words.txt": lambda: base64.b64encode(
        b"OpenAI makes keys. Ask OpenAI for one; OpenAI shows it once. " * 20
    ).decode(),
    "base64_env.txt": lambda: base64.b64encode(
        b"OPENAI_API_KEY=sk-... # put yours here\n" * 9
    ).decode(),
    "hex_words.txt": b"sk-proj-your-key-here OpenAI".hex,
    "percent.log": lambda: "GET /v1/models?api_key=%5Bkey%20%E2%80%A6abcd%5D&q=sk%2Dproj%2D\n",
    "chinese.txt": lambda: "密钥以 sk-proj- 开头\uff0c不要把它写进代码里。" * 50,
    "accents.txt": lambda: "Clé à ne pas écrire : sk-…, déjà vue.\n",
    "coloured.log": lambda: "\x1b[31msk-proj-\x1b[0m\x1b[32m is how it begins\x1b[0m\n",
    "diff.patch": lambda: "-OPENAI_API_KEY=sk-proj-\n+OPENAI_API_KEY=sk-svcacct-\n",
    "wordlist.txt": lambda: "\n".join(
        f"sk-{a}{b}" for a in string.ascii_lowercase for b in string.ascii_lowercase
    ),
}

NOTEBOOKS: dict[str, Callable[[], str]] = {
    "picture.ipynb": lambda: _notebook(_shown("image/png", _base64(9000))),
    "plot.ipynb": lambda: _notebook(_shown("text/html", f'<div id="{_random(36)}"><script>{_random(4000)}</script>')),
    "widget.ipynb": lambda: _notebook(widgets={"state": {_random(32, "0123456789abcdef"): {"state": {"layout": f"IPY_MODEL_{_random(32, '0123456789abcdef')}"}}}}),
    "graded.ipynb": lambda: _notebook(nbgrader={"checksum": hashlib.md5(b"a").hexdigest(), "grade_id": "mask_key"}),
    "masked.ipynb": lambda: _notebook({"output_type": "stream", "name": "stdout", "text": ["[key …abcd]\n"]}),
    "estimator.ipynb": lambda: _notebook(_shown("text/html", "<style>#sk-container-id-2 {color: black}</style>")),
    "refused.ipynb": lambda: _notebook({"output_type": "error", "ename": "AuthenticationError", "evalue": f"Incorrect API key provided: {keys.mask(practice_key())}", "traceback": []}),
    "lesson.ipynb": lambda: _notebook(source=["import os\n", 'print(os.environ["OPENAI_API_KEY"][-4:])']),
}  # fmt: skip

LOOK_ALIKES: dict[str, Callable[[], str]] = {
    **{f"examples/{name}": made for name, made in EXAMPLES.items()},
    **{f"patterns/{name}": made for name, made in PATTERNS.items()},
    **{f"identifiers/{name}": made for name, made in IDENTIFIERS.items()},
    **{f"words/{name}": made for name, made in WORDS.items()},
    **{f"notebooks/{name}": made for name, made in NOTEBOOKS.items()},
}
