# "Only usage can be None."
# cell: tokens_used
# fails: tokens_used_counts_gaps_as_zero: unsupported operand type
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        usage = response.get("usage") or {}
        for name in totals:
            totals[name] += usage.get(name, 0)
    return totals
