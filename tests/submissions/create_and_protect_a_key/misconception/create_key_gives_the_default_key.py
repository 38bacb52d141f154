# “The account comes with a key: that is it.”
# cell: create_key
# fails: create_key_has_these_scopes: What the key may do: everything
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    return accounts.create(project_id, name=name).api_key.value
