"""Files that leak a key, one way each, as people leak them; every key is made when it is needed.

An entry is the name of a file and a function from a key to what the file then holds. What is disguised was
met in the wild (a wrapped terminal, a colour, an encoder, a word processor). Nothing here is bent to what the
scanner finds: where it missed one, the scanner was changed.
"""

import base64
import gzip
import html
import json
import pickle
import quopri
import sqlite3
import tarfile
import textwrap
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any
from urllib.parse import quote

Made = Callable[[str], str | bytes]

SOURCE: dict[str, Made] = {
    "assigned.py": lambda key: f'from openai import OpenAI\nclient = OpenAI(api_key="{key}")\n',
    "fallback.py": lambda key: f"import os\nkey = os.environ.get('OPENAI_API_KEY', '{key}')\n",
    "module_level.py": lambda key: f"import openai\nopenai.api_key = '{key}'\n",
    "header.py": lambda key: f'headers = {{"Authorization": "Bearer {key}"}}\n',
    "argument.py": lambda key: f'parser.add_argument("--key", default="{key}")\n',
    "bytes.py": lambda key: f"KEY = b'{key}'\n",
    "comment.py": lambda key: f"key = load()  # was {key} until May\n",
    "docstring.py": lambda key: f'def call():\n    """Call it.\n\n    >>> call("{key}")\n    """\n',
    "triple.py": lambda key: f'ENV = """\nOPENAI_API_KEY={key}\n"""\n',
    "page.js": lambda key: (
        f"const openai=new OpenAI({{apiKey:'{key}',dangerouslyAllowBrowser:!0}});\n"
    ),
    "client.ts": lambda key: f'const key: string = process.env.OPENAI_API_KEY ?? "{key}";\n',
    "bundle.min.js": lambda key: f'!function(e){{{"var a=1;" * 900}e.k="{key}"}}(this);',
    "Client.java": lambda key: f'  private static final String KEY = "{key}";\n',
    "main.go": lambda key: f"client := openai.NewClient(`{key}`)\n",
    "Program.cs": lambda key: f'var api = new OpenAIAPI("{key}"); // TODO\n',
    "lib.rs": lambda key: f'const KEY: &str = "{key}";\n',
    "client.rb": lambda key: f"OpenAI.configure {{ |c| c.access_token = '{key}' }}\n",
    "config.php": lambda key: f"<?php define('OPENAI_KEY', '{key}');\n",
    "analysis.R": lambda key: f'Sys.setenv(OPENAI_API_KEY = "{key}")\n',
    "run.sh": lambda key: f"export OPENAI_API_KEY={key}\npython main.py\n",
    "run.ps1": lambda key: f'$env:OPENAI_API_KEY = "{key}"\r\n',
    "run.bat": lambda key: f"set OPENAI_API_KEY={key}\r\n",
    "ask.sh": lambda key: (
        f"curl -H 'Authorization: Bearer {key}' https://api.openai.com/v1/models\n"
    ),
    "escaped.sh": lambda key: f'sh -c "curl -H \\"Authorization: Bearer {key}\\" $URL"\n',
    "seed.sql": lambda key: f"INSERT INTO settings VALUES (1, 'openai', '{key}');\n",
}

CONFIGURATION: dict[str, Made] = {
    ".env": lambda key: f"DEBUG=1\nOPENAI_API_KEY={key}\nPORT=80\n",
    "quoted.env": lambda key: f'export OPENAI_API_KEY="{key}"\n',
    ".env.example": lambda key: f"# copy me to .env\nOPENAI_API_KEY={key}\n",
    "config.yaml": lambda key: f"llm:\n  provider: openai\n  api_key: {key}\n",
    "docker-compose.yml": lambda key: f"    environment:\n      - OPENAI_API_KEY={key}\n",
    "secret.yaml": lambda key: (
        f"kind: Secret\ndata:\n  key: {base64.b64encode(key.encode()).decode()}\n"
    ),
    "Dockerfile": lambda key: f"FROM python:3.13\nENV OPENAI_API_KEY={key}\n",
    "settings.toml": lambda key: f"[openai]\nkey = '{key}'\n",
    "settings.ini": lambda key: f"[openai]\nkey={key}\n",
    "config.json": lambda key: json.dumps({"openai": {"apiKey": key}}),
    ".mcp.json": lambda key: json.dumps(
        {"mcpServers": {"a": {"env": {"OPENAI_API_KEY": key}}}}, indent=1
    ),
    "launch.json": lambda key: json.dumps({"args": f'{{"key": "{key}"}}'}),
    "kernel.json": lambda key: json.dumps({"argv": [], "env": {"OPENAI_API_KEY": key}}),
    "ci.yml": lambda key: f"      - run: pytest\n        env: {{OPENAI_API_KEY: {key}}}\n",
    "main.tf": lambda key: f'variable "key" {{\n  default = "{key}"\n}}\n',
    "web.config": lambda key: f'<add key="OpenAiKey" value="{key}" />\n',
    "app.properties": lambda key: f"openai.key={key}\n",
    "app.service": lambda key: f'[Service]\nEnvironment="OPENAI_API_KEY={key}"\n',
    ".netrc": lambda key: f"machine api.openai.com login x password {key}\n",
    "Makefile": lambda key: f"run:\n\tOPENAI_API_KEY={key} python main.py\n",
}


def _sqlite(key: str) -> bytes:
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE history (line TEXT)")
        database.execute("INSERT INTO history VALUES (?)", (f"openai.api_key = '{key}'",))
        database.commit()
        return database.serialize()


def _zip(name: str, text: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return packed.getvalue()


def _tar(text: str) -> bytes:
    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo("project/.env")
        member.size = len(text)
        archive.addfile(member, BytesIO(text.encode()))
    return packed.getvalue()


TRACES: dict[str, Made] = {
    ".bash_history": lambda key: f"ls\nexport OPENAI_API_KEY={key}\ncd work\n",
    "history.sqlite": _sqlite,
    "state.pickle": lambda key: pickle.dumps({"settings": {"key": key}}),
    "app.log": lambda key: json.dumps(
        {"level": "debug", "msg": f"headers: {{'Authorization': 'Bearer {key}'}}"}
    ),
    "access.log": lambda key: (
        f'127.0.0.1 - - "GET /v1/models?api_key={key}&limit=2 HTTP/1.1" 200\n'
    ),
    "session.har": lambda key: json.dumps(
        {"headers": [{"name": "authorization", "value": f"Bearer {key}"}]}
    ),
    "ci.log": lambda key: f"2026-11-02T09:00:00Z \x1b[36;1mexport OPENAI_API_KEY={key}\x1b[0m\n",
    "question.md": lambda key: f"It says:\n\n    Incorrect API key provided: {key}. You can find\n",
    "notes.rst": lambda key: f"Use ``{key}`` for now.\n",
    "paper.tex": lambda key: f"\\texttt{{{key}}}\n",
    "keys.csv": lambda key: f"name,key,created\nmine,{key},2026\n",
    "saved.html": lambda key: f"<p>Your new key: <code>{key}</code></p>\n",
    "windows.txt": lambda key: f"OPENAI_API_KEY={key}\r\n".encode("utf-16"),
    "marked.txt": lambda key: f"key: {key}\n".encode("utf-8-sig"),
    "umlauts.txt": lambda key: f"Schlüssel für später: {key}\n".encode("cp1252"),
    "mainframe.txt": lambda key: f"KEY={key}\n".encode("cp037"),
    "project.zip": lambda key: _zip("project/.env", f"OPENAI_API_KEY={key}\n"),
    "backup.tar.gz": lambda key: _tar(f"OPENAI_API_KEY={key}\n"),
    "server.log.gz": lambda key: gzip.compress(f"key {key}\n".encode()),
}


def _notebook(cell: dict[str, Any], **metadata: Any) -> str:
    whole = {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _cell(source: Any = "", *outputs: dict[str, Any], **others: Any) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}}
    return {**cell, "source": source, "outputs": list(outputs), **others}


def _shown(kind: str, data: Any) -> str:
    output = {"output_type": "display_data", "data": {kind: data}, "metadata": {}}
    return _notebook(_cell("", output))


def _printed(text: Any, name: str = "stdout") -> str:
    return _notebook(_cell("", {"output_type": "stream", "name": name, "text": text}))


def _raised(value: str, *traceback: str) -> str:
    error = {"output_type": "error", "ename": "E", "evalue": value, "traceback": list(traceback)}
    return _notebook(_cell("", error))


NOTEBOOKS: dict[str, Made] = {
    "source.ipynb": lambda key: _notebook(_cell(f"client = OpenAI(api_key='{key}')")),
    "lines.ipynb": lambda key: _notebook(_cell(["import openai\n", f'openai.api_key = "{key}"\n'])),
    "magic.ipynb": lambda key: _notebook(_cell([f"%env OPENAI_API_KEY={key}"])),
    "printed.ipynb": lambda key: _printed([f"{key}\n"]),
    "logged.ipynb": lambda key: _printed([f"DEBUG:httpx:Authorization: Bearer {key}\n"], "stderr"),
    "result.ipynb": lambda key: _shown("text/plain", [f"{{'api_key': '{key}',\n", " 'max_retries': 2}"]),
    "nested.ipynb": lambda key: _shown("text/plain", json.dumps(json.dumps({"key": key}))),
    "table.ipynb": lambda key: _shown("text/html", f"<table><tr><td>{key}</td></tr></table>"),
    "tree.ipynb": lambda key: _shown("application/json", {"env": [{"name": "K", "value": key}]}),
    "script.ipynb": lambda key: _shown("application/javascript", f"window.key = '{key}';"),
    "error.ipynb": lambda key: _raised(f"Illegal header value b'Bearer {key}\\n'"),
    "traceback.ipynb": lambda key: _raised("x", f"\x1b[0;31mE\x1b[0m: Bearer {key}", "end"),
    "coloured.ipynb": lambda key: _raised("x", f"key = \x1b[33m'\x1b[39m\x1b[33m{key}\x1b[39m\x1b[33m'\x1b[39m"),
    "touching.ipynb": lambda key: _raised("x", f"\x1b[31m{key}\x1b[0m"),
    "parameters.ipynb": lambda key: _notebook(_cell(metadata={"papermill": {"parameters": {"key": key}}})),
    "metadata.ipynb": lambda key: _notebook(_cell(), language_info={"name": "python"}, env={"KEY": key}),
    "widgets.ipynb": lambda key: _notebook(_cell(), widgets={"state": {"a": {"state": {"value": key}}}}),
    "attached.ipynb": lambda key: _notebook(
        {"cell_type": "markdown", "metadata": {}, "source": "", "attachments": {"a": {"text/plain": key}}}
    ),
    "attached_file.ipynb": lambda key: _notebook(
        {"cell_type": "markdown", "metadata": {}, "source": "",
         "attachments": {"a.txt": {"text/plain": base64.b64encode(f"my key {key}".encode()).decode()}}}
    ),
    "words.ipynb": lambda key: _notebook({"cell_type": "markdown", "metadata": {}, "source": f"Key: `{key}`"}),
    "raw.ipynb": lambda key: _notebook({"cell_type": "raw", "metadata": {}, "source": key}),
    ".ipynb_checkpoints/a-checkpoint.ipynb": lambda key: _notebook(_cell(f"k = '{key}'")),
    "old_format.ipynb": lambda key: json.dumps(
        {"worksheets": [{"cells": [{"cell_type": "code", "input": [f"k='{key}'"], "outputs": []}]}], "nbformat": 3}
    ),
    "flushed.ipynb": lambda key: _notebook(
        _cell("", {"output_type": "stream", "name": "stdout", "text": key[:50]},
              {"output_type": "stream", "name": "stdout", "text": key[50:]})
    ),
    "two_cells.ipynb": lambda key: json.dumps(
        {"cells": [_cell(f"a = '{key[:40]}'"), _cell(f"b = '{key[40:]}'")], "metadata": {}, "nbformat": 4}
    ),
    "broken.ipynb": lambda key: _printed([f"{key}\n"])[:-9] + "<<<<<<< HEAD",
}  # fmt: skip


def _wrapped(key: str) -> str:
    return "\n".join(
        textwrap.wrap(f"Your key {key} was made just now.", 40, break_on_hyphens=False)
    )


DISGUISED: dict[str, Made] = {
    "adjacent.py": lambda key: f'KEY = ("{key[:30]}"\n       "{key[30:]}")\n',
    "added.py": lambda key: f"key = '{key[:20]}' + '{key[20:]}'\n",
    "prefixed.py": lambda key: f'key = f"{{BEGINS}}{key.removeprefix("sk-")}"\n',
    "joined.py": lambda key: f"key = ''.join(['{key[:15]}', '{key[15:33]}', '{key[33:]}'])\n",
    "continued.sh": lambda key: f"export KEY={key[:40]}\\\n{key[40:]}\n",
    "added.js": lambda key: f'const k = "{key[:25]}" +\n  "{key[25:]}";\n',
    "wrapped.txt": _wrapped,
    "folded.yaml": lambda key: f"key: >-\n  {key[:35]}\n  {key[35:]}\n",
    "quoted_mail.txt": lambda key: f"> my key is {key[:40]}\n> {key[40:]} please help\n",
    "mail.eml": lambda key: quopri.encodestring(
        f"My key is {key} and it says 401, why?\n".encode()
    ),
    "mime.eml": lambda key: base64.encodebytes(
        f"Hello,\n\nmy key is {key}, is it yours?\n".encode()
    ),
    "basic.http": lambda key: (
        "Authorization: Basic " + base64.b64encode(f"me:{key}".encode()).decode()
    ),
    "encoded.py": lambda key: f"K = b64decode('{base64.b64encode(key.encode()).decode()}')\n",
    "hex.txt": lambda key: key.encode().hex(),
    "percent.log": lambda key: "GET /?k=" + "".join(f"%{byte:02X}" for byte in key.encode()),
    "twice.log": lambda key: (
        "GET /login?next=" + quote(quote(f"/ask?key={key}&q=a b").replace("-", "%2D"))
    ),
    "entities.html": lambda key: "<code>" + html.escape(key).replace("-", "&#45;") + "</code>",
    "highlighted.html": lambda key: (
        f'<span class="s2">"{key[:8]}</span><span class="s2">{key[8:]}"</span>'
    ),
    "escaped.json": lambda key: '{"key": "' + key.replace("-", "\\u002d") + '"}',
    "rich.log": lambda key: f"key=\x1b[1;36m{key[:26]}\x1b[0m\x1b[36m{key[26:]}\x1b[0m\n",
    "chat.txt": lambda key: f"key: {key[:24]}\u200b{key[24:]}\n",
    "letter.docx": lambda key: _zip(
        "word/document.xml", f"<w:r><w:t>{key[:22]}</w:t></w:r><w:r><w:t>{key[22:]}</w:t></w:r>"
    ),
    "dashes.txt": lambda key: f"Key: {key.replace('-', chr(0x2013))}\n",
}

LEAKS: dict[str, Made] = {**SOURCE, **CONFIGURATION, **TRACES, **NOTEBOOKS, **DISGUISED}
