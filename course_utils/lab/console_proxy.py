"""The platform's console inside JupyterLab: its pages, passed on below `/course/console/`.

A browser on a hub, Binder or Codespaces reaches JupyterLab's server alone. Who is signed in there is vouched for with
the console's token, which the page itself never sees; of the browser's cookies the console's own go on, and no other.
"""

from http import HTTPStatus
from pathlib import Path

from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.iostream import StreamClosedError

from course_utils.platform_file import Address, console_place, console_token

PLACE = "course/console/"

_COOKIES = "course-console-"
_GO_ON = ("Accept", "Content-Type")
_COME_BACK = frozenset(
    """
    cache-control content-security-policy content-type cross-origin-opener-policy cross-origin-resource-policy
    location referrer-policy set-cookie x-content-type-options x-frame-options
    """.split()
)
_LONGEST_SECONDS = 120.0
"""More than the live log holds an answer open."""

_STOPPED = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Console</title>
<h1>The practice platform has stopped</h1>
<p>Nothing that you saved is lost. Start the course again in the terminal, then load this page again.</p>
"""


def own_cookies(header: str) -> str:
    """Give the console's own cookies of a `Cookie` header, whatever other programs of this computer put beside them."""
    pairs = (pair.strip() for pair in header.split(";"))
    return "; ".join(pair for pair in pairs if pair.startswith(_COOKIES))


class ConsoleHandler(JupyterHandler):
    """Passes a page of the console on."""

    def initialize(self, platform_file: Path) -> None:
        self._platform_file = platform_file
        self._gone = False

    def check_xsrf_cookie(self) -> None:
        """Let forms through: the console's carry a token of their own, which it checks."""

    def on_connection_close(self) -> None:
        self._gone = True
        super().on_connection_close()

    @web.authenticated
    async def get(self) -> None:
        await self._pass_on(None)

    @web.authenticated
    async def head(self) -> None:
        await self._pass_on(None)

    @web.authenticated
    async def post(self) -> None:
        await self._pass_on(self.request.body)

    async def _pass_on(self, body: bytes | None) -> None:
        address = Address.read(self._platform_file)
        if address is None or address.operator_token is None:
            self._say_stopped()
            return
        uri = self.request.uri or ""
        request = HTTPRequest(
            f"{address.url}{console_place(address.operator_token)}{uri.partition(PLACE)[2]}",
            self.request.method or "GET",
            self._what_goes_on(address.operator_token),
            body,
            request_timeout=_LONGEST_SECONDS,
            follow_redirects=False,
            decompress_response=False,
            header_callback=self._take_header,
            streaming_callback=self._take,
        )
        client = AsyncHTTPClient(force_instance=True)
        try:
            await client.fetch(request, raise_error=False)
        except (OSError, HTTPClientError):  # nobody answers, or who did stopped in the middle
            if not self._headers_written:
                self._say_stopped()
        finally:
            client.close()
        if not self._finished:
            self.finish()

    def _what_goes_on(self, operator_token: str) -> dict[str, str]:
        sent = {name: value for name in _GO_ON if (value := self.request.headers.get(name))}
        here = "same-origin" if self.check_origin() else "cross-site"
        return {
            **sent,
            # only here it is known what the browser calls this place: the console sees another host
            "Sec-Fetch-Site": self.request.headers.get("Sec-Fetch-Site", here),
            "Cookie": own_cookies(self.request.headers.get("Cookie", "")),
            "Authorization": f"Bearer {console_token(operator_token)}",
        }

    def _take_header(self, line: str) -> None:
        if line.startswith("HTTP/"):
            self.set_status(int(line.split()[1]))
            return
        name, _, value = line.strip().partition(":")
        if name.lower() in _COME_BACK:
            put = self.add_header if name.lower() == "set-cookie" else self.set_header
            put(name, value.strip())

    def _take(self, chunk: bytes) -> None:
        if self._gone:
            raise StreamClosedError
        self.write(chunk)
        self.flush()

    def _say_stopped(self) -> None:
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.write(_STOPPED)
