"""`course grade` that is killed at a moment: `python dying.py MOMENT ASSIGNMENT [OPTION…]`.

Python's audit events and SQLAlchemy's own tell when the moment has come; nothing is replaced.
"""

import os
import signal
import sys
from collections.abc import Callable

import sqlalchemy as sa

from course_utils.commands import main
from course_utils.imports import leave_out_addresses

Moment = Callable[[str, tuple[object, ...]], bool]


def at(event: str, part: str, count: int = 1) -> Moment:
    """Give the moment just before an audit event is about `part` of a path for the `count`th time."""
    left = count

    def is_now(name: str, arguments: tuple[object, ...]) -> bool:
        nonlocal left
        seen = name == event and any(part in str(each) for each in arguments)
        left -= seen
        return seen and left == 0

    return is_now


def in_a_transaction(after: Moment) -> Moment:
    """Give the moment before a commit, once another moment has come."""
    begun = False

    def is_now(name: str, arguments: tuple[object, ...]) -> bool:
        nonlocal begun
        begun = begun or after(name, arguments)
        return begun and name == "commit"

    return is_now


MOMENTS: dict[str, Moment] = {
    "before a new gradebook is whole": at("execute", "CREATE TABLE alembic_version"),
    "while the assignment is entered": at("execute", "INSERT INTO source_cell", 5),
    "before anything is in autograded": at("os.mkdir", "/autograded"),
    "before a notebook is written": at("open", "/autograded/s03/"),
    "before a folder has its name": at("os.rename", "/autograded/s07/"),
    "before a batch is committed": in_a_transaction(at("os.rename", "/autograded/s04/")),
    "before the journal knows of a batch": at("open", ".arithmetic.journal", 2),
    "before the report has its name": at("os.rename", "arithmetic.json.new"),
}


def die(moment: Moment) -> None:
    def look(name: str, arguments: tuple[object, ...]) -> None:
        if moment(name, arguments):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    sa.event.listen(sa.Engine, "commit", lambda _connection: look("commit", ("",)))
    sa.event.listen(
        sa.Engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_rest: look("execute", (statement,)),
    )


if __name__ == "__main__":
    leave_out_addresses()
    die(MOMENTS[sys.argv[1]])
    main(["grade", sys.argv[2], *(sys.argv[3:] or ["--jobs", "1"])])
