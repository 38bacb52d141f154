"""Download the client's own tests, run them against a platform, and compare with what is expected."""

import os
import re
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import uvicorn

from course_utils import keys
from course_utils.keys import Kind, Secret
from course_utils.server.database.store import Store
from course_utils.server.operator.endpoints import Operator
from course_utils.server.platform import Platform, Settings
from course_utils.server.serving.app import create_app
from course_utils.server.serving.private import LOOPBACK
from course_utils.server.serving.run import listen, url_of
from tests.peer.literals import Literals

ALSO = "also"
PINS = Path(__file__).with_name("requirements.txt")
EXCEPTIONS = Path(__file__).with_name("exceptions.txt")

RESOURCES = [
    f"tests/api_resources/{path}"
    for path in """
        test_models.py chat responses test_responses.py test_embeddings.py
        admin/organization/test_admin_api_keys.py admin/organization/test_audit_logs.py
        admin/organization/test_projects.py admin/organization/test_spend_limit.py
        admin/organization/test_usage.py
        admin/organization/projects/test_api_keys.py
        admin/organization/projects/test_model_permissions.py
        admin/organization/projects/test_rate_limits.py
        admin/organization/projects/test_service_accounts.py
        admin/organization/projects/test_spend_alerts.py
        admin/organization/projects/test_spend_limit.py
        admin/organization/projects/service_accounts
    """.split()
]


@contextmanager
def platform_for_literals() -> Iterator[str]:
    """Serve a platform in memory, with the literals of the tests in front; give its base URL."""
    store = Store("sqlite://")
    platform = Platform(
        store,
        Settings(
            pepper=Secret("peer"),
            operator_token=Secret(os.urandom(16).hex()),
            api_key=Secret(keys.generate(Kind.PROJECT)),
            admin_key=Secret(keys.generate(Kind.ADMIN)),
        ),
    )
    app = Literals(create_app(Operator(platform)), platform)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    sock = listen(LOOPBACK, 0)
    thread = threading.Thread(target=server.run, args=([sock],))
    thread.start()
    try:
        yield f"{url_of(sock)}/v1"
    finally:
        server.should_exit = True
        thread.join()
        store.close()


def download(folder: Path) -> Path:
    """Fetch the source distribution of the installed client and unpack it; beside it `ALSO`, which its tests import."""
    wanted = f"openai=={version('openai')}"
    uv = [sys.executable, "-m", "uv"]
    also = [*uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", ALSO]
    subprocess.run([*also, "--require-hashes", "-r", str(PINS)], cwd=folder, check=True)
    pip = [*uv, "tool", "run", "--quiet", "pip", "download", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-binary", "openai", wanted], cwd=folder, check=True)
    (archive,) = folder.glob("openai-*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def run(sources: Path, base_url: str) -> str:
    """Run the tests of our resources, and give pytest's output."""
    also = str(sources.with_name(ALSO))
    settings = {"TEST_API_BASE_URL": base_url, "PYTHONPATH": also, "COLUMNS": "500"}
    command = [sys.executable, "-m", "pytest", "-o", "addopts=", "-n", "0", "-q", "-rfE"]
    ended = subprocess.run(
        [*command, "--tb=line", *RESOURCES],
        cwd=sources,
        env={**os.environ, **settings},  # so wide that messages are whole
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout + ended.stderr


def expected_failures() -> set[str]:
    lines = EXCEPTIONS.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def judge(output: str) -> list[str]:
    """Say what is not as expected: failures nobody explained, and explained ones that pass."""
    failed = dict(re.findall(r"^(?:FAILED|ERROR) (\S+)(?: - (.*))?$", output, re.MULTILINE))
    expected = expected_failures()
    if re.search(r"\d+ passed", output) is None:
        return [f"The tests did not run:\n{output}"]
    unexplained = [
        f"Failed: {name}\n    {failed[name]}" for name in sorted(failed.keys() - expected)
    ]
    return unexplained + [
        f"Passed, so take it out of {EXCEPTIONS.name}: {name}"
        for name in sorted(expected - failed.keys())
    ]


@click.command()
def main() -> None:
    """Run the openai client's own tests against the practice platform.

    Example: `python -m tests.peer`
    """
    with TemporaryDirectory(prefix="peer-") as folder, platform_for_literals() as base_url:
        output = run(download(Path(folder)), base_url)
    complaints = judge(output)
    explained = f"{len(expected_failures())} failures are explained in {EXCEPTIONS.name}."
    click.echo("\n".join([*complaints, output.splitlines()[-1], explained]))
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
