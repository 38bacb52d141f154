"""Which handler answers a request, by its method and path."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from course_utils.platform_file import ELSEWHERE
from course_utils.server.catalogue import Usage
from course_utils.server.refusals import api_errors
from course_utils.server.request.body import Parameters
from course_utils.server.request.call import Answer, Call

_NAMES = """
    agents assistants audio batches chatkit completions containers content_provenance_checks conversations
    decisions evals files fine_tuning images live moderations organization projects realtime safety skills
    threads uploads vector_stores videos
""".split()

_VARIABLE = re.compile(r"{(\w+)}")

_PREFIXES = tuple(f"/v1/{name}" for name in _NAMES)


def why_nothing_answers(path: str) -> str:
    """Say in a sentence why an unknown path is unknown."""
    if any(path == prefix or path.startswith(prefix + "/") for prefix in _PREFIXES):
        return (
            "The real API has paths that begin like this one; the practice platform leaves it out. "
            "It serves models, chat completions, responses, embeddings and the Admin API for keys."
        )
    return "Nothing answers at this path. The base URL ends in /v1."


Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """One endpoint.

    Attributes:
        path: `{name}` in it is any one segment.
        scope: what a key must be allowed to do.
        parameters: of the JSON body; None for an endpoint without one.
        usage: what an answer counts as; such an endpoint asks for a model, and is limited and paid for.
    """

    method: str
    path: str
    scope: str
    handler: Handler
    parameters: Parameters | None = None
    usage: Usage | None = None


class Router:
    """Finds the route of a request."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._by_path: dict[str, dict[str, Route]] = {}
        for route in routes:
            self._by_path.setdefault(route.path, {})[route.method] = route
        self._patterns = [
            (re.compile(_VARIABLE.sub(r"(?P<\1>[^/]+)", f"^{path}$")), methods)
            for path, methods in self._by_path.items()
            if "{" in path
        ]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Give the route and the variable parts of its path.

        Raises:
            ApiError: 404 for an unknown path, 405 for a known one with another method.
        """
        methods, variables = self._match(method, path.removeprefix(ELSEWHERE))
        if method not in methods:
            raise api_errors.wrong_method(method, methods)
        return methods[method], variables

    def _match(self, method: str, path: str) -> tuple[dict[str, Route], dict[str, str]]:
        if path in self._by_path:
            return self._by_path[path], {}
        for pattern, methods in self._patterns:
            found = pattern.match(path)
            if found is not None and "\x00" not in path:
                return methods, found.groupdict()
        raise api_errors.unknown_path(method, path, why_nothing_answers(path))
