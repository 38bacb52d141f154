"""`settings/api-keys/KEY/revoke`: what will break, and the button."""

from starlette.responses import Response

from course_utils.console import changes, listing
from course_utils.console.listing import REVOKED
from course_utils.console.pages import leak
from course_utils.console.visit import Visit
from course_utils.console.words import DAY, moment, takes_hold


def show(visit: Visit) -> Response:
    key = listing.find_key(visit.store, visit.path["key_id"], visit.now, visit.only)
    if key is None:
        return visit.not_found("key")
    use = listing.use_of(visit.store, key.id, visit.now - DAY)
    return visit.page("revoke_key.html", key=key, use=use, refused=_refused(visit))


def send(visit: Visit) -> Response:
    key = listing.find_key(visit.store, visit.path["key_id"], visit.now, visit.only)
    if key is None:
        return visit.not_found("key")
    in_a_drill = any(story["ended_at"] is None for story in leak.stories(visit, key.id))
    if changes.revoke_key(visit.platform, key):
        told = f"“{key.name}” is revoked. It is refused with 401 {_refused(visit)}."
    else:
        told = f"“{key.name}” was revoked before"
        told += (
            f", on {moment(key.revoked_at)} UTC."
            if key.status == REVOKED and key.revoked_at
            else "."
        )
    # where the loss stands, and how it ends
    place = f"settings/api-keys/{key.id}/leak" if in_a_drill else "settings/api-keys"
    return visit.go(place, told)


def _refused(visit: Visit) -> str:
    return takes_hold(visit.platform.issuer.policies.delays().deletion)
