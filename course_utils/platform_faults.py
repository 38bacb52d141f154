"""What a practice platform can be told to do wrong for a while, so that a program can be seen to cope."""

import secrets
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

_FAILURES = [status for status in HTTPStatus if status >= HTTPStatus.INTERNAL_SERVER_ERROR]


class Faults(ABC):
    """Faults of a platform, each for the time of a `with` block.

    What is left when a program is killed inside ends after ten minutes of the platform's clock.
    A `path` such as `/v1/models` limits a fault to the requests to it, and `making` to those to the service
    accounts of projects, where keys are made.
    """

    @abstractmethod
    def _intervene(self, kind: str, **wish: object) -> int:
        """Want something of requests to come; give the number under which it can be called off."""

    @abstractmethod
    def _call_off(self, *numbers: int) -> None:
        """Want no more what these numbers stand for."""

    @contextmanager
    def failing(
        self,
        status: int | None = None,
        *,
        type: str | None = None,  # noqa: A002 - the API's own word
        code: str | None = None,
        message: str | None = None,
        path: str | None = None,
        new_keys: bool = False,
        making: bool = False,
        retried: bool = True,
        times: int | None = None,
    ) -> Iterator[int]:
        """Let requests fail inside, and give the status.

        Args:
            status: 400 to 599. Without one it is drawn by lot from those that are the server's fault:
                who did not read the answer can't know it, however often the same checks were seen before.
            type: what the error says of itself, if not what is usual for its status.
            code: likewise.
            message: the error's sentence, if not one that says nothing.
            path: fail there alone.
            new_keys: fail for keys alone that are made inside.
            making: fail alone at the service accounts of projects, where keys are made.
            retried: False tells a client not to try again by itself, in the header `x-should-retry`.
            times: for so many requests alone.
        """
        drawn = status or int(secrets.choice(_FAILURES))
        said = {"status": drawn, "type": type, "code": code, "message": message, "retried": retried}
        where = {"path": path, "new_keys": new_keys, "making": making}
        with self._while_inside("fault", **said, **where, uses=times):
            yield drawn

    @contextmanager
    def refusing(self, refusal: str, *, path: str | None = None) -> Iterator[None]:
        """Let requests be refused inside as the platform itself refuses them.

        Args:
            refusal: "no_credit", "project_spend_limit", "organization_spend_limit", "rate_limit" and
                "model" for what asks a model; "address", "project", "scope" and "dead_key" for all.
            path: refuse there alone.
        """
        with self._while_inside(refusal, path=path):
            yield

    @contextmanager
    def dead_new_keys(self) -> Iterator[None]:
        """Let keys that are made from now on be refused inside, as if they had never been issued."""
        with self._while_inside("dead_key", new_keys=True):
            yield

    @contextmanager
    def hanging(self, *, path: str | None = None) -> Iterator[None]:
        """Let answers wait for a minute inside: longer than a client with a time-out does."""
        with self._while_inside("hang", path=path):
            yield

    @contextmanager
    def dropping(
        self,
        after: int,
        *,
        path: str | None = None,
        new_keys: bool = False,
        making: bool = False,
    ) -> Iterator[None]:
        """Let the connection break off inside after some pieces of a stream; what is no stream has none.

        With `new_keys`, that is for keys alone that are made inside.
        """
        where = {"path": path, "new_keys": new_keys, "making": making}
        with self._while_inside("drop", after=after, **where):
            yield

    def will_answer(self, *texts: str) -> None:
        """Name the texts of the next answers of a model, one for each, in this order."""
        for text in texts:
            self._intervene("answer", text=text, uses=1)

    @contextmanager
    def _while_inside(self, kind: str, **wish: object) -> Iterator[None]:
        number = self._intervene(kind, **wish)
        try:
            yield
        finally:
            self._call_off(number)
