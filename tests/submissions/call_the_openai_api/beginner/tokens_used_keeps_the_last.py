# Puts the number in its place in place of adding.
# cell: tokens_used
# fails: tokens_used_*: Expected
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        usage = response.get("usage") or {}
        for name in totals:
            totals[name] = usage.get(name) or 0
    return totals
