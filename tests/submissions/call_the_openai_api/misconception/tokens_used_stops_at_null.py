# "After a gap the list is over."
# cell: tokens_used
# fails: tokens_used_counts_gaps_as_zero: Expected
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        usage = response.get("usage")
        if not usage:
            break
        for name in totals:
            totals[name] += usage.get(name) or 0
    return totals
