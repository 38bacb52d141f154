"""What hiding keys costs a kernel: a cell that prints 10,000 lines, with the extension and without it.

    python -m benchmarks.kernel

One kernel runs the cell with the extension and without it in turn, so that both meet the same machine; neighbours make
a pair, each in the other order than the one before. Timed is the cell, from the request to the last message that came
of it, and the kernel's own processor time, which other programs disturb less. Told are medians, and of what the
extension adds the median over all pairs, how well that is known, and between which values half of the pairs are: where
that is more than what is measured, the machine had something else to do. The key in the environment is always the same
one, since its letters decide how long a look for pieces of it takes. Runs on Linux.
"""

import math
import os
import statistics
import time

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from tests.support.made_keys import practice_key

LINES = 10_000
PAIRS = 120
PAUSE_SECONDS = 0.25
"""After each cell: a timer of ipykernel's, set at the first print, would cut the next cell's output in pieces."""
_NOTCH = 1.57
"""How well a median is known, in quartile ranges by the root of the number of values: the notch of a box plot (McGill,
Tukey and Larsen, 1978)."""
PRINTING = f"""
for number in range({LINES}):
    print(f"{{number:6}} GET /v1/models 200 in 0.{{number:06}} s")
"""


def main() -> None:
    environment = {**os.environ, "OPENAI_API_KEY": practice_key()}
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        clock = _clock(int(_run(client, "import os\nprint(os.getpid())")))
        times: dict[str, list[tuple[float, float]]] = {"load": [], "unload": []}
        for pair in range(PAIRS):
            for how in sorted(times, reverse=pair % 2 == 1):
                _run(client, f"%{how}_ext course_utils.leaks")
                times[how].append(_timed(client, clock))
        _tell(times)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _clock(process: int) -> int:
    """Give the clock of another process's processor time, as Linux's clock_getcpuclockid(3) makes it."""
    return ~process << 3 | 2


def _timed(client: BlockingKernelClient, clock: int) -> tuple[float, float]:
    before, began = time.clock_gettime(clock), time.perf_counter()
    _run(client, PRINTING)
    took = time.perf_counter() - began
    time.sleep(PAUSE_SECONDS)
    return took, time.clock_gettime(clock) - before


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
    print(f"\nA cell that prints {LINES:,} lines of 40 characters, median of {PAIRS}\n")
    print(f"{'':24}{'cell':>16}{'processor':>16}")
    for how, name in (("unload", "without the extension"), ("load", "with it")):
        medians = (statistics.median(column) for column in zip(*times[how], strict=True))
        print(f"{name:24}" + "".join(f"{1000 * each:>13.1f} ms" for each in medians))
    pairs = zip(times["load"], times["unload"], strict=True)
    ratios = [[mine / other - 1 for mine, other in zip(*pair, strict=True)] for pair in pairs]
    quarters = [statistics.quantiles(column) for column in zip(*ratios, strict=True)]
    print(f"{'more':24}" + "".join(f"{median:>14.1%}  " for _, median, _ in quarters))
    noise = (_NOTCH * (high - low) / math.sqrt(PAIRS) for low, _, high in quarters)
    print(f"{'give or take':24}" + "".join(f"{each:>14.1%}  " for each in noise))
    halves = (f"{low:.1%} to {high:.1%}" for low, _, high in quarters)
    print(f"{'in half of the pairs':24}" + "".join(f"{each:>16}" for each in halves))


if __name__ == "__main__":
    main()
