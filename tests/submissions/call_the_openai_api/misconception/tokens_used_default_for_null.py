# "A second argument of get helps with None, too."
# cell: tokens_used
# fails: tokens_used_counts_gaps_as_zero: 'NoneType' object has no attribute 'get'
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        usage = response.get("usage", {})
        for name in totals:
            totals[name] += usage.get(name, 0)
    return totals
