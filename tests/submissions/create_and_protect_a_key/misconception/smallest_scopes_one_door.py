# “Both ways to ask are one door.”
# cell: smallest_scopes
# fails: smallest_scopes_for_responses: It may not do its task
def smallest_scopes(task: str) -> list[str]:
    if task == "list the models":
        return ["api.model.read"]
    if task.startswith("read"):
        return ["api.all.read"]
    return ["api.model.request"]
