"""A slot's own processor, and the whole machine until it is warm."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from course_utils.grading.examining.processors import own_processor
from course_utils.grading.examining.sitting import Times
from course_utils.grading.examining.slot import Slot
from course_utils.grading.sandbox.box import Box, Job, Setup
from course_utils.grading.sandbox.channel import line_to_stranger

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="grading needs Linux")

TWO_SLOTS = """
import json, os, threading
from course_utils.grading.examining.processors import own_processor

seen = {}

def slot(name, others=lambda: None):
    def work():
        with own_processor() as mine:
            own = os.sched_getaffinity(0)
            mine.borrow()
            seen[name] = [sorted(own), sorted(os.sched_getaffinity(0))]
            others()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

slot("first", lambda: slot("second"))
print(json.dumps(seen))
"""


def below(pid: int) -> list[int]:
    """Give a process and all that it has begun."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in below(int(child)))]


def on_its_processor() -> None:
    """See that what runs before comes too, and what that has begun."""
    all_of_them = os.sched_getaffinity(0)
    shell = ["sh", "-c", "sleep 60 & echo; exec cat"]
    with (
        own_processor() as mine,
        subprocess.Popen(shell, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process,
    ):
        own = os.sched_getaffinity(0)
        assert process.stdout is not None
        process.stdout.readline()
        begun = below(process.pid)
        for pid in begun:
            os.sched_setaffinity(pid, all_of_them)
        mine.keep_to([process.pid])
        assert len(begun) == 2
        assert [os.sched_getaffinity(pid) for pid in (0, *begun)] == [own] * 3
        for pid in begun:
            os.kill(pid, 9)


def warm_slot(box_setup: Setup) -> None:
    """See that all that a slot has begun is on its processor before anything is graded."""
    times = Times(cell=20, submission=120)
    with Slot(box_setup, times, platform=True) as slot, slot.at_work(first=True):
        mine = Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text().split()
        begun = [each for pid in mine for each in below(int(pid))]
        own = os.sched_getaffinity(0)
        assert len(own) == 1
        assert (
            len(begun) == 6
        )  # two bubblewraps and what runs in them, the platform and its first turn
        assert [os.sched_getaffinity(pid) for pid in begun] == [own] * 6


def moved_before_its_first_submission(box_setup: Setup) -> None:
    """See that a box which came to another processor when it was warm counts as clean behind the first one."""
    all_of_them = os.sched_getaffinity(0)
    with Box(box_setup, "learner") as box:
        box.start()
        box.renew_unless_clean()  # it has answered: all that belongs to getting warm is behind it
        for pid in below(box.pid or 0):
            os.sched_setaffinity(pid, {min(all_of_them)})
        launched = box.pid
        for _ in range(2):
            ours, theirs = line_to_stranger()
            with ours, theirs:
                box.begin(Job(), theirs).close()
                box.end()
        assert box.pid == launched


def test_what_a_slot_has_begun_comes_to_its_processor(box_setup: Setup) -> None:
    with ThreadPoolExecutor(1) as thread:  # it is kept to a processor until it ends
        thread.submit(on_its_processor).result()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(warm_slot, box_setup).result()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(moved_before_its_first_submission, box_setup).result()


@pytest.mark.skipif(os.cpu_count() == 1, reason="needs two processors")
def test_nobody_borrows_what_another_slot_has(bwrap_path: Path) -> None:
    # in a network of its own, where other programs that grade claim nothing
    alone = [
        str(bwrap_path),
        "--dev-bind",
        "/",
        "/",
        "--unshare-net",
        sys.executable,
        "-c",
        TWO_SLOTS,
    ]
    done = subprocess.run(alone, capture_output=True, text=True, check=True)
    ((first,), lent), ((second,), left) = json.loads(done.stdout).values()
    all_of_them = os.sched_getaffinity(0)
    assert set(lent) == all_of_them
    assert first != second
    assert set(left) == all_of_them - {first}
