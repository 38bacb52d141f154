"""Which handler answers a request, by its method and path."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from starlette.routing import compile_path

from course_utils.server.catalogue import Usage
from course_utils.server.left_out import why_nothing_answers
from course_utils.server.refusals import errors
from course_utils.server.request.body import Parameters
from course_utils.server.request.call import Answer, Call

Handler = Callable[[Call], Answer]


@dataclass(frozen=True)
class Route:
    """One endpoint.

    Attributes:
        path: as Starlette writes it, `{name}` for one segment.
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
            if found is not None and "\x00" not in path:
                return methods, found.groupdict()
        raise errors.unknown_path(method, path, why_nothing_answers(path))
