"""The line to the operator's side of a platform that is in the same interpreter."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from course_utils.in_page.platform import InPagePlatform
from course_utils.platform_line import Answer
from course_utils.server.operator.endpoints import PREFIX


class InPageLine:
    """Asks as `platform_line.Line` does, by a call.

    Nobody else does anything while a question is asked, so none waits for news, whatever it would like.
    """

    place = "this page"

    def __init__(self, platform: InPagePlatform) -> None:
        self._platform = platform

    def ask(
        self,
        method: str,
        path: str,
        content: Mapping[str, object] | None,
        headers: Mapping[str, str],
        seconds: float,
    ) -> Answer:
        """Ask, and give the answer, which is there at once."""
        if path == "alerts":
            content = {**(content or {}), "seconds": 0}
        body = b"" if content is None else json.dumps(content).encode()
        target = f"{PREFIX}{quote(path, safe='/%')}"
        answer = self._platform.ask(method, target, headers, body)
        assert isinstance(answer.body, bytes)  # the operator's side has no streams
        return Answer(answer.status, answer.body)

    def stands(self) -> bool:
        """Tell that it is there: as long as this process."""
        return True

    def close(self) -> None:
        """There is nothing to hang up."""
