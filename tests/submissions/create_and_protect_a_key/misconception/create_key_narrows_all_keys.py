# “Then I make narrow whatever is in the project.”
# cell: create_key
# fails: create_key_makes_one_key: has other scopes now
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name)
    keys = admin.admin.organization.projects.api_keys
    for one in keys.list(project_id):
        keys.update(one.id, project_id=project_id, scopes=scopes)
    return account.api_key.value
