"""The platform: one request after another, from arrival to answer.

`decide` is the way of a request. Everything it reads and writes is one transaction, which is committed
before the answer leaves: what was answered was written down, and nothing else was.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from course_utils import keys
from course_utils.keys import Kind, Secret
from course_utils.leaks.text import redacted
from course_utils.server import catalogue
from course_utils.server.database import tables
from course_utils.server.database.clock import Clock, SteadyClock
from course_utils.server.database.forgetting import fill_limits, forget_lessons
from course_utils.server.database.issuer import Act, Issuer
from course_utils.server.database.settings import Situation, Situations
from course_utils.server.database.store import Store
from course_utils.server.database.tables import storable
from course_utils.server.handlers import answers
from course_utils.server.refusals import api_errors
from course_utils.server.refusals.api_errors import ApiError
from course_utils.server.request import authorise, body, credential
from course_utils.server.request.allow_list import AllowLists
from course_utils.server.request.arrival import Arrival, Reply
from course_utils.server.request.authenticate import Authenticator
from course_utils.server.request.call import Call
from course_utils.server.request.interventions import (
    AT_THE_KEY,
    AT_THE_LIMIT,
    NOTHING_WANTED,
    Asked,
    Interventions,
)
from course_utils.server.request.limit import Limiter
from course_utils.server.request.query import Query
from course_utils.server.request.record import (
    LONGEST_METHOD,
    Record,
    Recorder,
    as_stored,
    redacted_target,
    retries_of,
)
from course_utils.server.request.router import Router
from course_utils.server.request.vault import PREFIX as VAULT
from course_utils.server.request.vault import Vault
from course_utils.server.routes import ROUTES

FIRST_KEY_NAME = "My Test API"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """What a platform is made from.

    Attributes:
        pepper: what keys are digested with; kept outside the database.
        operator_token: opens `/practice/`, the teacher's side.
        api_key, admin_key: exist from the start, and again after a reset.
        hints: send the true reason of a refusal in `x-practice-hint`.
        lives: programs of the platform's life move by themselves; else when somebody asks, or time is let pass.
        pace_seconds: how long the pieces of a stream wait for each other, for an eye to follow.
        clock: the time, before what the operator added to it.
        random_bytes: gives that many random bytes, for ids and keys.
    """

    pepper: Secret
    operator_token: Secret
    api_key: Secret
    admin_key: Secret
    hints: bool = True
    lives: bool = True
    pace_seconds: float = 0.0
    clock: Clock = field(default_factory=SteadyClock)
    random_bytes: Callable[[int], bytes] = secrets.token_bytes


class Platform:
    """A practice platform on a store."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.issuer = Issuer(store, settings.pepper, settings.random_bytes)
        self._router = Router(ROUTES)
        self._authenticator = Authenticator(store, settings.pepper)
        self._allow_lists = AllowLists(store)
        self._limiter = Limiter(store)
        self._recorder = Recorder(store)
        self.vault = Vault(store, settings.admin_key, self._authenticator.id_of)
        self.interventions = Interventions(store)
        self.situations = Situations(store, settings.clock)
        with store.transaction():
            store.connection.execute(sa.select(tables.platform.c.id).with_for_update())
            if (
                store.connection.scalar(sa.select(sa.func.count()).select_from(tables.projects))
                == 0
            ):
                self._found()
            else:
                self.situations.catch_up()
                self._issue_first_keys()

    def now(self) -> float:
        """Give the platform's time: the clock's, and what the operator added."""
        return self.situations.present().now

    def key_id_of(self, key: str) -> str | None:
        """Give the id of a key that was ever issued here, whatever became of it."""
        return self._authenticator.id_of(key)

    def reset(self) -> None:
        """Forget what lessons left: the log, the operator's keys and wishes, money and limits; see `forgetting`.

        The keys from the start work again. The clock goes back to its own time, but not before what is spared.
        """
        with self.store.transaction():
            forget_lessons(self.store, self._first_key_ids())
            self.situations.catch_up()
            fill_limits(self.store, self.now())

    def forget_everything(self) -> None:
        """Begin again as on the first day; the keys from the start work again."""
        with self.store.transaction():
            self.store.empty()
            self._found()

    def decide(self, arrival: Arrival) -> Reply:
        """Answer a request; never raises."""
        return self.decide_all([arrival])[0]

    def decide_all(self, arrivals: Sequence[Arrival]) -> list[Reply]:
        """Answer requests, one after another, in one transaction if the store allows it; never raises.

        A fault of ours undoes the transaction, and must cost no other request its answer.
        """
        alone = len(arrivals) == 1
        if not (alone or self.store.serial):
            return [self.decide(arrival) for arrival in arrivals]
        try:
            with self.store.transaction():
                decided = [self._decide(arrival) for arrival in arrivals]
                self._recorder.write([record for _, record in decided])
        except self.store.failures as error:
            why = self.store.explain(error)
            _log.warning("%s", why)
            return [self._fail(api_errors.unusable_store(why)) for _ in arrivals]
        except Exception as error:
            if not alone:
                return [self.decide(arrival) for arrival in arrivals]
            _log.error("%s: %s", type(error).__name__, redacted(str(error)))
            return [self._fail(api_errors.own_fault())]
        return [verdict for verdict, _ in decided]

    def _decide(self, arrival: Arrival) -> tuple[Reply, Record]:
        situation = self.situations.present()
        record = self._open_record(arrival, situation.now)
        try:
            verdict = self._serve(arrival, record, situation)
        except ApiError as error:
            verdict = self._refuse(error, record)
        verdict.headers["x-request-id"] = record.request_id
        return verdict, record

    def _serve(self, arrival: Arrival, record: Record, situation: Situation) -> Reply:
        if arrival.path.startswith(VAULT):
            return Reply(200, self.vault.serve(arrival, record), {})

        route, variables = self._router.find(arrival.method, arrival.path)

        if arrival.key_id is None:
            sent = credential.read(arrival.headers.get("authorization"), arrival.api_key_in_query)
        else:
            sent = self._authenticator.credential_of(arrival.key_id)
        record.presented, record.sent_in = storable(keys.tail(sent.key)), sent.sent_in
        row = self._authenticator.look_up(sent)
        # noted before the key is judged: also of one that is refused now
        record.key_id, record.project_id = row.id, row.project_id
        caller = self._authenticator.authenticate(sent, row, record.time)

        wanted = NOTHING_WANTED
        if situation.interventions:
            wanted = self.interventions.meant_for(arrival.path, caller, record.time)
        asked = Asked(sent.key, route.scope, caller)
        wanted.refuse(AT_THE_KEY, asked)
        if situation.allow_lists:
            self._allow_lists.check(caller, arrival.address, record.time)

        authorise.compare_headers(caller, arrival.headers)
        authorise.authorise(caller, route.scope)

        content = {}
        if route.parameters is not None:
            content = body.parse(arrival.content)
            route.parameters.check(content)

        model = allowance = None
        if route.usage is not None:
            model = catalogue.choose(content.get("model", catalogue.MODEL), route.usage)
            record.model = model.id
            wanted.refuse(AT_THE_LIMIT, asked._replace(model=model))
            authorise.permit(caller, model.id)
            tokens = answers.tokens_in(arrival.content)
            allowance = self._limiter.admit(caller, model, tokens, situation)

        words = wanted.words() if route.usage is catalogue.Usage.COMPLETIONS else None
        answer = route.handler(
            Call(
                variables,
                Query(arrival.query),
                content,
                model,
                caller,
                record.time,
                self.store,
                self.issuer,
                words,
            )
        )
        headers = self._hint_header(model.note if model else None)
        if allowance is not None:
            record.usage = route.usage
            record.prompt, record.texts = answer.prompt, as_stored(answer.texts)
            record.input_tokens, record.output_tokens = answer.input_tokens, answer.output_tokens
            self._limiter.settle(allowance, answer, record.time)
            headers.update(allowance.headers())
        return wanted.changed(Reply(200, answer.content, headers), answered=words is not None)

    def _refuse(self, error: ApiError, record: Record) -> Reply:
        record.status, record.code = error.status, error.code
        record.reason = error.cause.reason
        return self._verdict_on(error)

    def _fail(self, error: ApiError) -> Reply:
        """Answer where nothing could be written down."""
        verdict = self._verdict_on(error)
        verdict.headers["x-request-id"] = self.issuer.new_id("req_")
        return verdict

    def _verdict_on(self, error: ApiError) -> Reply:
        return Reply(
            error.status, error.body(), {**error.headers, **self._hint_header(error.cause.hint)}
        )

    def _hint_header(self, hint: str | None) -> dict[str, str]:
        if not hint or not self.settings.hints:
            return {}
        return {"x-practice-hint": hint.encode("unicode_escape").decode()}

    def _open_record(self, arrival: Arrival, now: float) -> Record:
        return Record(
            request_id=self.issuer.new_id("req_"),
            time=now,
            address=arrival.address,
            method=arrival.method[:LONGEST_METHOD],
            target=redacted_target(arrival.raw_path, arrival.query),
            retries=retries_of(arrival.headers),
        )

    def _first_key_ids(self) -> tuple[str, ...]:
        first = (self.settings.api_key, self.settings.admin_key)
        ids = [self._authenticator.id_of(value.reveal()) for value in first]
        return tuple(one for one in ids if one is not None)

    def _found(self) -> None:
        self.issuer.create_project("Default project", Act(self.now()))
        self._issue_first_keys()

    def _issue_first_keys(self) -> None:
        """Issue the keys that the settings name, unless they are there: their file may have been lost."""
        act = Act(self.now())
        columns = tables.projects.c
        project = self.store.connection.scalar(sa.select(columns.id).order_by(columns.created_at))
        for name, kind, value, project_id in (
            (FIRST_KEY_NAME, Kind.PROJECT, self.settings.api_key, project),
            ("Admin", Kind.ADMIN, self.settings.admin_key, None),
        ):
            if not self._authenticator.knows(value.reveal()):
                self.issuer.create_key(
                    name, act, kind=kind, project_id=project_id, value=value.reveal()
                )
