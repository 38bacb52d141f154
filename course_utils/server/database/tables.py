"""The platform's tables.

Times are seconds since 1970-01-01 UTC on the platform's own clock; money is in nanodollars, whole numbers
that add up without rounding. What is deleted over the API keeps its row, marked, for the operator to see.
"""

from typing import Any

import sqlalchemy as sa

from course_utils.leaks.text import redacted
from course_utils.server import json_bytes

SCHEMA_VERSION = 10

ALLOW_LIST_SECONDS = 900.0
"""How long an address allow-list takes to hold: up to a quarter of an hour, as OpenAI says of its own."""

metadata = sa.MetaData()

Seconds = sa.Double
Identifier = sa.String(64)
Nanodollars = sa.BigInteger


class Told(sa.types.TypeDecorator[str]):
    """A text that somebody chose, stored as it may be: without keys, and as every database takes it."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else storable(value)


class ToldJson(sa.types.TypeDecorator[Any]):
    """JSON that somebody chose, stored as it may be: the keys in its texts masked."""

    impl = sa.JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        return json_bytes.loads(redacted(json_bytes.dumps(value).decode()))


def storable(text: str) -> str:
    """Mask the keys in a text, and leave out the one character that PostgreSQL doesn't take."""
    return redacted(text).replace("\x00", "")


platform = sa.Table(
    "platform",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Column("clock_offset", Seconds, nullable=False, default=0.0),
    sa.Column("credit", Nanodollars),
    sa.Column("spend_limit", Nanodollars),
    sa.Column("interventions", sa.Integer, nullable=False, default=0),
    sa.Column("allow_lists", sa.Integer, nullable=False, default=0),
    sa.Column("longest_lifetime", Seconds),
    sa.Column("key_creation", sa.String(16), nullable=False, default="any"),
    sa.Column("audit_logging", sa.Boolean, nullable=False, default=False),
    sa.Column("deletion_delay", Seconds, nullable=False, default=0.0),
    sa.Column("scopes_delay", Seconds, nullable=False, default=0.0),
    sa.Column("spend_limit_delay", Seconds, nullable=False, default=0.0),
    sa.Column("allow_list_delay", Seconds, nullable=False, default=ALLOW_LIST_SECONDS),
    sa.Column("watched", sa.Integer, nullable=False, default=0),
)

vault = sa.Table(
    "vault",
    metadata,
    sa.Column("service", sa.String(200), primary_key=True),
    sa.Column("user", sa.String(200), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("changed_at", Seconds, nullable=False),
)

projects = sa.Table(
    "projects",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("name", Told, nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("archived_at", Seconds),
    sa.Column("spend_limit", Nanodollars),
    sa.Column("model_mode", sa.String(16)),
    sa.Column("model_ids", sa.Text, nullable=False, default=""),
    sa.Column("longest_lifetime", Seconds),
    sa.Column("key_creation", sa.String(16), nullable=False, default="any"),
)

service_accounts = sa.Table(
    "service_accounts",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id"), nullable=False, index=True),
    sa.Column("name", Told, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("deleted_at", Seconds),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("display", sa.String(64), nullable=False),
    sa.Column("name", Told, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id"), index=True),
    sa.Column("service_account_id", Identifier, sa.ForeignKey("service_accounts.id"), index=True),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("expires_at", Seconds),
    sa.Column("revoked_at", Seconds),
    sa.Column("works_until", Seconds),
    sa.Column("earlier_scopes", sa.Text),
    sa.Column("earlier_until", Seconds),
    sa.Column("last_used_at", Seconds),
    sa.Column("uses_after_revocation", sa.Integer, nullable=False, default=0),
    sa.Column("for_a_lesson", sa.Boolean, nullable=False, default=False),
)

rate_limits = sa.Table(
    "rate_limits",
    metadata,
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id"), primary_key=True),
    sa.Column("model", sa.String(64), primary_key=True),
    sa.Column("id", Identifier, nullable=False),
    sa.Column("max_requests", sa.BigInteger, nullable=False),
    sa.Column("max_tokens", sa.BigInteger, nullable=False),
    sa.Column("requests_left", sa.Double, nullable=False),
    sa.Column("tokens_left", sa.Double, nullable=False),
    sa.Column("filled_at", Seconds, nullable=False),
    sa.Column("month", sa.Integer, nullable=False, default=0),
    sa.Column("spent_in_month", Nanodollars, nullable=False, default=0),
    sa.Column("spent", Nanodollars, nullable=False, default=0),
    sqlite_with_rowid=False,
)

spend_alerts = sa.Table(
    "spend_alerts",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id")),
    sa.Column("threshold", Nanodollars, nullable=False),
    sa.Column("notification_channel", ToldJson, nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("deleted_at", Seconds),
)

stored_answers = sa.Table(
    "stored_answers",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("project_id", Identifier, nullable=False),
    sa.Column("object", sa.String(32), nullable=False),
    sa.Column("model", sa.String(64), nullable=False),
    sa.Column("asked", ToldJson, nullable=False),
    sa.Column("answer", ToldJson, nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("deleted_at", Seconds),
)

requests = sa.Table(
    "requests",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("request_id", sa.String(40), nullable=False),
    sa.Column("time", Seconds, nullable=False),
    sa.Column("address", sa.String(64), nullable=False),
    sa.Column("method", sa.String(16), nullable=False),
    sa.Column("target", sa.Text, nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("reason", sa.String(40), nullable=False),
    sa.Column("code", sa.String(40)),
    sa.Column("presented", sa.String(8)),
    sa.Column("sent_in", sa.String(8)),
    sa.Column("key_id", Identifier),
    sa.Column("project_id", Identifier),
    sa.Column("usage", sa.String(16)),
    sa.Column("model", sa.String(64)),
    sa.Column("prompt", sa.Text),
    sa.Column("texts", sa.Text),
    sa.Column("retries", sa.Integer),
    sa.Column("input_tokens", sa.Integer, nullable=False),
    sa.Column("output_tokens", sa.Integer, nullable=False),
)

interventions = sa.Table(
    "interventions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("key_id", Identifier),
    sa.Column("path", sa.Text),
    sa.Column("keys_since", Seconds),
    sa.Column("uses_left", sa.Integer, nullable=False),
    sa.Column("ends_at", Seconds, nullable=False),
    sa.Column("wish", sa.JSON, nullable=False),
)

alerts = sa.Table(
    "alerts",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("mark", sa.String(200), nullable=False, unique=True),
    sa.Column("time", Seconds, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("key_id", Identifier),
    sa.Column("project_id", Identifier),
    sa.Column("message", Told, nullable=False),
    sa.Column("details", ToldJson, nullable=False),
)

allow_lists = sa.Table(
    "allow_lists",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", Identifier, nullable=False),
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id")),
    sa.Column("addresses", sa.Text, nullable=False),
    sa.Column("holds_from", Seconds, nullable=False),
)

audit_logs = sa.Table(
    "audit_logs",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", Identifier, nullable=False),
    sa.Column("type", sa.String(64), nullable=False),
    sa.Column("effective_at", Seconds, nullable=False),
    sa.Column("actor_key_id", Identifier),
    sa.Column("project_id", Identifier),
    sa.Column("resource_id", Identifier, nullable=False),
    sa.Column("details", ToldJson, nullable=False),
)
