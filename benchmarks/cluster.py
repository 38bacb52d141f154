"""Grading on a Dask cluster: two workers beside one, and what a batch costs that holds nothing.

Both clusters are on this machine, a worker with one thread each, and grade the same class in the same run.
"""

import tempfile
import threading
import time
from pathlib import Path

from distributed import LocalCluster

from benchmarks.grading import ASSIGNMENT, CLASS, make_course
from course_utils.grading.cluster.client import Cluster
from course_utils.grading.cluster.messages import Order
from course_utils.grading.coursework.assignment import load_assignment
from course_utils.grading.events import Options, Progress
from course_utils.grading.examining.terms import Terms
from course_utils.grading.grade_class import grade_class

ORDERS = 50


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_course(root)
        print(f"\nGrading {CLASS} submissions on a cluster, milliseconds a submission")
        first = 0.0
        for workers in (1, 2):
            with _cluster(workers) as cluster:
                options = Options(scheduler=cluster.scheduler_address, force=True)
                summary = grade_class(root, ASSIGNMENT, options, Progress())
                assert summary.graded == CLASS
                empty = _empty_batch(root, cluster.scheduler_address)
            each = summary.seconds / CLASS
            first = first or each
            print(f"  workers: {workers}   {1000 * each:7.0f}   {first / each:5.1f} times")
        print(f"  a batch that holds nothing, there and back {1000 * empty:7.1f}")


def _cluster(workers: int) -> LocalCluster:
    return LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0")


def _empty_batch(root: Path, scheduler: str) -> float:
    """Give the seconds for an order with the whole assignment, and no submission, once boxes are warm."""
    assignment = load_assignment(root / "solutions", ASSIGNMENT)
    terms = Terms((), (), platform=False, seed="", timeout=30, memory=512)
    order = Order("grade", terms, assignment)
    never = threading.Event()
    with Cluster(scheduler, terms, print) as cluster:
        cluster.wait_until_ready(never)
        begun = time.perf_counter()
        for _ in range(ORDERS):
            cluster.ask(order, never)
        return (time.perf_counter() - begun) / ORDERS


if __name__ == "__main__":
    main()
