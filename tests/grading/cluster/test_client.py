"""A class on a real scheduler and real workers gets what it gets on one machine."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Security

import course_utils
from course_utils.grading.cluster import client
from course_utils.grading.cluster.connecting import ClusterError
from course_utils.grading.events import Summary
from course_utils.grading.examining.workers import Crew
from tests.grading import dying
from tests.grading.cluster import dask_cluster
from tests.grading.cluster.dask_cluster import Wire, Workers
from tests.grading.course import CourseOnDisk, Told, small_course
from tests.grading.graded import HALF, graded_now, in_gradebook
from tests.grading.notebooks import RIGHT, released, submitted

SEED = "the same keys everywhere"
STUDENTS = 12


@pytest.fixture(scope="module")
def workers(bwrap_path: Path) -> Iterator[Workers]:
    with ExitStack() as opened:
        address = opened.enter_context(dask_cluster.scheduler()).address
        yield Workers(address, opened)


@pytest.fixture
def scheduler(workers: Workers) -> str:
    """A scheduler with a worker."""
    workers.at_least(1)
    return workers.scheduler


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is: who is there is waited for."""
    monkeypatch.setattr(client, "PATIENCE", 120.0)


def hand_in_everything(course: CourseOnDisk) -> None:
    """Hand in what is right, half right, untouched, broken, missing, and named as only people are named."""
    for number in range(STUDENTS):
        course.hand_in(f"s{number:02}", [submitted(RIGHT), submitted(HALF), released()][number % 3])
    course.hand_in("s03", b'{"cells": [')
    course.hand_in("s11", submitted(RIGHT, ["import time\ntime.sleep(1.5)"]))  # all others are done
    course.hand_in("Zoë 'x' <b>,; $HOME", submitted(RIGHT, ["print('\\udce9 \N{SNOWMAN}')"]))
    course.hand_in("李 明", submitted(RIGHT), "renamed.ipynb")
    (course.folder("s04") / os.fsdecode(b"not utf-8 \xff.txt")).write_bytes(bytes(range(256)))


def results(course: CourseOnDisk, summary: Summary) -> dict[str, Any]:
    """Give all that a run leaves, but for what it took."""
    rows = json.loads(summary.report.path.read_text())["students"]
    assert not summary.failed
    return {
        "rows": [{**row, "seconds": 0} for row in rows],
        "gradebook": in_gradebook(course),
        "autograded": {
            path.relative_to(course.root): path.read_bytes()
            for path in sorted((course.root / "autograded").rglob("*"))
            if path.is_file()
        },
    }


@pytest.fixture(scope="module")
def locally(
    tmp_path_factory: pytest.TempPathFactory, crew: Crew, empty_gradebook: Path
) -> dict[str, Any]:
    course = small_course(tmp_path_factory.mktemp("locally"), crew)
    shutil.copyfile(empty_gradebook, course.root / "gradebook.db")
    hand_in_everything(course)
    return results(course, course.grade(seed=SEED))


@pytest.fixture
def course(tmp_path: Path, empty_gradebook: Path) -> CourseOnDisk:
    made = small_course(tmp_path)
    shutil.copyfile(empty_gradebook, tmp_path / "gradebook.db")
    hand_in_everything(made)
    return made


def once(action: Callable[[], None]) -> Callable[[], None]:
    """Give a function that acts the first time it is called."""
    left = [action]

    def act() -> None:
        if left:
            left.pop()()

    return act


def other_version(folder: Path) -> Path:
    """Give a folder with another version of the course: who starts Python there gets that."""
    package = Path(course_utils.__file__).parent
    shutil.copytree(package, folder / package.name)
    (folder / package.name / "later.py").write_text("")
    return folder


def test_a_worker_that_is_killed_loses_and_doubles_nothing_and_one_that_cannot_grade_is_left_aside(
    course: CourseOnDisk,
    workers: Workers,
    locally: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    workers.at_least(2)
    elsewhere = other_version(tmp_path_factory.mktemp("another"))
    told = Told(each=once(workers.kill_one_that_is_busy))
    with (
        dask_cluster.worker(workers.scheduler, PATH=str(Path(sys.executable).parent)),
        dask_cluster.worker(workers.scheduler, elsewhere),
    ):
        assert (
            results(course, course.grade(told, scheduler=workers.scheduler, seed=SEED)) == locally
        )
    assert graded_now(told) == sorted(row["student"] for row in locally["rows"])
    aside = [line for line in told.said if "left aside" in line]
    assert len(aside) == 2
    assert any("bwrap is missing. Install bubblewrap" in line for line in aside)
    assert any(line.count("0.1.0 (") == 2 for line in aside)


def test_a_connection_that_breaks_loses_and_doubles_nothing(
    course: CourseOnDisk, scheduler: str, locally: dict[str, Any]
) -> None:
    with Wire(scheduler) as wire:
        told = Told(each=once(wire.cut))
        assert results(course, course.grade(told, scheduler=wire.address, seed=SEED)) == locally
    assert graded_now(told) == sorted(row["student"] for row in locally["rows"])


def test_a_scheduler_that_goes_away_ends_the_run_and_the_next_grades_the_rest(
    course: CourseOnDisk,
    scheduler: str,
    locally: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Wire(scheduler) as wire:
        monkeypatch.setattr(client, "PATIENCE", 5.0)
        lost = Told(each=once(wire.__exit__))
        with pytest.raises(ClusterError, match=r"was lost\. What was graded is kept"):
            course.grade(lost, scheduler=wire.address, seed=SEED)
    monkeypatch.setattr(client, "PATIENCE", 120.0)
    told = Told()
    assert results(course, course.grade(told, scheduler=scheduler, seed=SEED)) == locally
    assert len(graded_now(lost)) + len(graded_now(told)) == len(locally["rows"])


def test_a_scheduler_that_falls_silent_ends_the_run(
    course: CourseOnDisk, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Wire(scheduler) as wire:
        monkeypatch.setattr(client, "PATIENCE", 1.0)
        lost = Told(each=once(wire.fall_silent))
        with pytest.raises(ClusterError, match=r"What was graded is kept"):
            course.grade(lost, scheduler=wire.address, seed=SEED)
    assert graded_now(lost)


def test_a_client_that_is_killed_is_followed_by_one_that_grades_the_rest(
    course: CourseOnDisk, scheduler: str, locally: dict[str, Any]
) -> None:
    words = ["before the journal knows of a batch", course.assignment, "--scheduler", scheduler]
    command = [sys.executable, dying.__file__, *words, "--seed", SEED]
    killed = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stdout + killed.stderr
    assert results(course, course.grade(scheduler=scheduler, seed=SEED)) == locally


def test_a_cluster_without_workers_is_told_in_a_sentence_over_tls_too(
    course: CourseOnDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "PATIENCE", 5.0)
    made = Security.temporary()  # one certificate, which stands for itself
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    certificate.write_text(made.tls_client_cert)
    key.write_text(made.tls_client_key)
    names = ("--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key)
    tls = {"ca-file": certificate, "client.cert": certificate, "client.key": key}
    settings = {f"distributed.comm.tls.{name}": str(path) for name, path in tls.items()}
    with dask_cluster.scheduler("--protocol", "tls", *map(str, names)) as alone:
        assert alone.address.startswith("tls://")
        with pytest.raises(ClusterError, match="does not answer as a Dask scheduler does"):
            course.grade(scheduler=alone.address)
        with (
            dask.config.set(settings),
            pytest.raises(ClusterError, match="has no workers"),
        ):
            course.grade(scheduler=alone.address)
