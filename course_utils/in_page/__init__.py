"""The practice platform in a page of a browser: in the same interpreter as the notebook that asks it.

A request passes through in this order: `transports` (httpx and httpx2, which the official client uses, send what they
are given to here) or `line` (the operator's side) → `platform`, which makes an arrival of it and asks `Platform.decide`
or the operator → back as a response, a stream at a human pace. `programs` runs the Python scripts that a notebook starts,
`missing` names what a page does not have, and `following` what a cell then lacks that comes after it.

Nothing here is of a page alone: it works wherever Python does, which is how it is tested. May import `server` without
`serving`'s sockets, and what everyone may; httpx is loaded with `transports`.
"""

from contextlib import suppress
from functools import cache
from pathlib import Path

from course_utils.learner.workspace import Workspace
from course_utils.platform_client import PracticePlatform

DRIVE = Path("/drive")
"""Where JupyterLite has a learner's files, which a browser keeps."""


@cache
def settle_in() -> None:
    """Let scripts that a notebook starts run in the page, say what it does not have, and remember what was done."""
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - as the next

    from course_utils.in_page.following import say_what_follows  # noqa: PLC0415 - likewise
    from course_utils.in_page.missing import name_what_is_missing  # noqa: PLC0415 - of a page alone
    from course_utils.in_page.programs import start_scripts_here  # noqa: PLC0415 - likewise

    start_scripts_here()
    name_what_is_missing()
    if shell := get_ipython():
        say_what_follows(shell)
    with suppress(OSError):  # where the browser keeps no files
        Workspace(DRIVE).state.mkdir(exist_ok=True)


def start() -> PracticePlatform:
    """Begin a private platform, and lead every client to it that is made from now on."""
    from course_utils.in_page.line import InPageLine  # noqa: PLC0415 - the server, which only its first user loads
    from course_utils.in_page.platform import InPagePlatform  # noqa: PLC0415 - likewise
    from course_utils.in_page.transports import lead_here  # noqa: PLC0415 - likewise

    platform = InPagePlatform()
    lead_here(platform)
    return PracticePlatform.at(platform.address, InPageLine(platform))
