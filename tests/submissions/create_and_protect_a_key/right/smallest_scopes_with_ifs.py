# Four questions.
# cell: smallest_scopes
def smallest_scopes(task: str) -> list[str]:
    if task == "list the models":
        scope = "api.model.read"
    elif task.startswith("write haiku"):
        scope = "api.model.request"
    elif "Responses" in task:
        scope = "api.responses.write"
    else:
        scope = "api.all.read"
    return [scope]
