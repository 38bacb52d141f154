"""How long the console takes to show a page, with many keys and requests on the platform."""

import statistics
from time import perf_counter

import httpx
import sqlalchemy as sa
from rich.console import Console as Terminal
from rich.table import Table

from course_utils.console.site import Console
from course_utils.platform_file import console_address
from course_utils.server.database.tables import api_keys, projects, requests
from course_utils.server.serving.run import PrivatePlatform

KEYS, REQUESTS, ROUNDS = 10_000, 10_000, 15
PAGES = (
    "",
    "settings/api-keys",
    "settings/api-keys?page=200",
    "settings/api-keys?show=working",
    "settings/api-keys/new",
    "log",
    "usage",
    "alerts",
    "settings/limits",
)


def main() -> None:
    """Measure and print the median of some rounds, in milliseconds, a page's whole answer each."""
    private = PrivatePlatform(pages=Console)
    _fill(private)
    token = private.settings.operator_token.reveal()
    table = Table("page", "median, ms", "worst, ms", title=f"The console with {KEYS:,} keys")
    with httpx.Client(follow_redirects=True, trust_env=False) as person:
        base = person.get(console_address(private.url, token)).url
        for page in PAGES:
            times = []
            for _ in range(ROUNDS):
                begin = perf_counter()
                person.get(base.join(page)).raise_for_status()
                times.append(1000 * (perf_counter() - begin))
            table.add_row(page, f"{statistics.median(times):.1f}", f"{max(times):.1f}")
    private.close()
    Terminal().print(table)


def _fill(private: PrivatePlatform) -> None:
    store = private._store  # noqa: SLF001 - ten thousand forms would take minutes
    with store.transaction():
        project = store.connection.scalar(sa.select(projects.c.id))
        now = private.settings.clock()
        keys = [
            {
                "id": f"key_{number}",
                "digest": f"{number:064}",
                "display": "sk-practice-proj-…abcd",
                "name": f"Program {number}",
                "kind": "proj",
                "project_id": project,
                "scopes": "",
                "created_at": now - number,
                "last_used_at": now,
            }
            for number in range(KEYS)
        ]
        store.connection.execute(api_keys.insert(), keys)
        asked = [
            {
                "request_id": f"req_{number}",
                "time": now - 80_000 + number * 8,
                "address": "203.0.113.10",
                "method": "POST",
                "target": "/v1/chat/completions",
                "status": 200,
                "reason": "ok",
                "key_id": f"key_{number % 50}",
                "project_id": project,
                "usage": "completions",
                "model": "gpt-4",
                "input_tokens": 5,
                "output_tokens": 20,
            }
            for number in range(REQUESTS)
        ]
        store.connection.execute(requests.insert(), asked)


if __name__ == "__main__":
    main()
