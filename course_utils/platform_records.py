"""What the practice platform has written down, as its operator reads it."""

from typing import Any

from course_utils.platform_asking import Asking, with_times


class Records(Asking):
    """The decision log, the access log, and the tables."""

    def requests(self, *, services: bool = True, after: int = 0) -> list[dict[str, Any]]:
        """Give the decision log, oldest first: one entry a request, with the true reason of its verdict.

        Among the names in an entry are `time` (an aware datetime), `address`, `method`, `target`,
        `status`, `reason`, `key_id`, `model`, `input_tokens` and `output_tokens`; `texts` is a list of every
        text of an answered request, `retries` the client's own count of its tries before.

        Args:
            services: False leaves out what services asked that live on the platform.
            after: what `latest_request` gave: leaves out the entries up to there.
        """
        wish = {"services": services, "after": after}
        return [with_times(row) for row in self.ask("GET", "requests", wish)]

    def latest_request(self) -> int:
        """Give the number of the decision log's latest entry, which is for `requests` alone; 0 without any."""
        return int(self.ask("GET", "requests/latest"))

    def access_log(self) -> list[str]:
        """Give the lines of the web server's access log, oldest first."""
        return [str(line) for line in self.ask("GET", "access-log")]

    def table(self, name: str) -> list[dict[str, Any]]:
        """Give the rows of a table of the platform's database, as its operator would see them."""
        return [with_times(row) for row in self.ask("GET", f"tables/{name}")]
