"""The kernel calls that a submission may make, and no other: a BPF program built by hand.

Bubblewrap loads it (`--seccomp FD`) before anything in a box runs, so every process there has it.
"""

import errno
import platform
import struct
from dataclasses import dataclass

from course_utils.errors import CourseError
from course_utils.grading.sandbox.syscalls import ALLOWED

X86_64 = "x86_64"
AARCH64 = "aarch64"

_AUDIT_ARCH = {X86_64: 0xC000003E, AARCH64: 0xC00000B7}
_X32_BIT = 0x40000000

# offsets in `struct seccomp_data`
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16

# classic BPF
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000


def _fail(code: int) -> int:
    return 0x00050000 | code


_CLONE = {X86_64: 56, AARCH64: 220}
_PRLIMIT = {X86_64: 302, AARCH64: 261}
_SETRLIMIT = {X86_64: 160, AARCH64: 164}
_SOCKET = {X86_64: 41, AARCH64: 198}
_SOCKETPAIR = {X86_64: 53, AARCH64: 199}
_IOCTL = {X86_64: 16, AARCH64: 29}
_MMAP = {X86_64: 9, AARCH64: 222}
_FCNTL = {X86_64: 72, AARCH64: 25}
_PRCTL = {X86_64: 157, AARCH64: 167}
_SETSID = {X86_64: 112, AARCH64: 157}
_SETSOCKOPT = {X86_64: 54, AARCH64: 208}

_NEW_NAMESPACE = 0x02000000 | 0x7E020000 | 0x00000080  # every CLONE_NEW… flag
_CORE = 4  # RLIMIT_CORE
_SOCKET_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6
_PROTOCOLS = (
    0,
    6,
    17,
)  # the family's own, TCP, UDP; what waits in connections of MPTCP is told nowhere
_PUSH_TERMINAL_INPUT = (0x5412, 0x541C)  # TIOCSTI, TIOCLINUX
_MAP_SHARED, _MAP_ANONYMOUS, _MAP_HUGETLB = 0x01, 0x20, 0x40000
_PIPE_SIZE, _NOTIFY = 1031, 1026  # F_SETPIPE_SZ, F_NOTIFY
_RECORD_LOCKS = (6, 7, 37, 38)  # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
_PROCESS_OPTIONS = (
    *(1, 2, 3, 4),  # PR_SET_PDEATHSIG, PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_SET_DUMPABLE
    *(15, 16, 23, 24),  # PR_SET_NAME, PR_GET_NAME, PR_CAPBSET_READ, PR_CAPBSET_DROP
    *(38, 39, 0x53564D41),  # PR_SET_NO_NEW_PRIVS, PR_GET_NO_NEW_PRIVS, PR_SET_VMA
)
_SOL_SOCKET = 1
_BUFFER_SIZES = (7, 8, 32, 33)  # SO_SNDBUF, SO_RCVBUF and their …FORCE


@dataclass(frozen=True)
class _Instruction:
    code: int
    value: int
    if_true: int = 0
    if_false: int = 0

    def __bytes__(self) -> bytes:
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.value)


class UnknownMachineError(CourseError):
    """No list of kernel calls for this processor."""


def allowed(machine: str) -> dict[str, int]:
    """Give the calls that are allowed whatever their arguments are, by name, with the machine's numbers."""
    column = 0 if machine == X86_64 else 1
    return {
        name: number for name, numbers in ALLOWED.items() if (number := numbers[column]) is not None
    }


def program(machine: str | None = None) -> bytes:
    """Build the filter for a machine (`x86_64`, `aarch64`), by default this one.

    Raises:
        UnknownMachineError: there is no list for it.
    """
    machine = machine or platform.machine()
    if machine not in _AUDIT_ARCH:
        raise UnknownMachineError(f"There is no list of kernel calls for a {machine} processor.")
    return b"".join(map(bytes, _instructions(machine)))


def _instructions(machine: str) -> list[_Instruction]:
    denied = _Instruction(_RETURN, _fail(errno.EPERM))
    rules = [
        _Instruction(_LOAD, _ARCH),
        _Instruction(_JUMP_EQUAL, _AUDIT_ARCH[machine], if_true=1),
        _Instruction(_RETURN, _KILL),
        _Instruction(_LOAD, _NUMBER),
    ]
    if machine == X86_64:
        rules += [
            _Instruction(_JUMP_AT_LEAST, _X32_BIT, if_false=1),
            _Instruction(_RETURN, _fail(errno.ENOSYS)),
        ]
    rules += _when(
        _CLONE[machine],
        [
            _low_word_of_argument(0),
            _Instruction(_JUMP_ANY_BIT, _NEW_NAMESPACE, if_false=1),
            denied,
        ],
    )
    rules += _when(_PRLIMIT[machine], _own_limits_but_one(denied))
    rules += _when(_SETRLIMIT[machine], _none_of_or(denied, 0, (_CORE,)))
    for call in (_SOCKET[machine], _SOCKETPAIR[machine]):
        families = _one_of_or(denied, 0, _SOCKET_FAMILIES)
        rules += _when(call, [*families, *_one_of_or(denied, 2, _PROTOCOLS)])
    rules += _when(_IOCTL[machine], _none_of_or(denied, 1, _PUSH_TERMINAL_INPUT))
    rules += _when(_MMAP[machine], _no_memory_without_owner(denied))
    rules += _when(_SETSOCKOPT[machine], _no_larger_buffers())
    rules += _when(_FCNTL[machine], _no_record_locks(denied))
    rules += _when(_PRCTL[machine], _one_of_or(denied, 0, _PROCESS_OPTIONS))
    # a session of its own would be a share of the processors of its own: none is made, and nobody minds
    rules += [
        _Instruction(_JUMP_EQUAL, _SETSID[machine], if_false=1),
        _Instruction(_RETURN, _fail(0)),
    ]
    for number in allowed(machine).values():
        rules += [
            _Instruction(_JUMP_EQUAL, number, if_false=1),
            _Instruction(_RETURN, _ALLOW),
        ]
    # programs then do without, as on an older kernel; clone3's flags, behind a pointer, can't be looked at
    return [*rules, _Instruction(_RETURN, _fail(errno.ENOSYS))]


def _own_limits_but_one(denied: _Instruction) -> list[_Instruction]:
    """Refuse other processes' limits, and another limit for core dumps, see `confine.no_core_dumps`."""
    nothing = _Instruction(_JUMP_EQUAL, 0, if_true=1)
    asked_only = [
        _low_word_of_argument(2),
        nothing,
        denied,
        _high_word_of_argument(2),
        nothing,
        denied,
    ]
    return [
        *(_low_word_of_argument(0), nothing, denied, _low_word_of_argument(1)),
        _Instruction(_JUMP_EQUAL, _CORE, if_false=len(asked_only)),
        *asked_only,
    ]


def _no_memory_without_owner(denied: _Instruction) -> list[_Instruction]:
    """Refuse shared memory without a file, which stays when it is in no process's count, and huge pages."""
    return [
        _low_word_of_argument(3),
        _Instruction(_JUMP_ANY_BIT, _MAP_HUGETLB, if_true=2),
        _Instruction(_JUMP_ANY_BIT, _MAP_ANONYMOUS, if_false=2),
        _Instruction(_JUMP_ANY_BIT, _MAP_SHARED, if_false=1),
        denied,
    ]


def _no_larger_buffers() -> list[_Instruction]:
    """Leave the size of a socket's buffers as it is, and call that a success: programs only tune it."""
    unmoved = _Instruction(_RETURN, _fail(0))
    sizes = _none_of_or(unmoved, 2, _BUFFER_SIZES)
    at_socket_level = _Instruction(_JUMP_EQUAL, _SOL_SOCKET, if_false=len(sizes))
    return [_low_word_of_argument(1), at_socket_level, *sizes]


def _no_record_locks(denied: _Instruction) -> list[_Instruction]:
    """Refuse larger pipes and notices. Locks of parts of a file are memory that nobody counts: they seem to succeed."""
    unlocked = _Instruction(_RETURN, _fail(0))
    return [
        *_none_of_or(denied, 1, (_PIPE_SIZE, _NOTIFY)),
        *_none_of_or(unlocked, 1, _RECORD_LOCKS),
    ]


def _low_word_of_argument(index: int) -> _Instruction:
    return _Instruction(_LOAD, _ARGUMENTS + 8 * index)


def _high_word_of_argument(index: int) -> _Instruction:
    return _Instruction(_LOAD, _ARGUMENTS + 8 * index + 4)


def _when(number: int, body: list[_Instruction]) -> list[_Instruction]:
    """Run the body for this call only; it ends by allowing what it did not refuse."""
    body = [*body, _Instruction(_RETURN, _ALLOW)]
    return [_Instruction(_JUMP_EQUAL, number, if_false=len(body)), *body]


def _one_of_or(
    otherwise: _Instruction, argument: int, values: tuple[int, ...]
) -> list[_Instruction]:
    comparisons = [
        _Instruction(_JUMP_EQUAL, value, if_true=len(values) - place)
        for place, value in enumerate(values)
    ]
    return [_low_word_of_argument(argument), *comparisons, otherwise]


def _none_of_or(
    otherwise: _Instruction, argument: int, values: tuple[int, ...]
) -> list[_Instruction]:
    comparisons = [
        instruction
        for value in values
        for instruction in (_Instruction(_JUMP_EQUAL, value, if_false=1), otherwise)
    ]
    return [_low_word_of_argument(argument), *comparisons]
