# Right: one sum for each field.
# cell: tokens_used
def tokens_used(responses):
    def total(name):
        return sum((one.get("usage") or {}).get(name) or 0 for one in responses)

    return {name: total(name) for name in ("prompt_tokens", "completion_tokens", "total_tokens")}
