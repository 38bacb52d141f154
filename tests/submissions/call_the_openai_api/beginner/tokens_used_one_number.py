# Gives one number.
# cell: tokens_used
# fails: tokens_used_*: Expected
def tokens_used(responses):
    total = 0
    for response in responses:
        usage = response.get("usage") or {}
        total += usage.get("total_tokens") or 0
    return total
