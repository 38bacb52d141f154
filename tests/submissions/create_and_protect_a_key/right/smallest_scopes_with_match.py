# A match, and names that are put together.
# cell: smallest_scopes
def smallest_scopes(task: str) -> list[str]:
    match task.split()[0]:
        case "list":
            what = "model.read"
        case "write":
            what = "model.request"
        case "answer":
            what = "responses.write"
        case _:
            what = "all.read"
    return [f"api.{what}"]
