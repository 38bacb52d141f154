# “Everything that I know of is the models.”
# cell: smallest_scopes
# fails: smallest_scopes_to_read: It may not do its task
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": ["api.model.read"],
        "write haiku with chat completions": ["api.model.request"],
        "answer with the Responses API": ["api.responses.write"],
        "read everything, change nothing": ["api.model.read"],
    }[task]
