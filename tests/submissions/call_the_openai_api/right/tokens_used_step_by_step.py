# Right: three numbers and many ifs.
# cell: tokens_used
def tokens_used(responses):
    prompt = 0
    completion = 0
    total = 0
    for response in responses:
        if "usage" not in response:
            continue
        usage = response["usage"]
        if usage is None:
            continue
        if "prompt_tokens" in usage and usage["prompt_tokens"] is not None:
            prompt = prompt + usage["prompt_tokens"]
        if "completion_tokens" in usage and usage["completion_tokens"] is not None:
            completion = completion + usage["completion_tokens"]
        if "total_tokens" in usage and usage["total_tokens"] is not None:
            total = total + usage["total_tokens"]
    return {"total_tokens": total, "prompt_tokens": prompt, "completion_tokens": completion}
