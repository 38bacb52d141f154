# "Whatever stands in usage is added up."
# cell: tokens_used
# fails: tokens_used_adds_each_field: usage may hold more fields than the three
def tokens_used(responses):
    totals = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
    for response in responses:
        for name, value in (response.get("usage") or {}).items():
            if isinstance(value, dict):
                value = sum(value.values())
            totals[name] = totals.get(name, 0) + (value or 0)
    return totals
