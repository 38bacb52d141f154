# A scope that nobody knows.
# cell: smallest_scopes
# fails: smallest_scopes_to_list_models: No key can be made with
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": ["api.models.read"],
        "write haiku with chat completions": ["api.model.request"],
        "answer with the Responses API": ["api.responses.write"],
        "read everything, change nothing": ["api.all.read"],
    }[task]
