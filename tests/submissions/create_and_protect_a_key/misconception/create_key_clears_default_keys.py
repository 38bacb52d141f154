# “A default key is known by its name.”
# cell: create_key
# fails: create_key_makes_one_key: A key that was there before is gone
def create_key(admin: OpenAI, project_id: str, name: str, scopes: list[str]) -> str:
    if not scopes:
        raise ValueError("no scopes")
    accounts = admin.admin.organization.projects.service_accounts
    account = accounts.create(project_id, name=name)
    accounts.update(account.id, project_id=project_id, role="member")
    key = accounts.api_keys.create(account.id, project_id=project_id, name=name, scopes=scopes)
    keys = admin.admin.organization.projects.api_keys
    for each in keys.list(project_id):
        if each.name == account.api_key.name:
            keys.delete(each.id, project_id=project_id)
    return key.value
