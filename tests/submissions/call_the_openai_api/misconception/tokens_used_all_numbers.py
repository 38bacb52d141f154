# “Whatever is a number is tokens.”
# cell: tokens_used
# fails: tokens_used_adds_each_field: cached_tokens
def tokens_used(responses):
    sums = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        for name, value in (response.get("usage") or {}).items():
            if isinstance(value, int):
                sums[name] = sums.get(name, 0) + value
    return sums
