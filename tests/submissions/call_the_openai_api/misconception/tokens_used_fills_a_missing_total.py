# "A total that is missing can be computed."
# cell: tokens_used
# fails: tokens_used_counts_gaps_as_zero: Expected
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        usage = response.get("usage") or {}
        parts = (usage.get("prompt_tokens") or 0) + (usage.get("completion_tokens") or 0)
        totals["prompt_tokens"] += usage.get("prompt_tokens") or 0
        totals["completion_tokens"] += usage.get("completion_tokens") or 0
        totals["total_tokens"] += usage.get("total_tokens") or parts
    return totals
