"""Bubblewrap's command line for a box: what is visible, what can be written, who one is."""

import itertools
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import course_utils
from course_utils.grading.sandbox import seccomp
from course_utils.grading.sandbox.confine import BECOMING

HOME = "/home/learner"
MEGABYTE = 1024 * 1024
WRITABLE = {HOME: 64 * MEGABYTE, "/tmp": 256 * MEGABYTE, "/dev/shm": 64 * MEGABYTE}  # noqa: S108 — inside the box
"""Folders that a submission may fill, and how far (bytes). They are memory, not disk."""

_SYSTEM_FOLDERS = ("/usr", "/bin", "/sbin", "/lib", "/lib64", "/lib32")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/ssl/certs", "/etc/mime.types")
_MADE_FILES = {
    "/etc/passwd": "learner:x:{user}:{user}:learner:/home/learner:/bin/sh\n",
    "/etc/group": "learner:x:{user}:\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
}
_FIRST_USER, _USERS = 61_184, 4_000
_users = itertools.count(secrets.randbelow(_USERS))

_ENVIRONMENT = {
    "HOME": HOME,
    "LANG": "C.UTF-8",
    "LOGNAME": "learner",
    "USER": "learner",
    "IPYTHONDIR": f"{HOME}/.ipython",
    "GIT_CONFIG_NOSYSTEM": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp/.matplotlib",  # noqa: S108 — inside the box
    "NBGRADER_EXECUTION": "autograde",
    "PYTHONDONTWRITEBYTECODE": "1",
    # numpy's libraries start threads otherwise, and a process with threads cannot be forked safely
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True)
class Bubble:
    """A command that starts a box, and the descriptors it needs to inherit."""

    command: list[str]
    descriptors: tuple[int, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    writable: list[str] = field(default_factory=lambda: list(WRITABLE))
    """The first is the home of a submission, the second its place for temporary files."""
    fixed: list[str] = field(default_factory=list)
    """Folders that are ours inside those that a submission may fill."""
    user: int | None = None
    """Whom the box becomes where it is started by root; None: it is started as an ordinary user."""


@contextmanager
def bubble(bubblewrap: str) -> Iterator[Bubble]:
    """Build the command, up to and without what is run inside."""
    user = _passing_user() if os.getuid() == 0 else None
    with ExitStack() as stack:

        def data(content: bytes) -> int:
            file = stack.enter_context(tempfile.TemporaryFile())
            file.write(content)
            file.seek(0)
            return file.fileno()

        rules = data(seccomp.program())
        texts = {
            path: data(text.format(user=user or os.getuid()).encode())
            for path, text in _MADE_FILES.items()
        }
        command = [
            bubblewrap,
            *_namespaces(user),
            *_environment(),
            *_visible_system(),
            *_writable(),
            *_visible_python(),
            *(word for path, fd in texts.items() for word in _readable(fd, path)),
            *("--remount-ro", "/", "--chdir", HOME, "--seccomp", str(rules)),
        ]
        descriptors = (rules, *texts.values())
        yield Bubble(command, descriptors, fixed=_fixed(), user=user)


@contextmanager
def no_bubble() -> Iterator[Bubble]:
    """Give what stands in a box's place where there is none: two temporary folders."""
    with ExitStack() as stack:
        home, scratch = (
            stack.enter_context(tempfile.TemporaryDirectory(prefix="course-grade-"))
            for _ in range(2)
        )
        environment = {**_settings(), "HOME": home, "IPYTHONDIR": home, "TMPDIR": scratch}
        yield Bubble([], environment=environment, writable=[home, scratch])


def _readable(descriptor: int, path: str) -> tuple[str, ...]:
    return ("--perms", "0644", "--ro-bind-data", str(descriptor), path)


def _namespaces(user: int | None) -> list[str]:
    options = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    options += ["--unshare-cgroup-try", "--hostname", "box", "--as-pid-1"]
    options += ["--die-with-parent", "--new-session"]
    if user is None:
        return [*options, "--unshare-user"]
    # root in a user namespace of its own is still root outside: `confine` becomes someone else
    kept = [word for name in BECOMING for word in ("--cap-add", name)]
    return [*options, "--cap-drop", "ALL", *kept]


def _settings() -> dict[str, str]:
    return {**_ENVIRONMENT, "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin"}


def _environment() -> list[str]:
    pairs = _settings().items()
    return ["--clearenv", *(word for pair in pairs for word in ("--setenv", *pair))]


def _visible_system() -> list[str]:
    options = ["--perms", "0755", "--dir", "/etc", "--perms", "0755", "--dir", "/etc/ssl"]
    for folder in map(Path, _SYSTEM_FOLDERS):
        if folder.is_symlink():
            options += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            options += ["--ro-bind", str(folder), str(folder)]
    for file in _SYSTEM_FILES:
        options += ["--ro-bind-try", file, file]
    return [
        *options,
        *("--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys", "--remount-ro", "/proc"),
        # reads as zeros too, and cannot be mapped: shared memory would be in nobody's count
        *("--dev", "/dev", "--dev-bind", "/dev/full", "/dev/zero"),
        # no terminals: the machine has a few thousand for all, and each is memory of the kernel's
        *("--tmpfs", "/dev/pts", "--remount-ro", "/dev/pts", "--remount-ro", "/dev"),
    ]


def _writable() -> list[str]:
    return [
        word
        for path, size in WRITABLE.items()
        for word in ("--perms", "1777", "--size", str(size), "--tmpfs", path)
    ]


def _visible_python() -> list[str]:
    """This interpreter, its libraries and this package, where they are; nothing beside them."""
    seen = _folders_of_python()
    binds = [word for folder in seen for word in ("--ro-bind", str(folder), str(folder))]
    made = [
        word
        for folder in sorted(_above(seen) - set(map(Path, WRITABLE)))
        for word in ("--perms", "0755", "--dir", str(folder))
    ]
    return [*made, *binds, *_links_to_python([*seen, Path("/usr")])]


def _folders_of_python() -> list[Path]:
    folders = {Path(sys.prefix), Path(sys.base_prefix), Path(course_utils.__file__).parent}
    folders |= {folder.resolve() for folder in folders}
    return [folder for folder in sorted(folders) if not folder.is_relative_to("/usr")]


def _above(folders: list[Path]) -> set[Path]:
    """Give the folders above these; as bubblewrap makes them, they let only root through."""
    return {parent for folder in folders for parent in folder.parents} - {Path("/")}


def _fixed() -> list[str]:
    """Give what stands in the folders to be filled, where Python itself lies below one of them."""
    seen = _folders_of_python()
    inside = [folder for folder in (*seen, *_above(seen)) if _is_below_writable(folder)]
    return sorted(str(folder) for folder in inside)


def _is_below_writable(folder: Path) -> bool:
    return any(folder.is_relative_to(top) and str(folder) != top for top in WRITABLE)


def _links_to_python(visible: list[Path]) -> list[str]:
    """Make the symbolic links between the environment's `python` and the real one."""
    options: list[str] = []
    link = Path(interpreter())
    while link.is_symlink():
        target = link.readlink()
        if not any(link.is_relative_to(folder) for folder in visible):
            options += ["--symlink", str(target), str(link)]
        link = _with_real_folder(link.parent / target)
    return options


def interpreter() -> str:
    """Give the path of this Python in a box, where no folder is that it was reached by, as in `a/../b`."""
    return str(_with_real_folder(Path(sys.executable)))


def _with_real_folder(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _passing_user() -> int:
    """Pick a user id from a range that distributions leave to passing users (systemd's).

    No two boxes of a run have the same: the kernel counts processes by user, and one submission's would be another's.
    """
    return _FIRST_USER + next(_users) % _USERS
