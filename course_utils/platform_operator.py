"""How the practice platform is asked over its line: as its operator, or with what opens its vault."""

from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from course_utils.known_keys import remember
from course_utils.platform_asking import PATIENCE_SECONDS, Asking, PlatformError
from course_utils.platform_line import Answer, AnyLine, Line, LineError

_LOOK_SECONDS = 10.0


class Operator(Asking):
    """Asks a platform, and says what it is when no answer comes.

    Attributes:
        base_url: what the OpenAI client takes as `base_url`.
        api_key: a practice key that may do everything a project key may.
        admin_key: a practice key for the Admin API.

    Raises:
        ValueError: `url` is no address.
    """

    def __init__(
        self,
        url: str,
        api_key: str,
        admin_key: str,
        operator_token: str | None = None,
        line: AnyLine | None = None,
    ) -> None:
        self.base_url = f"{url}/v1"
        self.api_key = remember(api_key)
        self.admin_key = remember(admin_key)
        self._operator_token = operator_token
        self._line = line or Line(f"{url}/practice/")

    @property
    def url(self) -> str:
        """Where the platform listens, without a path."""
        return self.base_url.removesuffix("/v1")

    @property
    def _token(self) -> str:
        """What opens the operator's side.

        Raises:
            PlatformError: this process has none.
        """
        if self._operator_token is None:
            raise PlatformError(
                "Only the operator of the practice platform may ask this, and this process is not."
            )
        return self._operator_token

    def vault(self, method: str, path: str, value: str | None = None) -> str | None:
        """Ask the vault as the course's keyring backend does; None where nothing is stored.

        Raises:
            PlatformError: the platform is gone, or refused.
        """
        opens = sha256(f"vault of {self.admin_key}".encode()).hexdigest()
        content = None if value is None else {"value": value}
        answer = self._send(method, f"vault/{path}", content, opens)
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        return str(_content_of(answer, self._line.place, "value"))

    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Any:
        """Ask the operator's side of the platform, and give its answer, for which it has some seconds.

        Raises:
            PlatformError: this process has no operator's token, the platform is gone, or it refused.
        """
        answer = self._send(method, path, content, self._token, seconds)
        return _content_of(answer, self._line.place, "data")

    def _send(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None,
        token: str,
        seconds: float = PATIENCE_SECONDS,
    ) -> Answer:
        headers = {"authorization": f"Bearer {token}"}
        try:
            return self._line.ask(method, path, content, headers, seconds)
        except LineError as error:
            raise PlatformError(
                f"The practice platform at {self.base_url} doesn't answer ({error}). "
                "Is `course start` still running? If so, restart this kernel."
            ) from None

    def close(self) -> None:
        """Let go of the connection; the platform itself runs on."""
        self._line.close()

    def holds_the_line(self) -> bool:
        """Tell without a question whether it is still there: the one that answered before, and not another."""
        return self._line.stands()

    def is_up(self) -> bool:
        """Tell whether the platform answers, and is the one that gave out the operator's token."""
        try:
            if self._operator_token is None:
                return self._line.ask("GET", "health", None, {}, _LOOK_SECONDS).is_success
            self.ask("GET", "clock", seconds=_LOOK_SECONDS)
        except (LineError, PlatformError):
            return False
        return True


def _content_of(answer: Answer, place: str, name: str) -> Any:
    """Give what an answer holds under a name.

    Raises:
        PlatformError: it is a refusal, or the answer of some other program.
    """
    try:
        told = answer.json()
        if answer.is_success:
            return told[name]
        reason = str(told["error"]["message"])
    except (ValueError, KeyError, TypeError):
        reason = f"What answers at {place}, is no practice platform. Start the course again."
    raise PlatformError(reason)
