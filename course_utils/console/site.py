"""The console as an ASGI application: headers, sign-in, errors; in between, a page."""

import hmac
import logging
import re
import socket
import time
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from course_utils import keys
from course_utils.console import forms, listing, looks, routes
from course_utils.console.sessions import SECONDS_TO_STAY, Session, Sessions
from course_utils.console.visit import BELOW, Streams, Visit, render
from course_utils.leaks.text import redacted
from course_utils.platform_file import console_place, console_token
from course_utils.server.operator.endpoints import Operator
from course_utils.server.refusals.api_errors import ApiError
from course_utils.server.serving.app import CONSOLE

_log = logging.getLogger(__name__)

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
    ),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_METHODS = ("GET", "HEAD", "POST")
_STATIC = "static/"
_A_PAGE = re.compile(r"[\w/-]*")
"""What may be asked for behind the door: never another server."""

_WRONG_NAME = (
    "The practice console does not answer to this name: a page of somebody else's may have led here under a name of "
    "theirs. Open it by its number, as http://127.0.0.1:PORT/console/…, the way the platform prints it."
)


class Console:
    """The pages of one platform.

    Args:
        operator: of the platform whose pages they are.
        now: seconds on any clock that never goes back; tells how long somebody is signed in.
    """

    def __init__(self, operator: Operator, now: Callable[[], float] = time.monotonic) -> None:
        platform = operator.platform
        token = platform.settings.operator_token.reveal()
        self._operator, self._platform = operator, platform
        self._place = console_place(token)
        self._sessions = Sessions(console_token(token), now)
        self._streams = Streams()
        place = keys.digest("console", platform.settings.pepper)
        self._ended = False
        self._cookie = f"course-console-{sha256(place.encode()).hexdigest()[:8]}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            answer = await self._answer(request)
        except ClientDisconnect:
            return
        except Exception as error:
            _log.error("%s: %s", type(error).__name__, redacted(str(error)))
            answer = render(request, "trouble.html", HTTPStatus.INTERNAL_SERVER_ERROR, why="")
        for name, value in _HEADERS.items():
            answer.headers.setdefault(name, value)
        await answer(scope, receive, send)

    def end(self) -> None:
        """End the answers that are held open."""
        self._ended = True
        self._platform.store.news.tell()

    async def _answer(self, request: Request) -> Response:
        if not _is_ours(request.url.hostname or ""):
            return PlainTextResponse(_WRONG_NAME, HTTPStatus.MISDIRECTED_REQUEST)
        whole = request.url.path
        inside = hmac.compare_digest(whole[: len(self._place)].encode(), self._place.encode())
        path = whole.removeprefix(self._place if inside else CONSOLE)
        request.scope[BELOW] = path
        if path.startswith(_STATIC):
            return looks.static(path.removeprefix(_STATIC))
        if request.method not in _METHODS:
            told = "Pages are asked for with GET, forms are sent with POST."
            allow = {"allow": ", ".join(_METHODS)}
            return PlainTextResponse(told, HTTPStatus.METHOD_NOT_ALLOWED, allow)
        if not inside:
            return self._door(request)
        if (token := request.query_params.get("token")) is not None and request.method == "GET":
            return self._exchange(request, token)
        if path == "sign-in" and request.method == "POST":
            return await self._sign_in(request)
        name = request.cookies.get(self._cookie, "")
        session = self._sessions.find(name)
        if session is None:
            return self._door(request, ended=bool(name))
        if path == "alive":
            return Response(status_code=HTTPStatus.NO_CONTENT)
        if path == "sign-out" and request.method == "POST":
            return await self._sign_out(request, session, name)
        visit = Visit(
            request, self._operator, session, {}, lambda: self._is_open(name), self._streams
        )
        return await self._page(visit, path)

    def _is_open(self, name: str) -> bool:
        return not self._ended and self._sessions.find(name) is not None

    async def _page(self, visit: Visit, path: str) -> Response:
        request = visit.request
        asked = (path, *request.query_params.values())
        found = None if any(forms.NUL in each for each in asked) else routes.find(path)
        try:
            if found is None:
                return visit.not_found("page")
            if visit.only and not listing.open_projects(self._platform.store, visit.only):
                return self._door(request, ended=True)
            page, visit.path = found
            if visit.only and (page.owners or (page.owners_form and request.method == "POST")):
                return visit.not_found("page")
            if request.method != "POST":
                return page.show(visit)
            if page.send is None:
                return visit.not_found("form")
            visit.form = await forms.read(request)
            visit.problem = forms.why_refused(request, visit.session, visit.form)
            if visit.problem:
                visit.form = {name: redacted(value) for name, value in visit.form.items()}
                answer = page.show(visit)
                answer.status_code = HTTPStatus.FORBIDDEN
                return answer
            return page.send(visit)
        except self._platform.store.failures as error:
            why = self._platform.store.explain(error)
            return render(request, "trouble.html", HTTPStatus.SERVICE_UNAVAILABLE, why=why)
        except ApiError as error:
            return visit.page("refused.html", error.status, why=error.cause.hint)

    def _exchange(self, request: Request, token: str) -> Response:
        """Take the token out of the address: it is worth a cookie, and stands in no history."""
        whose = self._whose(token)
        if whose is None:
            return self._door(request, stale=True)
        pairs = [pair for pair in request.query_params.multi_items() if pair[0] != "token"]
        here = f"./{request.url.path.rpartition('/')[2]}"  # never `https:…`, which leads elsewhere
        place = f"{here}?{urlencode(pairs)}" if pairs else here
        return self._let_in(request, place, self._place, whose)

    def _whose(self, token: str) -> tuple[str | None, str] | None:
        """Tell which project a token is for, by id and name: without an id the owner's, None is nobody's."""
        if self._sessions.opens_to(token):
            return None, ""
        operator_token = self._platform.settings.operator_token.reveal()
        for project in listing.open_projects(self._platform.store, None):
            expected = console_token(operator_token, project["id"])
            if hmac.compare_digest(token.encode(), expected.encode()):
                return project["id"], project["name"]
        return None

    async def _sign_in(self, request: Request) -> Response:
        """Sign somebody in whom JupyterLab vouches for: its server knows the token, the page does not."""
        if not self._is_vouched_for(request) or not forms.is_own(request):
            return self._door(request)
        place = (await forms.read(request)).get("to", "")
        return self._let_in(request, f"./{place}" if _A_PAGE.fullmatch(place) else "./")

    def _is_vouched_for(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._sessions.opens_to(token)

    def _let_in(
        self,
        request: Request,
        place: str,
        path: str | None = None,
        whose: tuple[str | None, str] = (None, ""),
    ) -> Response:
        """Open a session with a new name: one that was there before is worth nothing, and ends.

        Its cookie is for `path` or, where whoever passes the pages on has given them another, for what is beside
        this page.
        """
        self._end_session(request.cookies.get(self._cookie, ""))
        answer = RedirectResponse(place, HTTPStatus.SEE_OTHER)
        name = self._sessions.begin(*whose)
        answer.set_cookie(
            self._cookie, name, SECONDS_TO_STAY, path=path, httponly=True, samesite="lax"
        )
        return answer

    async def _sign_out(self, request: Request, session: Session, name: str) -> Response:
        if not forms.why_refused(request, session, await forms.read(request)):
            self._end_session(name)
        return RedirectResponse("./", HTTPStatus.SEE_OTHER)

    def _end_session(self, name: str) -> None:
        """End a session, and the answers that are held open for it."""
        self._sessions.end(name)
        self._platform.store.news.tell()

    def _door(self, request: Request, *, ended: bool = False, stale: bool = False) -> Response:
        """Show how to sign in; what lies behind, and whether it is there, nobody learns here."""
        return render(
            request,
            "sign_in.html",
            HTTPStatus.UNAUTHORIZED,
            vouched=self._is_vouched_for(request),
            ended=ended,
            stale=stale,
            here=request.scope[BELOW],
        )


def _is_ours(host: str) -> bool:
    """Tell whether a name can be nobody else's: a number, or what this computer calls itself.

    A name of somebody else's can lead to this computer, and then their page counts as one of ours.
    """
    own = socket.gethostname().lower()
    if host in ("localhost", own, f"{own}.local") or host.endswith(".localhost"):
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
