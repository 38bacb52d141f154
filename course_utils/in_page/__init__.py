"""The practice platform in a page of a browser: in the same interpreter as the notebook that asks it.

A request passes through in this order: `transports` (httpx and httpx2, which the official client uses, send what they
are given to here) or `line` (the operator's side) → `platform`, which makes an arrival of it and asks `Platform.decide`
or the operator → back as a response, a stream at a human pace. `programs` runs the Python scripts that a notebook starts,
and `missing` names what a page does not have.

Nothing here is of a page alone: it works wherever Python does, which is how it is tested. May import `server` without
`serving`'s sockets, and what everyone may; httpx is loaded with `transports`.
"""

from functools import cache

from course_utils.platform_client import PracticePlatform


@cache
def settle_in() -> None:
    """Let scripts that a notebook starts run in the page, and say what it does not have."""
    from course_utils.in_page.missing import name_what_is_missing  # noqa: PLC0415 - of a page alone
    from course_utils.in_page.programs import start_scripts_here  # noqa: PLC0415 - likewise

    start_scripts_here()
    name_what_is_missing()


def start() -> PracticePlatform:
    """Begin a private platform, and lead every client to it that is made from now on."""
    from course_utils.in_page.line import InPageLine  # noqa: PLC0415 - the server, which only its first user loads
    from course_utils.in_page.platform import InPagePlatform  # noqa: PLC0415 - likewise
    from course_utils.in_page.transports import lead_here  # noqa: PLC0415 - likewise

    platform = InPagePlatform()
    lead_here(platform)
    return PracticePlatform.at(platform.address, InPageLine(platform))
