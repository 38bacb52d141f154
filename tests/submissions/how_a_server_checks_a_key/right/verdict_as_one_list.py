# Right: reasons in a list, the first one that holds decides; SHA-256 worked out anew.
# cell: verdict
import hashlib
from datetime import datetime


def verdict(key: str | None, scope: str, database: dict, now: datetime) -> tuple[int, str]:
    if not (key or "").strip():
        return (401, "missing_key")
    found = database.get(hashlib.sha256(key.encode()).hexdigest(), {"revoked": True, "scopes": set()})
    expires = found.get("expires_at") or now.replace(year=9999)
    refusals = [
        (found["revoked"], (401, "invalid_key")),
        (expires <= now, (401, "invalid_key")),
        (not {scope} <= found["scopes"], (403, "missing_scope")),
        (True, (200, "ok")),
    ]
    return next(answer for holds, answer in refusals if holds)
