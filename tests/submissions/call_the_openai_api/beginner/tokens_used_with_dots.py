# Takes dictionaries for objects.
# cell: tokens_used
# fails: tokens_used_*: 'dict' object has no attribute 'usage'
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        totals["prompt_tokens"] += response.usage.prompt_tokens
        totals["completion_tokens"] += response.usage.completion_tokens
        totals["total_tokens"] += response.usage.total_tokens
    return totals
