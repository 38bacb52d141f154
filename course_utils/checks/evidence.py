"""What a learner's code did on the practice platform, read from the platform's own record."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_utils.practice import Platform


class Watched:
    """A practice platform whose record begins now.

    Reading the record takes the operator's token. A learner's process has none when a class is graded;
    the process that runs the checks has.
    """

    def __init__(self, platform: "Platform") -> None:
        self.base_url = platform.base_url
        self.api_key = platform.api_key
        self._platform = platform
        self._before = len(platform.requests())

    def requests(self) -> list[dict[str, Any]]:
        """Give the decision log's entries since then; see `Platform.requests`."""
        return self._platform.requests()[self._before :]

    def access_log(self) -> str:
        """Give the access log's lines since then."""
        return "\n".join(self._platform.access_log()[self._before :])
