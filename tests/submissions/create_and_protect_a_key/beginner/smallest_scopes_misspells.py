# A scope that nobody knows.
# cell: smallest_scopes
# fails: smallest_scopes_to_list_models: no key:
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": ["api.models.read"],
        "write haiku with chat completions": ["api.model.request"],
        "answer with the Responses API": ["api.responses.write"],
        "read everything, change nothing": ["api.all.read"],
    }[task]
