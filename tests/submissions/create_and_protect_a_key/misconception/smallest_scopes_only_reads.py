# “A question only reads.”
# cell: smallest_scopes
# fails: smallest_scopes_for_chat: It may not do its task
# fails: smallest_scopes_for_responses: It may not do its task
def smallest_scopes(task: str) -> list[str]:
    if task == "list the models":
        return ["api.model.read"]
    return ["api.all.read"]
