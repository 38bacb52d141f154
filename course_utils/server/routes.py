"""What the platform serves. A new endpoint is one handler and one route here."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.routing import compile_path

from course_utils.server import errors
from course_utils.server.body import Parameters
from course_utils.server.call import Answer, Call
from course_utils.server.handlers import chat, models


@dataclass(frozen=True)
class Route:
    """One endpoint.

    Attributes:
        path: as Starlette writes it, `{name}` for one segment.
        scope: what a key must be allowed to do.
        parameters: of the JSON body; None for an endpoint without one.
        takes_model: the body's `model` must be one that is served.
    """

    method: str
    path: str
    scope: str
    handler: Callable[[Call], Answer]
    parameters: Parameters | None = None
    takes_model: bool = False


ROUTES = (
    Route(
        "POST",
        "/v1/chat/completions",
        "api.model.request",
        chat.create,
        chat.PARAMETERS,
        takes_model=True,
    ),
    Route("GET", "/v1/models", "api.model.read", models.list_all),
    Route("GET", "/v1/models/{model}", "api.model.read", models.retrieve),
)


class Router:
    """Finds the route of a request."""

    def __init__(self, routes: tuple[Route, ...] = ROUTES) -> None:
        self._by_path: dict[str, dict[str, Route]] = {}
        for route in routes:
            self._by_path.setdefault(route.path, {})[route.method] = route
        self._patterns = [
            (compile_path(path)[0], methods)
            for path, methods in self._by_path.items()
            if "{" in path
        ]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        """Give the route and the variable parts of its path.

        Raises:
            ApiError: 404 for an unknown path, 405 for a known one with another method.
        """
        methods, variables = self._match(method, path)
        if method not in methods:
            raise errors.wrong_method(method, methods)
        return methods[method], variables

    def _match(self, method: str, path: str) -> tuple[dict[str, Route], dict[str, str]]:
        if path in self._by_path:
            return self._by_path[path], {}
        for pattern, methods in self._patterns:
            found = pattern.match(path)
            if found is not None:
                return methods, found.groupdict()
        raise errors.unknown_path(method, path)
