"""The one family of errors that are meant for the person at the keyboard."""


class CourseError(Exception):
    """A sentence that says what happened and what to do; the command line prints it and nothing else.

    `exit_status` is 1 when something that the user asked to check failed, 2 when the command could
    not do its work.
    """

    exit_status = 2


INTERRUPTED = 130
"""The exit status of a command that Ctrl-C ended before its work was done, as shells count it."""
