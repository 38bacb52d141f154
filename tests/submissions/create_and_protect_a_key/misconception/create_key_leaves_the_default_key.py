# “I asked for one key, so there is one.”
# cell: create_key
# fails: create_key_makes_one_key: After call 1, the project has the keys
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name)
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    return key.value
