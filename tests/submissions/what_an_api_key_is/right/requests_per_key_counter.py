# Right: a Counter.
# cell: requests_per_key
from collections import Counter


def requests_per_key(log: list[dict]) -> dict[str, int]:
    return Counter(entry["key_id"] for entry in log if entry["status"] == 200)
