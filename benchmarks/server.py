"""How fast the practice platform answers: side by side with others, and with many keys in its table."""

import json
import sqlite3
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import load, peers
from benchmarks.peers import Peer
from course_utils.server.catalogue import MODEL

ROUNDS = 5
ANSWERS = 5000
SLOW_ANSWERS = 200
MANY_KEYS = 1_000_000
BODY = json.dumps(
    {"model": MODEL, "messages": [{"role": "user", "content": "Write a haiku about AI."}]}
).encode()


def main() -> None:
    """Measure and print; every ratio is the median over rounds in which all servers took turns."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        console.print("Starting the servers; peers are fetched into a temporary folder …")
        started = [
            stack.enter_context(peer)
            for peer in (
                peers.bare(),
                peers.ours(Path(folder, "ours")),
                peers.aimock(Path(folder, "aimock")),
                peers.litellm(Path(folder, "litellm")),
            )
        ]
        measured = _take_turns(started)
        console.print(_side_by_side(started, measured))
    with tempfile.TemporaryDirectory() as folder:
        console.print(_with_many_keys(Path(folder)))


def _take_turns(started: list[Peer]) -> list[list[load.Load]]:
    rounds = []
    for _ in range(ROUNDS):
        answers = [SLOW_ANSWERS if peer.name.startswith("LiteLLM") else ANSWERS for peer in started]
        rounds.append(
            [
                load.post(peer.url, peer.key, BODY, answers=wanted)
                for peer, wanted in zip(started, answers, strict=True)
            ]
        )
    return rounds


def _side_by_side(started: list[Peer], rounds: list[list[load.Load]]) -> Table:
    table = Table(title=f"Chat completions, one worker, 64 connections, {ROUNDS} rounds in turn")
    for heading in ("server", "answers/s", "p99 ms", "ratio to bare"):
        table.add_column(heading, justify="left" if heading == "server" else "right")
    for number, peer in enumerate(started):
        mine = [measured[number] for measured in rounds]
        ratios = [measured[number].per_second / measured[0].per_second for measured in rounds]
        table.add_row(
            peer.name,
            f"{statistics.median(one.per_second for one in mine):,.0f}",
            f"{statistics.median(one.p99_milliseconds for one in mine):.1f}",
            f"{statistics.median(ratios):.2f}",
        )
    return table


def _with_many_keys(folder: Path) -> Table:
    """Ten keys against a million: the same statement, one index deeper."""
    with ExitStack() as stack:
        few = stack.enter_context(peers.ours(folder / "few"))
        with peers.ours(folder / "many"):
            pass
        _fill(folder / "many" / "database.sqlite")
        many = stack.enter_context(peers.ours(folder / "many"))
        rounds = _take_turns([few, many])
    ratio = statistics.median(b.per_second / a.per_second for a, b in rounds)
    table = Table(title="The same platform with more keys in its table")
    table.add_column("keys")
    table.add_column("answers/s", justify="right")
    for number, keys in enumerate((2, MANY_KEYS)):
        rate = statistics.median(measured[number].per_second for measured in rounds)
        table.add_row(f"{keys:,}", f"{rate:,.0f}")
    table.caption = f"ratio {ratio:.2f}"
    return table


def _fill(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.executemany(
            "INSERT INTO api_keys (id, digest, display, name, kind, scopes, created_at,"
            " uses_after_revocation) VALUES (?, ?, '', 'one of many', 'proj', '', 0, 0)",
            ((f"key_{number}", f"{number:064x}") for number in range(MANY_KEYS)),
        )
    connection.close()
