"""How well and how fast `course scan` finds keys, beside others.

    python -m benchmarks.leaks

Every scanner gets the same files: those of `tests.support.leak_corpus` with keys of OpenAI's shapes, and look-alikes.
A file counts as found, or as a false alarm, if a scanner says anything of it. For the time, ours and the fastest of the
others scan 5,000 files of installed packages, in turn. Peers are fetched for the benchmark alone.
"""

import json
import re
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

from course_utils.leaks.text import redacted
from tests.support.leak_corpus import LEAKS
from tests.support.look_alikes import LOOK_ALIKES
from tests.support.made_keys import OPENAI_SHAPES, openai_shaped

FILES = 5_000
ROUNDS = 5
QUICK = 2
"""The first of the scanners, which are timed: the others take minutes for as many files."""

SIZES = (250_000, 1_000_000, 4_000_000)


@dataclass(frozen=True)
class Scanner:
    """A scanner: the command to scan a folder with, and which files its answer names."""

    name: str
    command: Callable[[Path], list[str]]
    files: Callable[[str], set[str]]

    def scan(self, folder: Path) -> set[str]:
        done = subprocess.run(
            self.command(folder), cwd=folder, capture_output=True, text=True, check=False
        )
        try:
            return {_below(folder, each) for each in self.files(done.stdout)}
        except ValueError as error:
            raise RuntimeError(f"{self.name}: {redacted(done.stderr)[-500:]}") from error


def main() -> None:
    console = Console()
    with tempfile.TemporaryDirectory() as place:
        console.print("Fetching the other scanners into a temporary folder …")
        scanners = [_ours(), *_peers(Path(place, "peers"))]
        leaks, look_alikes = _corpus(Path(place, "corpus"))
        console.print(_found(scanners, leaks, look_alikes))
        console.print(_timed(scanners[:QUICK], _many_files(Path(place, "many"))))
    console.print(_linear())


def _below(folder: Path, name: str) -> str:
    path = Path(name.partition("!")[0])
    return (path.relative_to(folder) if path.is_absolute() else path).as_posix()


def _ours() -> Scanner:
    return Scanner(
        "course scan",
        lambda folder: [sys.executable, "-m", "course_utils", "scan", "--json", str(folder)],
        lambda out: {each["file"] for each in json.loads(out)["leaks"]},
    )


def _peers(folder: Path) -> list[Scanner]:
    uv = str(Path(sys.executable).with_name("uv"))
    programs = folder / "python" / "bin"
    subprocess.run([uv, "venv", "--quiet", programs.parent], check=True)
    python = str(programs / "python")
    packages = ["detect-secrets", "kingfisher-bin"]
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *packages], check=True)
    rules = "@secretlint/secretlint-rule-preset-recommend"
    npm, node = shutil.which("npm"), folder / "node"
    assert npm is not None, "the benchmark needs npm"
    subprocess.run([npm, "install", "--silent", "--prefix", node, "secretlint", rules], check=True)
    settings = node / "secretlintrc.json"
    settings.write_text(json.dumps({"rules": [{"id": rules}]}))
    program = str(node / "node_modules" / ".bin" / "secretlint")
    return [
        Scanner(
            "kingfisher",
            lambda folder: [
                str(programs / "kingfisher"), "scan", ".", "--no-validate", "--format", "json",
                "--no-update-check", "--git-history", "none",
            ],
            _files_of_kingfisher,
        ),
        Scanner(
            "secretlint",
            lambda folder: [
                program, "**/*", "**/.*", "**/.*/**", "--format", "unix", "--no-color",
                "--secretlintrc", str(settings),
            ],
            lambda out: set(re.findall(r"^(.+?):\d+:\d+: ", out, re.MULTILINE)),
        ),
        Scanner(
            "detect-secrets",
            lambda folder: [str(programs / "detect-secrets"), "scan", "--all-files", "."],
            lambda out: set(json.loads(out)["results"]),
        ),
    ]  # fmt: skip


def _files_of_kingfisher(out: str) -> set[str]:
    report, _ = json.JSONDecoder().raw_decode(out)  # a summary comes behind it
    return _texts_named(report, "path")


def _texts_named(value: Any, name: str) -> set[str]:
    if isinstance(value, Mapping):
        own = {each for key, each in value.items() if key == name and isinstance(each, str)}
        return own.union(*(_texts_named(each, name) for each in value.values()))
    return (
        set().union(*(_texts_named(each, name) for each in value))
        if isinstance(value, list)
        else set()
    )


def _corpus(folder: Path) -> tuple[Path, Path]:
    leaks, look_alikes = folder / "leaks", folder / "look_alikes"
    for number, (name, made) in enumerate(LEAKS.items()):
        shape = OPENAI_SHAPES[number % len(OPENAI_SHAPES)]
        _write(leaks / name, made(openai_shaped(*shape, seed=number)))
    for name, example in LOOK_ALIKES.items():
        _write(look_alikes / name, example())
    return leaks, look_alikes


def _write(path: Path, body: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body if isinstance(body, bytes) else body.encode())


def _found(scanners: list[Scanner], leaks: Path, look_alikes: Path) -> Table:
    table = Table(title=f"{len(LEAKS)} leaks and {len(LOOK_ALIKES)} look-alikes")
    for column in ("scanner", "leaks found", "false alarms"):
        table.add_column(column, justify="left" if column == "scanner" else "right")
    for scanner in scanners:
        found, alarms = scanner.scan(leaks), scanner.scan(look_alikes)
        table.add_row(scanner.name, str(len(found & LEAKS.keys())), str(len(alarms)))
    return table


def _many_files(folder: Path) -> Path:
    """Lay out the first files of the installed packages, in the order of their names."""
    packages = Path(sysconfig.get_paths()["purelib"])
    kinds = {".py", ".pyi", ".json", ".js", ".md", ".txt", ".html"}
    found = (
        path for path in sorted(packages.rglob("*")) if path.suffix in kinds and path.is_file()
    )
    for path, _ in zip(found, range(FILES), strict=False):
        _write(folder / path.relative_to(packages), path.read_bytes())
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    return folder


def _timed(scanners: list[Scanner], folder: Path) -> Table:
    seconds: dict[str, list[float]] = {scanner.name: [] for scanner in scanners}
    for _ in range(ROUNDS):
        for scanner in scanners:
            began = time.perf_counter()
            scanner.scan(folder)
            seconds[scanner.name].append(time.perf_counter() - began)
    ours = statistics.median(seconds[scanners[0].name])
    table = Table(title=f"{FILES:,} files, median of {ROUNDS} rounds in turn")
    for column in ("scanner", "seconds", "ours is … times as slow"):
        table.add_column(column, justify="left" if column == "scanner" else "right")
    for name, times in seconds.items():
        median = statistics.median(times)
        table.add_row(name, f"{median:.2f}", f"{ours / median:.2f}")
    return table


def _linear() -> Table:
    """Time texts that are made to be slow, at growing sizes: the time for a character stays the same."""
    key = openai_shaped("sk-proj-", 74)
    texts = {
        "random letters": "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz \n", k=max(SIZES))),
        "beginnings": "-sk-",
        "beginnings of practice keys": "sk-practice-proj-",
        "markers": key[82:90],
        "backslashes": "\\",
        "escapes": "\\u002d%2525&#45;",
        "colours without an end": "\x1b[0;",
        "tags without an end": "<br<",
        "keys": f"{key}\n",
    }
    table = Table(title="Nanoseconds a character (redacted)")
    table.add_column("text")
    for size in SIZES:
        table.add_column(f"{size:,}", justify="right")
    for name, text in texts.items():
        table.add_row(
            name,
            *(f"{_nanoseconds((text * (size // len(text) + 1))[:size]):.0f}" for size in SIZES),
        )
    return table


def _nanoseconds(text: str) -> float:
    began = time.process_time_ns()
    redacted(text)
    return (time.process_time_ns() - began) / len(text)


if __name__ == "__main__":
    main()
