# One scope needs no list.
# cell: smallest_scopes
# fails: smallest_scopes_to_list_models: str is no list of scopes
# fails: smallest_scopes_for_chat: str is no list of scopes
# fails: smallest_scopes_for_responses: str is no list of scopes
# fails: smallest_scopes_to_read: str is no list of scopes
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": "api.model.read",
        "write haiku with chat completions": "api.model.request",
        "answer with the Responses API": "api.responses.write",
        "read everything, change nothing": "api.all.read",
    }[task]
