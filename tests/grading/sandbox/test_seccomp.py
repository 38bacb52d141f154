import re
from pathlib import Path

import pytest

from course_utils.grading.sandbox import seccomp

HEADERS = {
    seccomp.X86_64: ("x86_64-linux-gnu/asm/unistd_64.h", r"#define __NR_(\w+)\s+(\d+)\b"),
    seccomp.AARCH64: ("asm-generic/unistd.h", r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b"),
}


@pytest.mark.parametrize("machine", HEADERS)
def test_the_numbers_are_the_kernels(machine: str) -> None:
    name, pattern = HEADERS[machine]
    header = Path("/usr/include", name)
    if not header.exists():
        pytest.skip(f"no {header}")
    known = {call: int(number) for call, number in re.findall(pattern, header.read_text())}
    ours = seccomp.allowed(machine)
    assert {name: known.get(name, number) for name, number in ours.items()} == ours
    assert len(set(ours) & set(known)) > 150


@pytest.mark.parametrize("machine", HEADERS)
def test_what_reaches_others_or_stays_in_the_kernel_is_not_allowed(machine: str) -> None:
    never = {
        *("ptrace", "process_vm_readv", "kcmp", "pidfd_getfd", "process_madvise", "setpriority"),
        *("sched_setaffinity", "sched_setscheduler", "sched_setattr", "ioprio_set", "setsid"),
        *("add_key", "keyctl", "shmget", "semget", "msgget", "mq_open", "memfd_create"),
        *(
            "inotify_init1",
            "fanotify_init",
            "io_setup",
            "io_uring_setup",
            "userfaultfd",
            "vmsplice",
        ),
        *("unshare", "setns", "mount", "chroot", "pivot_root", "open_tree", "fsopen", "clone3"),
        *("bpf", "seccomp", "perf_event_open", "init_module", "kexec_load", "reboot", "syslog"),
        *("setxattr", "lsetxattr", "fsetxattr", "sync", "syncfs", "mbind", "mlock", "personality"),
    }
    assert not never & set(seccomp.allowed(machine))


@pytest.mark.parametrize("machine", HEADERS)
def test_a_program_is_whole_instructions_and_short_enough(machine: str) -> None:
    program = seccomp.program(machine)
    assert len(program) % 8 == 0
    assert len(program) // 8 < 4096


def test_another_processor_is_refused() -> None:
    with pytest.raises(seccomp.UnknownMachineError, match="riscv64"):
        seccomp.program("riscv64")
