"""A real platform on a real socket, and clients that talk to it."""

from collections.abc import Iterator

import httpx
import pytest
from openai import OpenAI
from openai.resources.admin.organization import Organization

from course_utils.platform_client import PracticePlatform
from course_utils.server.serving.run import PrivatePlatform


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run whatever meets a platform once on each database."""
    if "backend" in metafunc.fixturenames:
        metafunc.parametrize("backend", ["sqlite", "postgresql"], indirect=True, scope="session")


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    """Where the platform keeps its data, as an SQLAlchemy URL."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_server"))
    return "sqlite://"


@pytest.fixture(scope="session")
def running_platform(backend: str) -> Iterator[PrivatePlatform]:
    private = PrivatePlatform(database_url=backend)
    yield private
    private.close()


@pytest.fixture
def platform(running_platform: PrivatePlatform) -> Iterator[PracticePlatform]:
    """A platform as it is on its first day."""
    platform = PracticePlatform.at(running_platform.address)
    platform.reset(everything=True)
    yield platform
    platform.close()


@pytest.fixture
def client(platform: PracticePlatform) -> Iterator[OpenAI]:
    """The official client with a good key."""
    with OpenAI(api_key=platform.api_key, base_url=platform.base_url, max_retries=0) as client:
        yield client


@pytest.fixture
def organization(platform: PracticePlatform) -> Iterator[Organization]:
    """The Admin API through the official client."""
    with OpenAI(
        admin_api_key=platform.admin_key, base_url=platform.base_url, max_retries=0
    ) as admin:
        yield admin.admin.organization


@pytest.fixture
def http(platform: PracticePlatform) -> Iterator[httpx.Client]:
    """A plain HTTP client, without a key."""
    with httpx.Client(base_url=platform.base_url, trust_env=False) as client:
        yield client


@pytest.fixture
def project_id(organization: Organization) -> str:
    return organization.projects.create(name="Practice").id
