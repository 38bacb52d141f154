"""`practice_platform()`: the platform that runs already, or a private one in this process."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from course_utils.environment import (
    ADDRESS_VARIABLE,
    PRIVATE,
    VAULT_VARIABLE,
    forget_ways_out,
    point_at,
)
from course_utils.installed import in_a_page
from course_utils.learner.workspace import WORK
from course_utils.platform_client import PracticePlatform, connect
from course_utils.platform_file import NAME, STATE, Address

_ADDRESS_FILES = (Path(STATE, NAME), Path(WORK, STATE, NAME))


def practice_platform() -> PracticePlatform:
    """Connect to the practice platform, and make it what `OpenAI()` talks to.

    The platform that `course start` runs is found by its `platform.json`: the file that the environment
    variable COURSE_PLATFORM names, or one upwards of the working directory. Without one, and where
    COURSE_PLATFORM is "private", a private platform is started in this process: in memory, the same
    each time.

    OPENAI_API_KEY and OPENAI_BASE_URL are set in this process. A real key found there is set aside.
    """
    set_aside = forget_ways_out(os.environ)  # first: some keep our own client from being built
    if set_aside:
        print(  # noqa: T201 - the learner reads it in the notebook
            f"A key of yours was in {' and '.join(set_aside)}. It is set aside: nothing in this notebook "
            "uses it, and nothing was sent anywhere."
        )
    platform = _running_platform()
    if platform is None:
        platform = private_platform()
        if os.environ.get(ADDRESS_VARIABLE, PRIVATE) != PRIVATE:
            print(  # noqa: T201 - the learner reads it in the notebook
                "The course's platform doesn't answer, so this notebook uses a private one of its own. "
                "Start the course again, then restart this kernel, to use the other."
            )
    point_at(os.environ, platform.base_url, platform.api_key)
    return platform


def find_platform() -> PracticePlatform:
    """Give the platform whose vault `keyring` uses: that of `practice_platform` or, while a check runs, the check's.

    This process's variables are left alone.
    """
    if os.environ.get(VAULT_VARIABLE) == PRIVATE:
        return private_platform()
    return _running_platform(_reach) or private_platform()


def _running_platform(
    reach: Callable[[Address], PracticePlatform | None] = connect,
) -> PracticePlatform | None:
    announced = filter(None, map(Address.read, _address_files(os.environ, Path.cwd())))
    return next(filter(None, map(reach, announced)), None)


_reached: dict[tuple[int, Address], PracticePlatform] = {}
"""By the process, which shares no connection with those that it forks."""


def _reach(address: Address) -> PracticePlatform | None:
    """Connect as `connect` does, or go on with a platform that still holds the line: a keyring is asked often."""
    place = os.getpid(), address
    known = _reached.get(place)
    if known is None or not known.holds_the_line():
        known = connect(address)
        if known is not None:
            _reached[place] = known
    return known


def _address_files(environment: Mapping[str, str], folder: Path) -> Iterator[Path]:
    named = environment.get(ADDRESS_VARIABLE)
    if named == PRIVATE:
        return
    if named:
        yield Path(named)
        return
    for parent in (folder, *folder.parents):
        for file in _ADDRESS_FILES:
            yield parent / file


@cache
def private_platform() -> PracticePlatform:
    """Give this process's own platform: started when it is first asked for, in memory, the same each time.

    In a page of a browser, where nothing can listen, every client is led to it; see `in_page`.
    """
    if in_a_page():
        from course_utils.in_page import start  # noqa: PLC0415 - as below

        return start()
    from course_utils.console.site import Console  # noqa: PLC0415 - as the next
    from course_utils.server.serving.run import PrivatePlatform  # noqa: PLC0415 - half a second nobody else pays

    return PracticePlatform.at(PrivatePlatform(pages=Console).address)
