"""`settings/api-keys/KEY/leak`: *What if this leaked?* lets an attacker loose on a key, and counts the dollars."""

from typing import Any

from starlette.responses import Response

from course_utils.console import listing
from course_utils.console.listing import REVOKED
from course_utils.console.visit import Visit
from course_utils.server.operator.living import Living

_ENDINGS = {
    "refused: invalid_api_key": "the key was refused with 401",
    "refused: credit_balance_exhausted": "there was no money left to spend",
    "refused: project_spend_limit_exceeded": "the spend limit of the project stopped it",
    "refused: organization_spend_limit_exceeded": "the spend limit of the organization stopped it",
    "stopped": "you stopped the drill",
}
"""Why an attacker has gone, as people say it; for all else the platform's own words."""


def show(visit: Visit) -> Response:
    key = listing.find_key(visit.store, visit.path["key_id"], visit.now, visit.only)
    if key is None:
        return visit.not_found("key")
    return visit.page("leak.html", key=key, stories=stories(visit, key.id), endings=_ENDINGS)


def send(visit: Visit) -> Response:
    """Let somebody find the key, or send everybody home who has."""
    key = listing.find_key(visit.store, visit.path["key_id"], visit.now, visit.only)
    if key is None:
        return visit.not_found("key")
    place = f"settings/api-keys/{key.id}/leak"
    if visit.form.get("do") == "stop":
        for story in stories(visit, key.id):
            visit.operator.life.end(story["name"])
        return visit.go(place, "The drill is over: the attacker is gone.")
    if key.status == REVOKED:
        return visit.go(place, "This key is revoked: who finds it now can do nothing with it.")
    if not any(story["ended_at"] is None for story in stories(visit, key.id)):
        living = Living(visit.platform, visit.operator.life)
        living.let_attacker_loose({"key": key.id, "seed": living.new_attack({})})
    return visit.go(place)


def stories(visit: Visit, key_id: str) -> list[dict[str, Any]]:
    """Give the attackers who have this key, the latest first."""
    visit.operator.life.catch_up()
    everybody = visit.operator.life.everybody()
    return [one for one in everybody[::-1] if one["kind"] == "attacker" and one["key_id"] == key_id]
