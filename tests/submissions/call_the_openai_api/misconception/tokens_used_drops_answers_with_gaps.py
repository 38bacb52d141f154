# "An answer with a gap is no good answer."
# cell: tokens_used
# fails: tokens_used_counts_gaps_as_zero: Expected
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        usage = response.get("usage") or {}
        if all(usage.get(name) is not None for name in totals):
            for name in totals:
                totals[name] += usage[name]
    return totals
