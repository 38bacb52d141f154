# Keeps the inventory up to date, and gives the value.
# cell: contain
def contain(admin: OpenAI, key: dict) -> str:
    """Revoke a key, make sure of it, and give a new one's value."""
    projects = admin.admin.organization.projects
    projects.api_keys.delete(key["id"], project_id=key["project_id"])
    old = OpenAI(api_key=key["value"], base_url=admin.base_url)
    for _ in range(10):
        try:
            old.models.list()
        except AuthenticationError:
            break
    else:
        raise TimeoutError("the old key is still served")
    new = projects.service_accounts.api_keys.create(
        key["service_account_id"],
        project_id=key["project_id"],
        name=key["name"],
        scopes=key["scopes"],
    )
    key["id"] = new.id
    key["value"] = new.value
    return new.value
