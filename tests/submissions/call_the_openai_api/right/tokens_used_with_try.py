# Right: try around each field.
# cell: tokens_used
def tokens_used(responses: list[dict]) -> dict[str, int]:
    result = dict.fromkeys(("prompt_tokens", "completion_tokens", "total_tokens"), 0)
    for response in responses:
        for name in result:
            try:
                result[name] += response["usage"][name]
            except (KeyError, TypeError):
                pass
    return result
