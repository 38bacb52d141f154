"""Keeping keys where they belong: what a learner goes on using after the course.

To find keys, a text is laid out as `views` (the same characters: as they stand, with colours and escapes undone, and
only what is `quoted` in them), `shapes` says what in a view is a key, `encoded` what is one in base64 or hex, `known`
where pieces of values stand that are known to be secret. `text` puts these together: `find_keys` and `redacted` are
the only ways by which anything of the course looks for keys or hides them. `notebooks` asks for each text of a
notebook, `going_on` for those that go on in another cell or output, and a `finding` says where a key stands. All of it
is linear in its input, whatever that is.

A scan looks into `files`: `decoding` gives their texts, `archives` opens those that hold others, and a comment may be
`allowing` a key. `folders` says which files those are and `git` what a repository holds (by `asking_git`); `scanning`
is what `course scan` tells.

To load one, `loading` looks in the places where a key may live, `mistakes` says what is wrong with a value, and `cut`
whether it is only a part of a key. `kernel` hides keys in the messages that a kernel sends, and `saving` keeps them out
of the files that Jupyter writes. `doctor` says what is wrong with a key and where it comes from.

`quoted` → `shapes`, `views` → `cut`, `encoded`, `known` → `text`, `finding` → `allowing`, `going_on` → `notebooks` →
`files`, `git` → `folders` → `scanning`; `files` → `saving` → `doctor`; `cut` → `mistakes` → `loading`; `text` →
`kernel`.
Imports nothing of the course but `keys`, `known_keys`, `plain_git` and `errors`. Whatever shows or stores a text may
import `text`; the server and the grading import nothing else here.
"""

from typing import Any


def load_ipython_extension(shell: Any) -> None:
    """Hide keys in whatever this kernel sends, from now on: `%load_ext course_utils.leaks`."""
    from course_utils.leaks.kernel.extension import load  # noqa: PLC0415

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Leave the kernel as it was: `%unload_ext course_utils.leaks`."""
    from course_utils.leaks.kernel.extension import unload  # noqa: PLC0415

    unload(shell)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Keep keys out of the files that a Jupyter server writes."""
    from course_utils.leaks.saving.extension import load  # noqa: PLC0415

    load(server)
