"""The platform's tables. Times are seconds since 1970-01-01 UTC on the platform's own clock."""

import sqlalchemy as sa

SCHEMA_VERSION = 1

metadata = sa.MetaData()

Seconds = sa.Double
Identifier = sa.String(64)

platform = sa.Table(
    "platform",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Column("clock_offset", Seconds, nullable=False),
)

projects = sa.Table(
    "projects",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("archived_at", Seconds),
)

service_accounts = sa.Table(
    "service_accounts",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id"), nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", Identifier, primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False, unique=True),
    sa.Column("display", sa.String(64), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("project_id", Identifier, sa.ForeignKey("projects.id"), index=True),
    sa.Column("service_account_id", Identifier, sa.ForeignKey("service_accounts.id"), index=True),
    sa.Column("scopes", sa.Text, nullable=False),
    sa.Column("created_at", Seconds, nullable=False),
    sa.Column("expires_at", Seconds),
    sa.Column("revoked_at", Seconds),
    sa.Column("last_used_at", Seconds),
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
    sa.Column("model", sa.String(64)),
    sa.Column("prompt", sa.Text),
    sa.Column("input_tokens", sa.Integer, nullable=False),
    sa.Column("output_tokens", sa.Integer, nullable=False),
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
    sa.Column("details", sa.JSON, nullable=False),
)
