# Any collection of names will do.
# cell: smallest_scopes
def smallest_scopes(task: str) -> list[str]:
    return {
        "list the models": ("api.model.read",),
        "write haiku with chat completions": {"api.model.request"},
        "answer with the Responses API": frozenset({"api.responses.write"}),
        "read everything, change nothing": ["api.all.read"],
    }[task]
