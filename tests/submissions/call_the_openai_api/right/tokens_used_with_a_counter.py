# Right: a Counter that begins with zeros.
# cell: tokens_used
from collections import Counter


def tokens_used(responses):
    names = ["prompt_tokens", "completion_tokens", "total_tokens"]
    counts = Counter({name: 0 for name in names})
    for response in responses:
        usage = response.get("usage")
        if usage:
            counts.update({name: usage[name] for name in names if usage.get(name)})
    return counts
