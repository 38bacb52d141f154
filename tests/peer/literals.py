"""What the client's own tests take for granted about the server they meet.

They are written for a mock: they send two literal keys and literal ids, delete the same id twice, and ask for
pages that begin after the word `after`. This stands between them and the platform, which is the product
unchanged: the keys are exchanged for practice keys, and before each request everything the tests name is there.
"""

import re
from typing import Any

import sqlalchemy as sa
from starlette.types import ASGIApp, Receive, Scope, Send

from course_utils.server.database.tables import (
    api_keys,
    projects,
    rate_limits,
    service_accounts,
    spend_alerts,
    stored_answers,
)
from course_utils.server.database.tables import platform as platform_settings
from course_utils.server.handlers.organization.spending import NANODOLLARS_IN_A_CENT
from course_utils.server.platform import Platform

NO_SUCH_CURSOR = re.compile(rb"(?:^|&)(?:after=after|before=before|page=page)(?=&|$)")
PLENTY_IN_NANODOLLARS = 10**15
PROJECTS = ("project_id", "proj_123")
RESPONSES = (
    "previous_response_id",
    "resp_123",
    "resp_677efb5139a88190b512bc3fef8e535d",
    "response_id",
)


class Literals:
    """An ASGI application in front of a platform's own."""

    def __init__(self, app: ASGIApp, platform: Platform) -> None:
        self._app = app
        self._store = platform.store
        self._keys = {
            b"Bearer My API Key": f"Bearer {platform.settings.api_key.reveal()}".encode(),
            b"Bearer My Admin API Key": f"Bearer {platform.settings.admin_key.reveal()}".encode(),
        }
        with self._store.transaction():
            self._found()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["headers"] = [
                (name, self._keys.get(value, value)) for name, value in scope["headers"]
            ]
            scope["query_string"] = NO_SUCH_CURSOR.sub(b"", scope["query_string"])
            with self._store.transaction():
                self._undo_deletions()
        await self._app(scope, receive, send)

    def _found(self) -> None:
        common = {"name": "name", "created_at": 0.0}
        for project in PROJECTS:
            self._insert(projects, id=project, **common)
        of_project = {"project_id": "project_id"}
        self._insert(
            service_accounts, id="service_account_id", role="member", **of_project, **common
        )
        for key, kind, owner in (("api_key_id", "proj", of_project), ("key_id", "admin", {})):
            self._insert(
                api_keys, id=key, digest=key, display=key, kind=kind, scopes="", **owner, **common
            )
        self._insert(
            rate_limits,
            id="rate_limit_id",
            model="model",
            max_requests=1,
            max_tokens=1,
            requests_left=1,
            tokens_left=1,
            filled_at=0,
            **of_project,
        )
        self._insert(
            spend_alerts,
            id="alert_id",
            threshold=0,
            notification_channel={"type": "email", "recipients": []},
            created_at=0,
            **of_project,
        )
        for identifier in RESPONSES:
            self._store_answer("response", identifier, RESPONSE)
        self._store_answer("chat.completion", "completion_id", COMPLETION)

    def _store_answer(self, kind: str, identifier: str, answer: dict[str, Any]) -> None:
        self._insert(
            stored_answers,
            id=identifier,
            object=kind,
            project_id=self._callers_project(),
            model="model",
            asked=[],
            answer={"id": identifier, **answer},
            created_at=0,
        )

    def _callers_project(self) -> str:
        is_first = projects.c.name == "Default project"
        return str(self._store.connection.scalar(sa.select(projects.c.id).where(is_first)))

    def _undo_deletions(self) -> None:
        self._store.connection.execute(
            platform_settings.update().values(spend_limit=PLENTY_IN_NANODOLLARS)
        )
        for project in PROJECTS:
            self._update(projects, project, archived_at=None, spend_limit=NANODOLLARS_IN_A_CENT)
        self._update(service_accounts, "service_account_id", deleted_at=None)
        self._update(api_keys, "api_key_id", revoked_at=None, expires_at=None)
        self._update(api_keys, "key_id", revoked_at=None)
        self._update(spend_alerts, "alert_id", deleted_at=None)
        for identifier in (*RESPONSES, "completion_id"):
            self._update(stored_answers, identifier, deleted_at=None)

    def _insert(self, table: sa.Table, **values: Any) -> None:
        self._store.connection.execute(table.insert().values(**values))

    def _update(self, table: sa.Table, identifier: str, **values: Any) -> None:
        self._store.connection.execute(
            table.update().where(table.c.id == identifier).values(**values)
        )


RESPONSE: dict[str, Any] = {
    "object": "response",
    "created_at": 0,
    "model": "gpt-6-astra",
    "status": "completed",
    "background": True,
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
    "output": [
        {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "status": "completed",
            "content": [
                {"type": "output_text", "text": "Hello.", "annotations": [], "logprobs": []}
            ],
        }
    ],
}

COMPLETION: dict[str, Any] = {
    "object": "chat.completion",
    "created": 0,
    "model": "gpt-6-astra",
    "choices": [],
}
