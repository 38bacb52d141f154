# “To read models, read-only is the smallest.”
# cell: smallest_scopes
# fails: smallest_scopes_to_list_models: That is more than its task
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": ["api.all.read"],
        "write haiku with chat completions": ["api.model.request"],
        "answer with the Responses API": ["api.responses.write"],
        "read everything, change nothing": ["api.all.read"],
    }[task]
