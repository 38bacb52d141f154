"""`/practice/`: what the real API lacks and lessons need. It opens to the operator's token alone."""

import hmac
from collections.abc import Callable
from functools import partial
from inspect import isawaitable

from course_utils.server import catalogue
from course_utils.server.database import tables
from course_utils.server.operator import for_checks, issuing, traffic
from course_utils.server.operator.alerts import Watch
from course_utils.server.operator.interventions import call_off, fail_next, intervene
from course_utils.server.operator.life import Life
from course_utils.server.operator.living import Living
from course_utils.server.operator.looking import LOOKS, readable
from course_utils.server.operator.security import SECURITY
from course_utils.server.operator.settings import SETTINGS
from course_utils.server.operator.traffic import Program
from course_utils.server.platform import Platform
from course_utils.server.refusals import api_errors, unauthorised
from course_utils.server.refusals.api_errors import ApiError, Cause
from course_utils.server.request import body
from course_utils.server.request.arrival import Arrival, Reply
from course_utils.server.request.vault import PREFIX as VAULT
from course_utils.server.types import Json

PREFIX = "/practice/"
_MOST_HOURS = 24 * 31
_LONGEST_WAIT_SECONDS = 60


def asks_operator(path: str) -> bool:
    """Tell whether the operator answers there: the vault is below the same path, and the platform's own."""
    return path.startswith(PREFIX) and not path.startswith(VAULT)


class Operator:
    """Answers the operator of one platform. What is asked here is not written into the decision log.

    Attributes:
        platform: whose operator it is.
        life: who lives on the platform.
        watch: raises its alerts.
    """

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.life, self.watch = Life(platform), Watch(platform)
        self._answers: dict[tuple[str, str], Callable[[Json], object]] = {
            ("GET", "requests/latest"): self._in_one_go(issuing.latest_request),
            ("GET", "clock"): self._clock,
            ("POST", "clock"): self._set_clock,
            ("POST", "keys"): self._in_one_go(issuing.issue),
            ("POST", "keys/watched"): self._issue_to_watch,
            ("POST", "keys/of-service"): self._in_one_go(for_checks.issue_to_service),
            ("POST", "keys/tried"): partial(for_checks.try_key, platform),
            ("POST", "keys/let-in"): partial(for_checks.let_in, platform),
            ("GET", "keys/of-project"): partial(for_checks.keys_of, platform),
            ("POST", "admin-keys"): self._in_one_go(issuing.issue_admin),
            ("POST", "revoke"): self._in_one_go(issuing.revoke),
            ("POST", "rate-limit"): self._set_rate_limit,
            ("POST", "traffic"): self._send_traffic,
            ("POST", "interventions"): self._in_one_go(intervene),
            ("POST", "interventions/end"): self._in_one_go(call_off),
            ("POST", "faults"): self._in_one_go(fail_next),
            ("GET", "alerts"): self._alerts,
            ("POST", "reset"): self._reset,
            **Living(platform, self.life).answers(),
        }
        for name, setting in {**SETTINGS, **SECURITY}.items():
            self._answers["POST", name] = self._in_one_go(setting)
        for name, look in LOOKS.items():
            self._answers["GET", name] = partial(look, platform)

    async def decide(self, arrival: Arrival) -> Reply:
        """Answer a request below `/practice/`; `/practice/health` needs no token."""
        name = arrival.path.removeprefix(PREFIX)
        if (arrival.method, name) == ("GET", "health"):
            return Reply(200, {"status": "ok"}, {})
        try:
            self._authenticate(arrival)
            answer = self._answers.get((arrival.method, name))
            if answer is None:
                raise api_errors.unknown_path(
                    arrival.method, arrival.path, "The operator's side has no such path."
                )
            content = body.parse(arrival.content) if arrival.content else {}
            data = answer(content)
            return Reply(200, {"data": await data if isawaitable(data) else data}, {})
        except ApiError as error:
            return Reply(error.status, error.body(), error.headers)
        except (KeyError, TypeError, ValueError) as error:
            refusal = api_errors.invalid_value(
                type(error).__name__, "what platform_client.PracticePlatform sends"
            )
            return Reply(refusal.status, refusal.body(), refusal.headers)
        except self.platform.store.failures as error:
            refusal = api_errors.unusable_store(self.platform.store.explain(error))
            return Reply(refusal.status, refusal.body(), refusal.headers)

    def reset(self) -> None:
        """Forget what lessons left, and who lives here; see `Platform.reset`."""
        self.life.forget()
        self.platform.reset()

    def _authenticate(self, arrival: Arrival) -> None:
        expected = f"Bearer {self.platform.settings.operator_token.reveal()}"
        sent = arrival.headers.get("authorization", "")
        if not hmac.compare_digest(sent.encode(), expected.encode()):
            raise unauthorised.no_key(
                Cause("not_operator", "Only the operator's token opens this path.")
            )

    def _issue_to_watch(self, content: Json) -> object:
        """Issue a key whose requests will be looked at; `afresh`, what was used up or set before is forgotten."""
        if content.get("afresh") is True and issuing.was_used(self.platform):
            self.reset()
        return self._in_one_go(issuing.issue_to_watch)(content)

    def _clock(self, _body: Json) -> float:
        return self.platform.now()

    def _set_clock(self, content: Json) -> float:
        """Move the clock on by `advance` seconds."""
        seconds = content.get("advance")
        if (
            not isinstance(seconds, int | float)
            or isinstance(seconds, bool)
            or not 0 <= seconds < 1e10
        ):
            raise api_errors.invalid_value(
                "advance", "a number of seconds, 0 or more: the clock only moves on"
            )
        self.platform.situations.advance_by(float(seconds))
        return self.platform.now()

    def _set_rate_limit(self, content: Json) -> bool:
        model = catalogue.choose(content.get("model"))
        most = body.whole_number(content, "requests_per_minute", 1_000_000)
        with self.platform.store.transaction():
            self.platform.store.connection.execute(
                tables.rate_limits.update()
                .where(tables.rate_limits.c.model == model.id)
                .values(max_requests=most, requests_left=most)
            )
        return True

    def _in_one_go(self, wanted: Callable[[Platform, Json], object]) -> Callable[[Json], object]:
        def change(content: Json) -> object:
            with self.platform.store.transaction():
                return wanted(self.platform, content)

        return change

    async def _send_traffic(self, content: Json) -> int:
        hours = body.whole_number(content, "hours", _MOST_HOURS) or 24
        seed = body.whole_number(content, "seed", 2**32, least=0) or 0
        return await traffic.send(self.platform, _visitors(content), hours, seed)

    async def _alerts(self, content: Json) -> list[Json]:
        """Give the alerts after a number; wait for one as long as that is wanted."""
        after = body.whole_number(content, "after", 2**31 - 1, least=0) or 0
        seconds = body.whole_number(content, "seconds", _LONGEST_WAIT_SECONDS, least=0) or 0
        return [readable(row) for row in await self.watch.wait(after, seconds)]

    def _reset(self, content: Json) -> bool:
        if content.get("everything") is True:
            self.life.forget()
            self.platform.forget_everything()
        else:
            self.reset()
        return True


def _visitors(content: Json) -> list[Program]:
    visitors = content.get("visitors")
    try:
        return [Program(**visitor) for visitor in visitors or ()]
    except (TypeError, ValueError) as error:
        raise api_errors.invalid_value("visitors", f"a list of visitors ({error})") from None
