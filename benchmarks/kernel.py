"""What hiding keys costs a kernel: a cell that prints 10,000 lines, with the extension and without it.

    python -m benchmarks.kernel

One kernel runs the cell with the extension and without it in turn, so that both meet the same machine. Timed is the
cell, from the request to the last message that came of it, and the kernel's own processor time. Told are medians; what
the extension adds is the median of the differences between neighbours. The key in the environment is always the same
one, since its letters decide how long a look for pieces of it takes.
"""

import os
import statistics
import time

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tests.support.made_keys import practice_key

LINES = 10_000
ROUNDS = 15
CELLS = 5
"""Run one after the other for each measurement, so that asking for the processor's time does not count."""
PRINTING = f"""
for number in range({LINES}):
    print(f"{{number:6}} GET /v1/models 200 in 0.{{number:06}} s")
"""
SPENT = "import time\nprint(time.process_time())"


def main() -> None:
    environment = {**os.environ, "OPENAI_API_KEY": practice_key()}
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        times: dict[str, list[tuple[float, float]]] = {"load": [], "unload": []}
        for _ in range(ROUNDS):
            for how, kept in times.items():
                _run(client, f"%{how}_ext course_utils.leaks")
                kept.append(_timed(client))
        _tell(times)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _timed(client: BlockingKernelClient) -> tuple[float, float]:
    before, began = float(_run(client, SPENT)), time.perf_counter()
    for _ in range(CELLS):
        _run(client, PRINTING)
    took = time.perf_counter() - began
    return took / CELLS, (float(_run(client, SPENT)) - before) / CELLS


def _run(client: BlockingKernelClient, code: str) -> str:
    asked = client.execute(code)
    printed = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != asked:
            continue
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
        if message["content"].get("execution_state") == "idle":
            client.get_shell_msg(timeout=60)
            return "".join(printed)


def _tell(times: dict[str, list[tuple[float, float]]]) -> None:
    print(f"\nA cell that prints {LINES:,} lines of 40 characters, median of {ROUNDS}\n")
    print(f"{'':24}{'cell':>10}{'processor':>12}")
    medians = {}
    for how, name in (("unload", "without the extension"), ("load", "with it")):
        medians[how] = [statistics.median(column) for column in zip(*times[how], strict=True)]
        print(f"{name:24}" + "".join(f"{1000 * each:>9.1f} ms" for each in medians[how]))
    pairs = zip(times["load"], times["unload"], strict=True)
    beside = [[mine - other for mine, other in zip(*pair, strict=True)] for pair in pairs]
    differences = (statistics.median(column) for column in zip(*beside, strict=True))
    more = [each / base for each, base in zip(differences, medians["unload"], strict=True)]
    print(f"{'more':24}" + "".join(f"{each:>10.1%}  " for each in more))


if __name__ == "__main__":
    main()
