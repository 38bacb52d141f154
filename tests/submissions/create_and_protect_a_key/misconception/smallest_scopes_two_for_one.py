# “Who writes has to read as well.”
# cell: smallest_scopes
# fails: smallest_scopes_for_chat: That is more than its task
# fails: smallest_scopes_for_responses: That is more than its task
# fails: smallest_scopes_to_read: One scope is enough
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": ["api.model.read"],
        "write haiku with chat completions": ["api.model.read", "api.model.request"],
        "answer with the Responses API": ["api.responses.read", "api.responses.write"],
        "read everything, change nothing": ["api.all.read", "api.model.read"],
    }[task]
