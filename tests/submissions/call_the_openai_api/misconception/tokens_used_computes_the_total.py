# "The total is the sum of the parts."
# cell: tokens_used
# fails: tokens_used_takes_the_total_as_told: 'total_tokens': 42
# fails: tokens_used_counts_gaps_as_zero: Expected
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0}
    for response in responses:
        usage = response.get("usage") or {}
        for name in totals:
            totals[name] += usage.get(name) or 0
    totals["total_tokens"] = totals["prompt_tokens"] + totals["completion_tokens"]
    return totals
