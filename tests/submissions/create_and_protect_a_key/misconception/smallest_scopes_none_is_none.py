# “Without scopes it may do the least.”
# cell: smallest_scopes
# fails: smallest_scopes_to_list_models: That is more than its task
# fails: smallest_scopes_for_chat: That is more than its task
# fails: smallest_scopes_for_responses: That is more than its task
# fails: smallest_scopes_to_read: That is more than its task
def smallest_scopes(task: str) -> list[str]:
    return []
